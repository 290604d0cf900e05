"""TICKETS → weekly counts, by one query that says the same on this machine and in a warehouse.

``slots``, ``rules`` and ``periods`` prepare small tables, so that the query needs no arithmetic of time zones;
``expression`` is the query, ``sums.sql`` and ``rows.sql`` what DuckDB is given. ``tally`` makes arrays of the store's
tickets, ``listing`` lines; ``backend`` asks another database.
"""

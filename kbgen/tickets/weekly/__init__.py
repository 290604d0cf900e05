"""TICKETS → weekly counts, by one query that says the same on this machine and in a warehouse.

``calendar``, ``rules`` and ``periods`` prepare three small tables, so that the query needs no arithmetic of time zones;
``expression`` is the query, ``query.sql`` what DuckDB is given; ``tally`` runs it on the store, ``backend`` elsewhere.
"""

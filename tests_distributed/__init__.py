"""The weekly counts elsewhere: with ibis, on DuckDB and on a local Spark. “make test-distributed” runs these tests in
an environment of their own; they are no part of “make test”.
"""

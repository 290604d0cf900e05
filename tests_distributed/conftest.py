from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import ibis
import pytest

from kbgen.tickets.weekly import listing
from kbgen.tickets.weekly.listing import Listing
from kbgen.tickets.weeks import Weeks
from tests.tickets.weekly import stores
from tests_distributed import material

WEEKS = Weeks(material.UNTIL, ZoneInfo(material.ZONE), material.WEEKS)


class Files(NamedTuple):
    """Tickets and counts as files, and what the store makes of them."""

    tickets: Path
    counts: Path
    alone: Listing
    """Of the tickets only."""

    together: Listing


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    seen, counted = material.tickets(), material.counts()
    both = stores.store(seen, counted, material.ZONE)
    paths = material.to_parquet(both.connection, tmp_path_factory.mktemp("files"))
    alone = listing.of_store(stores.store(seen, (), material.ZONE), material.RULES, WEEKS)
    return Files(*paths, alone, listing.of_store(both, material.RULES, WEEKS))


@pytest.fixture(scope="session")
def duck() -> Any:
    """DuckDB, as ibis talks to it."""
    return ibis.connect("duckdb://")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Spark of this machine, with two workers; days begin elsewhere, as they may on a real one."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=America/New_York")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield ibis.pyspark.connect(session)
    session.stop()

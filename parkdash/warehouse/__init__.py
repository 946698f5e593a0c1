"""Versions: built from batches, published by one rename, read without waiting. The one home of DuckDB."""

from parkdash.home import Damaged, NoVersion, Outdated, Thinned
from parkdash.warehouse.build import Built, build
from parkdash.warehouse.compare import Compared, compare, count_changes
from parkdash.warehouse.current import at, before_reading, current, health, newest, refresh
from parkdash.warehouse.modes import period_column
from parkdash.warehouse.publish import place, prepare, publish
from parkdash.warehouse.reader import Version
from parkdash.warehouse.shared import Shared, shared_keys

__all__ = [
    "Built",
    "Compared",
    "Damaged",
    "NoVersion",
    "Outdated",
    "Shared",
    "Thinned",
    "Version",
    "at",
    "before_reading",
    "build",
    "compare",
    "count_changes",
    "current",
    "health",
    "newest",
    "period_column",
    "place",
    "prepare",
    "publish",
    "refresh",
    "shared_keys",
]

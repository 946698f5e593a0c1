"""Versions: built from batches, published by one rename, read without waiting. The one home of DuckDB."""

from parkdash.home import Damaged, NoVersion, Outdated, Thinned
from parkdash.warehouse.build import Built, build
from parkdash.warehouse.compare import count_changes
from parkdash.warehouse.current import at, before_reading, current, health, refresh
from parkdash.warehouse.publish import place, prepare, publish
from parkdash.warehouse.reader import Version

__all__ = [
    "Built",
    "Damaged",
    "NoVersion",
    "Outdated",
    "Thinned",
    "Version",
    "at",
    "before_reading",
    "build",
    "count_changes",
    "current",
    "health",
    "place",
    "prepare",
    "publish",
    "refresh",
]

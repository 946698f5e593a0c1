"""The only way to a number. Every function takes the version it reads and the scope of who asks."""

from parkdash.metrics.breakdown import breakdown
from parkdash.metrics.bridge import Withheld, bridge
from parkdash.metrics.catalogue import GROUPS, UnknownMetric, catalogue
from parkdash.metrics.compare import compare
from parkdash.metrics.course import series
from parkdash.metrics.coverage import coverage
from parkdash.metrics.evaluate import value, values
from parkdash.metrics.firms import Unseen, find, profile
from parkdash.metrics.labels import labels
from parkdash.metrics.ladder import flows
from parkdash.metrics.receipts import formula, receipt
from parkdash.metrics.records import MASK, records
from parkdash.metrics.statement import UnknownDimension
from parkdash.metrics.targets import target

__all__ = [
    "GROUPS", "MASK", "UnknownDimension", "UnknownMetric", "Unseen", "Withheld", "breakdown", "bridge", "catalogue",
    "compare", "coverage", "find", "flows", "formula", "labels", "profile", "receipt", "records", "series", "target",
    "value", "values",
]  # fmt: skip

"""The only way to a number. Every function takes the version it reads and the scope of who asks."""

from parkdash.metrics.ahead import read_ahead, read_cards, read_values
from parkdash.metrics.behind import Line, is_additive, known, lines
from parkdash.metrics.breakdown import breakdown
from parkdash.metrics.bridge import Withheld, bridge, has_bridge
from parkdash.metrics.catalogue import GROUPS, UnknownMetric, catalogue, group_title
from parkdash.metrics.compare import after, compare, difference
from parkdash.metrics.course import series
from parkdash.metrics.coverage import coverage
from parkdash.metrics.evaluate import ratio_of, value, value_over, values
from parkdash.metrics.firms import Unseen, find, names, profile
from parkdash.metrics.goals import Goal, goals, of_parks, targeted
from parkdash.metrics.labels import labels
from parkdash.metrics.ladder import flows
from parkdash.metrics.masks import MASK, apart, personal
from parkdash.metrics.milestones import Milestone, milestones
from parkdash.metrics.movement import movement
from parkdash.metrics.projects import project, project_names, reporting_week, score_rule, scores, stuck, unreported
from parkdash.metrics.published import Published, published
from parkdash.metrics.quality import GAPS, freshness, gaps, handed_in, late_days, report_month, reports
from parkdash.metrics.receipts import formula, receipt
from parkdash.metrics.records import records
from parkdash.metrics.signal import Signal, signal_of
from parkdash.metrics.spans import BEGINNING
from parkdash.metrics.statement import UnknownDimension
from parkdash.metrics.targets import target
from parkdash.metrics.trend import trend

__all__ = [
    "BEGINNING", "GAPS", "GROUPS", "MASK", "Goal", "Line", "Milestone", "Published", "Signal", "UnknownDimension",
    "UnknownMetric", "Unseen", "Withheld", "after", "apart", "breakdown", "bridge", "catalogue", "compare", "coverage",
    "difference", "find", "flows", "formula", "freshness", "gaps", "goals", "group_title", "handed_in", "has_bridge",
    "is_additive", "known", "labels", "late_days", "lines", "milestones", "movement", "names", "of_parks", "personal",
    "profile", "project", "project_names", "published", "ratio_of", "read_ahead", "read_cards", "read_values",
    "receipt", "records", "report_month", "reporting_week", "reports", "score_rule", "scores", "series", "signal_of",
    "stuck", "target", "targeted", "trend", "unreported", "value", "value_over", "values",
]  # fmt: skip

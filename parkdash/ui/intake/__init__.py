"""The import page: a try at taking files in, step by step, in one address."""

from parkdash.ui.intake.page import show

__all__ = ["show"]

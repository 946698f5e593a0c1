"""Contract → the workbook that an office fills in, and the data guide. Everything in them follows from the contract."""

from parkdash.templates.guide import data_guide
from parkdash.templates.workbook import template

__all__ = ["data_guide", "template"]

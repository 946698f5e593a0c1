"""Writes the data guide into docs/ in both languages."""

from pathlib import Path

from parkdash.templates import data_guide

DOCS = Path(__file__).parents[2] / "docs"

if __name__ == "__main__":
    (DOCS / "data-guide.md").write_text(data_guide("zh"), encoding="utf-8")
    (DOCS / "data-guide.en.md").write_text(data_guide("en"), encoding="utf-8")

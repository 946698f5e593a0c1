"""The metric catalogue is complete: words in both languages, a known unit and owner, one aggregate each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parkdash.metrics.catalogue import GROUPS, catalogue
from parkdash.metrics.measures import measure_of
from parkdash.metrics.model import Metric
from parkdash.sql import facts
from parkdash.text import LANGUAGES, text


def faults(metric: Metric) -> list[str]:
    """What is wrong with an entry."""
    found = [f"no {name} in {lang}" for name in ("title", "explains") for lang in LANGUAGES
             if not getattr(metric, name).get(lang, "").strip()]  # fmt: skip
    found += [f"no word for {kind} {name!r}" for kind, name in (("units", metric.unit), ("owners", metric.owner))
              if not _has_words(f"metrics.{kind}.{name}")]  # fmt: skip
    if metric.group not in GROUPS:
        found.append(f"no group {metric.group!r}")
    if metric.ratio:
        found += [f"part {part!r} is not in the catalogue" for part in metric.ratio if part not in catalogue()]
    elif said := _measure_fault(metric):
        found.append(said)
    elif metric.source not in facts():
        found.append(f"no fact table {metric.source!r}")
    return found


def _measure_fault(metric: Metric) -> str:
    try:
        measure_of(metric)
    except ValueError as fault:
        return str(fault)
    return ""


def _has_words(key: str) -> bool:
    try:
        return all(text(key, lang).strip() for lang in LANGUAGES)
    except KeyError:
        return False


@pytest.mark.parametrize("metric", catalogue().values(), ids=lambda metric: metric.id)
def test_an_entry_is_complete(metric: Metric) -> None:
    assert not faults(metric)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_metrics_share_a_title(lang: str) -> None:
    titles = [metric.title[lang] for metric in catalogue().values()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"zh": "高新技术企业", "en": ""}},
        {"explains": {"en": "Firms"}},
        {"unit": "furlong"},
        {"owner": "nobody"},
        {"group": "none"},
        {"measure": "sum(enterprises) / 2"},
        {"measure": "sum(enterprises) filter (where true)"},
        {"measure": "median($at - starts_on)", "kind": "flow"},
        {"measure": "quantile_cont(enterprises, 90)"},
        {"source": "nowhere"},
    ],
)
def test_an_incomplete_entry_is_noticed(change: dict) -> None:
    assert faults(replace(catalogue()["high_tech"], **change))

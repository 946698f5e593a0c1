"""What must hold on every history, whatever happened: the identities of a number."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from parkdash import metrics
from parkdash.access import Scope
from parkdash.metrics.bridge import has_bridge
from parkdash.metrics.model import At, Between, Filters, When
from parkdash.warehouse import Version
from tests.metrics.histories import days, histories
from tests.world import LEADER, new_version

EXAMPLES = 8 if settings.default.max_examples <= 30 else settings.default.max_examples  # each builds a version
ALL = [*metrics.catalogue()]
ADDITIVE = [m.id for m in metrics.catalogue().values() if m.ratio is None and m.measure.startswith("sum(")]
STOCKS = [m.id for m in metrics.catalogue().values() if has_bridge(m)]


@contextmanager
def world(history: dict[str, list[dict[str, Any]]]) -> Iterator[Version]:
    with tempfile.TemporaryDirectory() as folder:
        yield new_version(Path(folder), {table: found for table, found in history.items() if found})


def some(names: list[str], most: int = 6) -> st.SearchStrategy[list[str]]:
    """A few of the metrics for each history: many histories find more than all metrics on few."""
    return st.lists(st.sampled_from(names), min_size=2, max_size=most, unique=True)


choices = st.sampled_from([(), (("park", "甲园"),), (("park", None),), (("park", "甲园"), ("carrier", "A座")),
                           (("park", "甲园"), ("park", "乙园"))])  # fmt: skip
scopes = st.sampled_from([LEADER, Scope("one", frozenset(["乙园"]), None, True, True)])


@settings(max_examples=EXAMPLES)
@given(histories, days, days, choices, scopes, some(STOCKS))
def test_opening_plus_in_minus_out_is_closing(
    history: dict[str, list[dict[str, Any]]], one: date, other: date, filters: Filters, scope: Scope,
    stocks: list[str],
) -> None:  # fmt: skip
    since, at = min(one, other), max(one, other) + timedelta(days=1)
    with world(history) as version:
        for stock in stocks:
            moved = metrics.bridge(version, scope, stock, since, at, filters)
            assert (
                moved.opening + sum(m.count for m in moved.entered) - sum(m.count for m in moved.left) == moved.closing
            )
            assert moved.closing == metrics.value(version, scope, stock, At(at), filters).value
            assert moved.opening == metrics.value(version, scope, stock, At(since), filters).value
            assert all(m.count == len(m.members) for m in (*moved.entered, *moved.left))


@settings(max_examples=EXAMPLES)
@given(histories, days, choices, scopes, some(ADDITIVE))
def test_parts_add_up_to_the_whole_along_every_dimension(
    history: dict[str, list[dict[str, Any]]], at: date, filters: Filters, scope: Scope, names: list[str]
) -> None:
    with world(history) as version:
        for name in names:
            for dimension in metrics.catalogue()[name].dimensions:
                parts = metrics.breakdown(version, scope, name, At(at), dimension, filters)
                assert not parts.overlapping
                assert sum(group.value or 0 for group in parts.groups) == (parts.total.value or 0), (name, dimension)
                assert sum(group.rows for group in parts.groups) == parts.total.rows
                if len(parts.groups) > 1:
                    top = metrics.breakdown(version, scope, name, At(at), dimension, filters, top=1)
                    assert top.rest is not None
                    assert (top.groups[0].value or 0) + (top.rest.value or 0) == (parts.total.value or 0)


@settings(max_examples=EXAMPLES)
@given(histories, days, st.integers(0, 400), choices, scopes, some(ALL))
def test_the_records_behind_a_number_add_up_to_it(
    history: dict[str, list[dict[str, Any]]], at: date, before: int, filters: Filters, scope: Scope,
    names: list[str],
) -> None:  # fmt: skip
    with world(history) as version:
        for name in names:
            asked: When
            for asked in (At(at), Between(at - timedelta(days=before), at)):
                assert metrics.receipt(version, scope, name, asked, filters).proven, name
                number = metrics.value(version, scope, name, asked, filters)
                assert metrics.records(version, scope, name, asked, filters, size=1).total == number.rows, name


@settings(max_examples=EXAMPLES)
@given(histories, days, some(ALL))
def test_a_scope_of_one_park_sees_what_the_filter_on_that_park_shows(
    history: dict[str, list[dict[str, Any]]], at: date, names: list[str]
) -> None:
    narrow = Scope("narrow", frozenset(["甲园"]), None, True, True)
    with world(history) as version:
        for name in names:
            filtered = metrics.value(version, LEADER, name, At(at), (("park", "甲园"),))
            assert metrics.value(version, narrow, name, At(at)).value == filtered.value


@settings(max_examples=EXAMPLES)
@given(histories, days, some(ALL))
def test_the_last_point_of_a_series_is_the_card(
    history: dict[str, list[dict[str, Any]]], at: date, names: list[str]
) -> None:
    with world(history) as version:
        for name in names:
            course = metrics.series(version, LEADER, name, at, 3)
            metric = metrics.catalogue()[name]
            lead = metrics.catalogue()[metric.ratio[0]] if metric.ratio else metric
            if lead.kind == "flow" and not lead.cumulative:
                continue  # its last point is a month, its card the year so far
            assert course[-1].value == metrics.value(version, LEADER, name, At(at)).value, name
            assert [point.value for point in course] == [
                metrics.value(version, LEADER, name, point.when).value for point in course
            ], name


@settings(max_examples=EXAMPLES)
@given(histories)
def test_new_minus_exited_is_the_change_of_the_stock(history: dict[str, list[dict[str, Any]]]) -> None:
    since, at = date(2024, 6, 30), date(2025, 9, 30)
    flow = Between(since + timedelta(days=1), at)
    with world(history) as version:
        before, after = (metrics.value(version, LEADER, "enterprises", At(day)).value for day in (since, at))
        new, gone = (metrics.value(version, LEADER, m, flow).value for m in ("enterprises_new", "enterprises_exited"))
        moves = metrics.breakdown(version, LEADER, "enterprises_new", flow, "in_cause")
        assert moves.total.value == new
        assert int(before or 0) + int(new or 0) - int(gone or 0) == int(after or 0)

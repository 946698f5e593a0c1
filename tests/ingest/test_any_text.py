"""Whatever stands in a cell: a value or a named problem, never an exception."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdash.contracts import Column, contracts
from parkdash.ingest.columns import READERS, typed
from parkdash.ingest.dates import FORMS
from parkdash.ingest.issues import severity_of
from parkdash.ingest.names import normalise
from parkdash.ingest.outcomes import How

BY_KIND: dict[str, Column] = {column.kind: column for each in contracts().values() for column in each.columns}
LIKELY = st.text(alphabet="0123456789.,-+/年月日万亿千百元美$()（）%eE ²½①１２ 是否NaNinf约数", max_size=24)
SCRIPTS = st.text(max_size=12)


@pytest.mark.parametrize("kind", sorted(READERS))
@given(texts=st.lists(LIKELY | SCRIPTS, min_size=1, max_size=6))
def test_every_cell_gives_a_value_or_a_named_problem(kind: str, texts: list[str]) -> None:
    trimmed = pa.array([text.strip() for text in texts], pa.string()).dictionary_encode()
    result = typed(trimmed, BY_KIND[kind], How(unit=10_000))
    told = {place for found in result.found for place in found.places.tolist() if severity_of(found.problem.code)}
    for place, (value, blank) in enumerate(zip(result.values.to_pylist(), result.blank.to_pylist(), strict=True)):
        assert blank or value is not None or place in told


@pytest.mark.parametrize("form", [*FORMS, "%Y-%m", "%d.%m.%y"])
@given(text=LIKELY | st.integers(-(10**18), 10**18).map(str))
def test_every_form_of_date_gives_a_day_or_a_bad_date(form: str, text: str) -> None:
    result = typed(pa.array([text.strip() or "x"]).dictionary_encode(), BY_KIND["date"], How(forms=(form,)))
    assert (result.values[0].as_py() is None) == bool(result.found) or result.blank[0].as_py()


@given(name=st.text(max_size=20))
def test_a_normalised_name_is_its_own_normal_form(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@given(amount=st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_an_amount_is_the_same_read_fast_or_slow(amount: object) -> None:
    fast = typed(pa.array([f"{amount}"]).dictionary_encode(), BY_KIND["money"], How(unit=10_000)).values
    slow = typed(pa.array([f" {amount} 万元"]).dictionary_encode(), BY_KIND["money"], How(unit=1)).values
    assert fast.to_pylist() == slow.to_pylist()

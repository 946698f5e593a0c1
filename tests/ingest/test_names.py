"""The same name, however it was typed."""

from __future__ import annotations

import pytest

from parkdash.ingest import normalise


@pytest.mark.parametrize(
    "name",
    ["ABC（中国）公司", "abc(中国)公司", "ＡＢＣ【中国】公司", " abc (中国)\u3000公司 ", "abc(中国)\n公司\u200b"],
)
def test_spelling_does_not_tell_enterprises_apart(name: str) -> None:
    assert normalise(name) == "abc(中国)公司"


def test_a_blank_name_has_no_key() -> None:
    assert normalise(" \u3000") == ""

"""An address below a page leads to a page; what Streamlit itself serves is left alone."""

from __future__ import annotations

import pytest

from parkdash.ui.nested import led_to


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", ""), ("/changes", ""), ("/x/y", "../y"), ("/x/y/z", "../../z"), ("/changes/", "../changes"),
        ("/_stcore/host-config", ""), ("/static/js/index.js", ""), ("/media/a.xlsx", ""),
    ],
)  # fmt: skip
def test_an_address_below_a_page_leads_to_its_last_part(path: str, target: str) -> None:
    assert led_to({"path": path, "query_string": b""}) == target
    assert led_to({"path": path, "query_string": b"lang=en"}) == (f"{target}?lang=en" if target else "")

"""Recorded nodes → Streamlit's elements."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

Node = dict[str, Any]


@cache
def shapes() -> dict[str, list[Node]]:
    """The recorded pages, with figures as the dicts that a page would hand over."""
    found: dict[str, list[Node]] = json.loads(
        Path(os.environ["BENCH_SHAPES"]).read_text(encoding="utf-8"), object_hook=_with_figure
    )
    return found


def _with_figure(node: Node) -> Node:
    if node.get("kind") == "plotly_chart":
        node |= {"figure": json.loads(node["figure"]), "config": json.loads(node["config"] or "{}")}
    return node


def pages() -> list[st.Page]:
    """One page for each shape, under the dashboard's addresses."""
    return [
        st.Page(partial(_page, path), title=path or "overview", **({"url_path": path} if path else {"default": True}))
        for path in shapes()
    ]


def _page(path: str) -> None:
    nodes = shapes()[path]
    with st.sidebar:
        draw([node for node in nodes if node["root"] == "sidebar"], f"{path}-side")
    draw([node for node in nodes if node["root"] != "sidebar"], path)


def draw(nodes: Sequence[Node], key: str) -> None:
    """Draw nodes one below the other; `key` names their place."""
    for number, node in enumerate(nodes):
        DRAWN.get(node["kind"], _nothing)(node, f"{key}-{number}")


def _html(node: Node, key: str) -> None:
    st.html(node["body"], unsafe_allow_javascript=node["scripts"])


def _unheard() -> None:
    """A click on a chart of the floor leads nowhere."""


def _chart(node: Node, key: str) -> None:
    if node["clicks"]:
        st.plotly_chart(node["figure"], key=key, config=node["config"], on_select=_unheard, selection_mode="points")
    else:
        st.plotly_chart(node["figure"], key=key, config=node["config"])


def _container(node: Node, key: str) -> None:
    children = node["children"]
    if children and all(child["kind"] == "column" for child in children):
        columns = st.columns([child["weight"] for child in children], gap="small")
        for number, (column, child) in enumerate(zip(columns, children, strict=True)):
            with column:
                draw(child["children"], f"{key}-{number}")
        return
    with st.container(horizontal=node.get("horizontal", False)):
        draw(children, key)


def _popover(node: Node, key: str) -> None:
    with st.popover(node["label"], width="stretch"):
        draw(node["children"], key)


def _expander(node: Node, key: str) -> None:
    with st.expander(node["label"]):
        draw(node["children"], key)


def _download(node: Node, key: str) -> None:
    st.download_button(node["label"], lambda: b"", "floor.csv", on_click="ignore", key=key)


def _nothing(node: Node, key: str) -> None:
    st.html(f"<span>{node['kind']}</span>")


DRAWN: dict[str, Callable[[Node, str], object]] = {
    "html": _html,
    "plotly_chart": _chart,
    "flex_container": _container,
    "vertical": _container,
    "popover": _popover,
    "expandable": _expander,
    "multiselect": lambda node, key: st.multiselect(
        node["label"], node["options"], key=key, label_visibility="collapsed"
    ),
    "selectbox": lambda node, key: st.selectbox(node["label"], node["options"], key=key, label_visibility="collapsed"),
    "text_input": lambda node, key: st.text_input(node["label"], key=key),
    "file_uploader": lambda node, key: st.file_uploader(node["label"], key=key),
    "download_button": _download,
    "button": lambda node, key: st.button(node["label"], key=key),
}

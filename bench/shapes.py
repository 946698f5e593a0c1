"""The shape of each page, recorded from the dashboard: its elements in order, with what they showed as constants."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.session import Session
from bench.tour import TOUR

Node = dict[str, Any]
ROOTS = {0: "main", 1: "sidebar", 2: "event"}
FIRM = re.compile(r'href="/enterprise\?[^"]*?firm=([^"&]+)')


async def recorded(url: str) -> dict[str, list[Node]]:
    """Url path → the nodes of that page as the dashboard at `url` draws it without filters."""
    session = await Session.open(url)
    shapes: dict[str, list[Node]] = {}
    firm = ""
    for step in TOUR:
        query = (("firm", firm),) if step.path == "enterprise" else step.query
        messages = await session.run(step.path, query)
        shapes[step.path] = shape(messages)
        firm = firm or _first_firm(messages)
    await session.close()
    return shapes


def _first_firm(messages: Iterable[ForwardMsg]) -> str:
    found = (FIRM.search(html.unescape(m.delta.new_element.html.body)) for m in messages)
    return next((unquote(match[1]) for match in found if match), "")


def shape(messages: Iterable[ForwardMsg]) -> list[Node]:
    """The nodes below the page's roots, in the order in which they came."""
    roots: list[Node] = []
    blocks: dict[tuple[int, ...], list[Node]] = {}
    for message in messages:
        if message.WhichOneof("type") != "delta":
            continue
        path = tuple(message.metadata.delta_path)
        node = _node(message.delta)
        if len(path) == 2:
            node["root"] = ROOTS.get(path[0], "main")
        blocks.get(path[:-1], roots).append(node)
        if "children" in node:
            blocks[path] = node["children"]
    return roots


def _node(delta: Delta) -> Node:
    if delta.WhichOneof("type") == "add_block":
        return _block(delta.add_block)
    return _element(delta.new_element)


def _block(block: Block) -> Node:
    kind = block.WhichOneof("type") or "vertical"
    node: Node = {"kind": kind, "children": []}
    if kind == "column":
        node |= {"weight": block.column.weight}
    elif kind == "flex_container":
        node |= {"horizontal": block.flex_container.direction == block.flex_container.HORIZONTAL}
    elif kind in ("popover", "expandable"):
        node |= {"label": getattr(block, kind).label}
    return node


def _element(element: Element) -> Node:
    kind = element.WhichOneof("type") or "empty"
    if kind == "html":
        return {"kind": kind, "body": element.html.body, "scripts": element.html.unsafe_allow_javascript}
    if kind == "plotly_chart":
        chart = element.plotly_chart
        return {"kind": kind, "figure": chart.spec, "config": chart.config, "clicks": bool(chart.selection_mode)}
    if kind in ("multiselect", "selectbox"):
        widget = getattr(element, kind)
        return {"kind": kind, "label": widget.label, "options": list(widget.options)}
    if kind in ("text_input", "file_uploader", "download_button", "button"):
        return {"kind": kind, "label": getattr(element, kind).label}
    return {"kind": kind}


def counted(nodes: Iterable[Node]) -> dict[str, int]:
    """How many cards, charts and table rows a page has, and how many bytes of markup."""
    found = {"elements": 0, "cards": 0, "charts": 0, "rows": 0}
    for node in nodes:
        inner = counted(node.get("children", ()))
        found = {name: found[name] + inner[name] for name in found}
        found["elements"] += 1
        found["charts"] += node["kind"] == "plotly_chart"
        body = node.get("body", "")
        found["cards"] += body.count('role="listitem"')
        found["rows"] += body.count("<tr")
    return found

"""Addresses below a page, like /changes/x, at which there is none.

Streamlit answers them with its own page, whose scripts are named relative to the address, so that none is found and the
screen stays blank. They are led to their last part, which is a page, or the page that says that there is none.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

OWN = frozenset({"_stcore", "app", "auth", "component", "media", "oauth2callback", "static"})  # Streamlit's, not pages


class NestedAddresses:
    """Middleware that redirects a browser that opens such an address; all else goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        target = led_to(scope) if scope["type"] == "http" and scope["method"] == "GET" else ""
        if target and "text/html" in Headers(scope=scope).get("accept", ""):
            await RedirectResponse(target)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def led_to(scope: Scope) -> str:
    """Where a nested address leads, relative to it, for a proxy may have taken a folder off it; "" for any other."""
    base = config.get_option("server.baseUrlPath").strip("/")
    path = scope["path"].strip("/").removeprefix(base).strip("/")
    trailing = scope["path"].endswith("/") and bool(path)
    parts = [part for part in path.split("/") if part]
    if not parts or OWN.intersection(parts) or len(parts) + trailing < 2:
        return ""
    query = f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else ""
    return "../" * (len(parts) - 1 + trailing) + parts[-1] + query

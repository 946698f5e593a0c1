"""Streamlit's own scripts and styles, compressed once instead of not at all.

Streamlit serves its bundles uncompressed and leaves compression to a proxy: 10 MB at the first visit. Here each file
is compressed when it is first asked for and kept; 317 files come to 6 MB at most. Their names carry a hash of their
content, so browsers keep them for good.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, file_util

MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
KEPT_FOR = "public, immutable, max-age=31536000"  # a year


@cache
def bundles() -> dict[str, Path]:
    """The bundles by the address at which the browser asks for them. Only these names are ever opened."""
    root = Path(file_util.get_static_dir())
    prefix = "/" + config.get_option("server.baseUrlPath").strip("/")
    return {
        f"{prefix.rstrip('/')}/{path.relative_to(root).as_posix()}": path
        for path in (root / "static").rglob("*")
        if path.suffix in MEDIA_TYPES
    }


@cache
def compressed(path: Path) -> bytes:
    """The file's bytes in gzip form, without a time stamp, so that two servers answer alike."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class CompressedBundles:
    """Middleware that answers requests for bundles itself when the browser takes gzip; all else goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = bundles().get(scope.get("path", "")) if scope["type"] == "http" else None
        if path is None or scope["method"] not in ("GET", "HEAD") or not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        body = await to_thread.run_sync(compressed, path)
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": KEPT_FOR}
        headers["X-Content-Type-Options"] = "nosniff"
        await Response(body, headers=headers, media_type=MEDIA_TYPES[path.suffix])(scope, receive, send)


def _takes_gzip(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    # A part of a file is a part of its plain form: such requests go to the plain handler.
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers

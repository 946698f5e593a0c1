"""The server process: Streamlit with compressed bundles, a health address and warm imports."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

import parkdash
from parkdash.text import LANGUAGES, text
from parkdash.ui import restated
from parkdash.ui.bundles import CompressedBundles
from parkdash.ui.cache import carry_over
from parkdash.ui.nested import NestedAddresses
from parkdash.warehouse import before_reading, current, health

SCRIPT = Path(parkdash.__file__).resolve().parents[1] / "app.py"

# What Streamlit itself imports only in a process's first session.
FIRST_SESSION = (
    "pandas",
    "plotly.graph_objs._figure",
    "plotly.io",
    "plotly.offline",
    "plotly.tools",
    "pyarrow.pandas_compat",
    "streamlit.dataframe.lazy_df_adapters",
    "streamlit.dataframe_util",
    "streamlit.elements.plotly_chart",
    "streamlit.runtime.scriptrunner.magic",
)


def serve(home: Path, port: int = 8501, address: str = "127.0.0.1") -> int:
    """Serve the data home until stopped; returns the exit code, 1 if the address cannot be had.

    Settings come from `.streamlit/config.toml` beside app.py, wherever the process was started.
    """
    try:
        socket.create_server((address, port)).close()
    except OSError as refused:
        for lang in LANGUAGES:
            print(
                text("serve.no_port", lang, address=address, port=port, why=(refused.strerror or "?").split(" (")[0]),
                file=sys.stderr,
            )
        return 1
    os.environ["PARKDASH_HOME"] = str(home.resolve())
    sys.argv = [str(SCRIPT)]  # Streamlit looks for its settings beside the script named here
    application(home).run(config={"server.port": port, "server.address": address})
    return 0


def application(home: Path) -> st.App:
    """The dashboard as an ASGI application, for `serve` and for a site's own uvicorn."""

    @asynccontextmanager
    async def started(_: st.App) -> AsyncIterator[None]:
        # Until the first run calls st.navigation, Streamlit takes a folder `pages` for the old kind of pages and tells
        # the first reader of a deep link that the page does not exist.
        PagesManager.uses_pages_directory = False
        warm(home)
        threading.Thread(target=_announce, daemon=True).start()
        yield

    def healthz(_: Request) -> JSONResponse:
        # Reading or reporting health must not depend on Streamlit: a proxy asks here every few seconds.
        state = health(home)
        return JSONResponse(state, status_code=503 if state["status"] == "down" else 200)

    return st.App(
        SCRIPT,
        routes=[Route("/healthz", healthz)],
        middleware=[Middleware(NestedAddresses), Middleware(CompressedBundles)],
        lifespan=started,
    )


def warm(home: Path) -> None:
    """Import and open now what the first reader would otherwise wait 2.5 to 6 seconds for."""
    for name in FIRST_SESSION:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(parkdash.__path__, "parkdash."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    before_reading(carry_over)
    before_reading(lambda _, new: restated.look_ahead(new))
    if health(home)["version"] is not None:
        restated.look_ahead(current(home))
    # What is here now stays until the end: no later garbage collection needs to walk through it.
    gc.collect()
    gc.freeze()


def _announce() -> None:
    """Say where the dashboard is once it answers, and open it where there is a screen."""
    host, port = config.get_option("server.address"), config.get_option("server.port")
    base = config.get_option("server.baseUrlPath").strip("/")
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    if not _answers(reachable, port):
        return
    url = f"http://{reachable}:{port}/{base}"
    for lang in LANGUAGES:
        print(text("serve.ready", lang, url=url), flush=True)
    if not config.get_option("server.headless"):
        webbrowser.open(url)


def _answers(host: str, port: int, seconds: float = 30.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False

"""Serve the floor: the dashboard's settings, compressed bundles, health address and warm imports."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bench.floor import drawn
from parkdash.ui.bundles import CompressedBundles
from parkdash.ui.server import FIRST_SESSION

SCRIPT = Path(__file__).with_name("app.py")


@asynccontextmanager
async def _started(_: st.App) -> AsyncIterator[None]:
    for name in FIRST_SESSION:
        importlib.import_module(name)
    drawn.shapes()
    gc.collect()
    gc.freeze()
    yield


def _healthz(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    sys.argv = [str(SCRIPT)]
    served = st.App(
        SCRIPT, routes=[Route("/healthz", _healthz)], middleware=[Middleware(CompressedBundles)], lifespan=_started
    )
    served.run(config={"server.port": port, "server.address": "127.0.0.1"})


main()

"""The command line at a desk: a data home of its own, run within this process."""

from __future__ import annotations

import json
import sys

import pytest

from parkdash.cli import main


@pytest.fixture
def desk(home, monkeypatch):
    """The data home that commands work on, and the language they speak."""
    monkeypatch.setenv("PARKDASH_HOME", str(home))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setattr(sys.modules["parkdash.warehouse.current"], "LOOK_SECONDS", 0.0)
    return home


@pytest.fixture
def ask(desk, capsys):
    """Run a command: its code, its JSON (or text) and what it complains about."""

    def run(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words else said.out, said.err

    return run

"""Both office stores: SQLite beside the data, and a real PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from parkdash.office import office
from parkdash.office.tables import metadata
from scripts.ensure_postgres import NONE_FOUND, ensure

OWNER, SERVER = "parkdash", "postgres"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL of this run's own, on a free port of this machine only."""
    programs = ensure()
    if programs is None:
        pytest.fail(NONE_FOUND)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root: then as the user that Debian's package makes for it
            shutil.chown(folder, SERVER)
        data, settings = folder / "data", f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run(folder, programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(folder, programs / "pg_ctl", "-D", data, "-o", settings, "-l", folder / "log", "-w", "start")
        yield f"postgresql+psycopg://{OWNER}@127.0.0.1:{port}/postgres"
        _run(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(folder: Path, *command: object) -> None:
    server = ["runuser", "-u", SERVER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*server, *map(str, command)], stdin=subprocess.DEVNULL, cwd=folder, check=False)
    assert done.returncode == 0, command


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each office store in turn, empty; the test asks for it to be run on both."""
    if request.param == "postgresql":
        monkeypatch.setenv("PARKDASH_OFFICE", request.getfixturevalue("postgres"))
        with office(Path()).work() as work:  # one server for all tests
            for table in reversed(metadata.sorted_tables):
                work.execute(table.delete())
    return str(request.param)

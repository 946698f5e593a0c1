"""Opening the office store; its tables are made when it is opened for the first time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from parkdash.office.forward import bring_forward
from parkdash.office.tables import metadata

FILE = "office.sqlite"  # in the data home
BUSY_SECONDS = 30  # another server writing a pack or an edition is waited for
CONNECT_SECONDS = 5  # a server that does not answer must not hold up a page for minutes
Unreachable = (SQLAlchemyError, OSError)  # what comes of a store that cannot be reached or written


class Office:
    """One store. Safe to use from many threads; every piece of work is one transaction."""

    def __init__(self, url: str) -> None:
        """Open it. sqlalchemy.exc.SQLAlchemyError if the server cannot be reached."""
        waiting = {"connect_timeout": CONNECT_SECONDS} if url.startswith("postgresql") else {}
        self.engine: Engine = create_engine(url, connect_args=waiting)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _strict)
        metadata.create_all(self.engine)
        bring_forward(self.engine)

    @contextmanager
    def work(self) -> Iterator[Connection]:
        """A transaction: all of it, or nothing when the block raises."""
        with self.engine.begin() as connection:
            yield connection


def _strict(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
    """Foreign keys hold, writers wait for each other, a power cut loses nothing that was said to be done."""
    for pragma in (
        "foreign_keys = on",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = wal",
        "synchronous = full",
    ):
        connection.execute(f"pragma {pragma}")


def office(home: Path) -> Office:
    """The store of a data home: the one that PARKDASH_OFFICE names, else office.sqlite in it."""
    url = address(home)
    if url.startswith("sqlite:"):
        home.mkdir(parents=True, exist_ok=True)
    return _opened(url)


def address(home: Path) -> str:
    """The URL of the store of a data home."""
    return os.environ.get("PARKDASH_OFFICE") or f"sqlite:///{(home.absolute() / FILE).as_posix()}"


def is_there(home: Path) -> bool:
    """False as long as nobody has written anything into a store beside the data: looking at it must not make one."""
    return bool(os.environ.get("PARKDASH_OFFICE")) or (home / FILE).exists()


@lru_cache(maxsize=8)
def _opened(url: str) -> Office:
    return Office(url)

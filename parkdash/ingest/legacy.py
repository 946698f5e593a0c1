"""Workbooks of the old binary kind (xls), read in a process of their own.

Their reader lays out every sheet as soon as the file is opened, and a damaged or malicious file may take all memory or
the process with it. So it runs apart and within bounds; whatever happens to it is a refusal here.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from parkdash.ingest.grids import Area, Grid
from parkdash.ingest.issues import Unreadable
from parkdash.ingest.workbook import calamine_grids

MEMORY_LIMIT = 3 << 29  # bytes of addresses; a full sheet of 65,536 × 256 takes a third of them
TIME_LIMIT = 120  # seconds
REFUSED = 3  # exit code: the refusal is on stdout
_ROOT = Path(__file__).parents[2]
_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the record that begins a workbook
_FILE_PASS = 0x2F
_FIRST_RECORDS = 12
_ABOUT = b"sheet"


def grids_in(content: bytes, file: str) -> list[Grid]:
    """All sheets of an xls. Unreadable if it is damaged, locked, or takes too much memory or time."""
    if _is_locked(content):
        raise Unreadable("password", file=file)
    command = [sys.executable, "-m", "parkdash.ingest.legacy", file]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIME_LIMIT, cwd=_ROOT, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_big", file=file, detail=f"> {TIME_LIMIT} s") from error
    if done.returncode == REFUSED:
        refusal = json.loads(done.stdout)
        raise Unreadable(refusal["code"], **refusal["params"])
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise Unreadable("damaged", file=file, detail=reason or "xls")
    return list(_received(pa.py_buffer(done.stdout)))


def _is_locked(content: bytes) -> bool:
    """True if one of the first records of the workbook announces a password."""
    place = content.find(_BEGIN)
    for _ in range(_FIRST_RECORDS if place >= 0 else 0):
        if place + 4 > len(content):
            return False
        kind, length = struct.unpack_from("<HH", content, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + length
    return False


def _received(buffer: pa.Buffer) -> Iterator[Grid]:
    source = pa.BufferReader(buffer)
    while source.tell() < buffer.size:
        table = pa.ipc.open_stream(source).read_all()
        about = json.loads(table.schema.metadata[_ABOUT])
        columns = tuple(column.unify_dictionaries().combine_chunks() for column in table.columns[1:])
        merged = tuple(Area(*area) for area in about["merged"])
        yield Grid(about["name"], columns, table.column(0).combine_chunks(), merged)


def _send(grids: list[Grid]) -> None:
    for grid in grids:
        columns = {"rows": grid.rows} | {str(place): column for place, column in enumerate(grid.columns)}
        table = pa.table(columns).replace_schema_metadata(
            {_ABOUT: json.dumps({"name": grid.name, "merged": grid.merged})}
        )
        with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
            stream.write_table(table)


def _bound() -> None:
    if sys.platform != "win32":
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def main(file: str) -> int:
    """Read the file on stdin and write its sheets, or why there are none, to stdout."""
    _bound()
    try:
        _send(calamine_grids(sys.stdin.buffer.read(), file))
    except Unreadable as refusal:
        params = {name: str(value) for name, value in refusal.params.items()}
        sys.stdout.write(json.dumps({"code": refusal.code, "params": params}))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

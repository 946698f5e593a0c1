"""What is made once and kept in .cache/bench under a hash of the sources that decide what it looks like."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "bench"
SEED = 1
READ = {".py", ".toml", ".sql", ".csv"}


def kept(name: str, sources: Sequence[str], more: Sequence[str], make: Callable[[Path], None]) -> Path:
    """The folder `name` as made from the present sources (below parkdash/, and `more` files); earlier ones are removed.

    `make` fills a new folder, which gets its name only when it is whole.
    """
    found = KEPT / f"{name}-{_hash(sources, more)}"
    if not found.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{name}-*"):
            shutil.rmtree(old)
        started = time.monotonic()
        with TemporaryDirectory(prefix="unfinished-", dir=KEPT) as apart:
            unfinished = Path(apart) / name
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(found)
        print(f"  made {name} in {time.monotonic() - started:.0f} s", flush=True)
    return found


def scratch(name: str) -> Path:
    """An empty folder on the same disk, for what one run makes."""
    folder = KEPT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _hash(sources: Sequence[str], more: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for path in _files(sources) + [Path(path) for path in more]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _files(sources: Sequence[str]) -> list[Path]:
    roots = [ROOT / "parkdash" / source for source in sources]
    found = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    return sorted(path for path in found if path.suffix in READ)

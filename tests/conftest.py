"""What every test may ask for: an empty data home, the sample park in one, and how hard hypothesis tries.

`home` is new for each test. `sample_home` is built once a run and shared: tests that import into it take
`own_sample_home`. The built sample is kept in .cache under a hash of the package's sources, so that the browser tests
and the next run need not build it again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "sample-home"
ONE_AT_A_TIME = KEPT.with_suffix(".lock")  # several workers, or two runs at once: one builds, the others wait for it

# Machines under test are busy: a deadline would measure them, not us.
settings.register_profile("quick", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty data home."""
    return tmp_path / "home"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data home with the sample park of the default size, imported as one batch. Not to be imported into."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with FileLock(ONE_AT_A_TIME):
        return shutil.copytree(_built_sample(), tmp_path_factory.mktemp("sample") / "home")


@pytest.fixture
def own_sample_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the sample's home for a test that changes it."""
    return shutil.copytree(sample_home, tmp_path / "sample-home")


def _built_sample() -> Path:
    """The kept home of the present sources, built if need be. Under the lock."""
    kept = KEPT / _sources_hash()
    if not kept.is_dir():
        _forget_old_ones()
        with TemporaryDirectory(dir=KEPT, prefix="unfinished-") as unfinished:
            _import_sample(Path(unfinished) / "workbooks", Path(unfinished) / "home")
            (Path(unfinished) / "home").rename(kept)
    return kept


def _forget_old_ones() -> None:
    for old in sorted(KEPT.iterdir(), key=lambda folder: folder.stat().st_mtime)[:-2]:
        shutil.rmtree(old, ignore_errors=True)


def _import_sample(workbooks: Path, home: Path) -> None:
    # Here, not above: these modules are what is being tested, and most tests need none of them.
    from parkdash import ingest, ledger, sample

    sample.write(workbooks)
    files = [(path.name, path.read_bytes(), ingest.read(path, path.name)) for path in sorted(workbooks.glob("*.xlsx"))]
    ledger.accept(home, files, None, "test", "sample")


def _sources_hash() -> str:
    """Of everything that decides what the sample's home looks like."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "parkdash").rglob("*")):
        if path.suffix in {".py", ".toml", ".sql", ".csv"} and not {"ui", "charts", "text"} & set(path.parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]

"""What every test may ask for: an empty data home, the sample park in one, and how hard hypothesis tries.

`home` is new for each test. `sample_home` (one batch) and `weeks_home` (three weeks with their meetings) are built once
a run and shared: tests that change them take `own_sample_home` and `own_weeks_home`, and those that import into them
`own_small_home`, a tenth of the sample, where the next version is there in no time. What was built is kept in .cache under
a hash of the package's sources, so that the browser tests and the next run need not build it again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "sample-home"

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
    return _copied("sample", _import_sample, tmp_path_factory)


@pytest.fixture(scope="session")
def weeks_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data home with three weeks of the sample park, their editions and what was asked for. Not to be changed."""
    return _copied("weeks", _live_three_weeks, tmp_path_factory)


@pytest.fixture
def own_small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample's five parks, but only 60 firms of 14 months, for a test that imports into it."""
    return _copied("small", lambda workbooks, home: _import_sample(workbooks, home, 60, 14), tmp_path_factory)


@pytest.fixture
def own_weeks_home(weeks_home: Path, tmp_path: Path) -> Path:
    """A copy of the three weeks' home for a test that changes it."""
    return shutil.copytree(weeks_home, tmp_path / "weeks-home")


@pytest.fixture
def own_sample_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the sample's home for a test that changes it."""
    return shutil.copytree(sample_home, tmp_path / "sample-home")


def _copied(name: str, build: Callable[[Path, Path], None], factory: pytest.TempPathFactory) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    with FileLock(KEPT / f"{name}.lock"):  # several workers, or two runs at once: one builds, the others wait for it
        return shutil.copytree(_built(name, build), factory.mktemp(name) / "home")


def _built(name: str, build: Callable[[Path, Path], None]) -> Path:
    """The kept home of the present sources, built if need be. Under the lock."""
    kept = KEPT / f"{_sources_hash()}-{name}"
    if not kept.is_dir():
        _forget_old_ones()
        with TemporaryDirectory(dir=KEPT, prefix="unfinished-") as unfinished:
            build(Path(unfinished) / "workbooks", Path(unfinished) / "home")
            (Path(unfinished) / "home").rename(kept)
    return kept


def _forget_old_ones() -> None:
    for old in sorted(filter(Path.is_dir, KEPT.iterdir()), key=lambda folder: folder.stat().st_mtime)[:-4]:
        shutil.rmtree(old, ignore_errors=True)


def _import_sample(workbooks: Path, home: Path, *size: int) -> None:
    # Here, not above: these modules are what is being tested, and most tests need none of them.
    from parkdash import ingest, ledger, sample

    sample.write(workbooks, *size)
    files = [(path.name, path.read_bytes(), ingest.read(path, path.name)) for path in sorted(workbooks.glob("*.xlsx"))]
    ledger.accept(home, files, None, "test", "sample")


def _live_three_weeks(workbooks: Path, home: Path) -> None:
    from parkdash import demo

    demo.build(home, workbooks)


def _sources_hash() -> str:
    """Of everything that decides what the sample's home looks like."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "parkdash").rglob("*"), *(ROOT / "data").glob("*.csv")]):
        if path.suffix in {".py", ".toml", ".sql", ".csv"} and not {"ui", "charts", "text"} & set(path.parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]

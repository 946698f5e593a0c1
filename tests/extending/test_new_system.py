"""A new system is files that nobody else touches: with these few put beside the others it is imported, counted and undone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent / "visit"

# docs/extending.md names these places; what stands there is its example.
FILES = {
    "contract.toml": "contracts/visit.toml",
    "fact.sql": "sql/facts/visit_made.sql",
    "catalogue.toml": "catalogue/visits.toml",
    "sample.py": "sample/systems/visits.py",
}
VISITS = """企业名称,走访日期,走访人,走访方式,时长(分钟)
一号公司,2026-03-02,张,上门,30
一号公司,2026-03-09,张,电话,10
二号公司,2026-03-10,李,上门,110
"""
STAYS = "企业名称,园区,入驻日期\n一号公司,甲园,2025-01-01\n二号公司,乙园,2025-01-01\n"


class Extended:
    """The product with the new system in it, at a desk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "parkdash", folder / "parkdash", ignore=kept_out)
        for name, place in FILES.items():
            shutil.copy(HERE / name, folder / "parkdash" / place)

    def run(self, *words: str) -> str:
        """One command; its words on the screen."""
        there = {
            **os.environ,
            "PARKDASH_HOME": str(self.folder / "home"),
            "PYTHONPATH": str(self.folder),
            "LANG": "zh_CN.UTF-8",
        }
        done = subprocess.run([sys.executable, *words], cwd=self.folder, env=there, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, *words: str) -> dict:
        """One command of ours; its JSON."""
        return json.loads(self.run("-m", "parkdash", *words, "--json"))

    def write(self, name: str, text: str) -> str:
        """A file at the desk."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Extended(tmp_path_factory.mktemp("extended"))
    made.ask("import", made.write("入驻.csv", STAYS), "--as", "residency")
    made.counts = made.ask("import", made.write("走访记录.csv", VISITS))["tables"]
    return made


def test_its_file_is_known_by_its_headings_and_taken(desk):
    assert desk.counts == {"visit": {"new": 3, "changed": 0, "unchanged": 0}}


def test_its_metrics_are_counted_and_taken_apart_by_codes_with_names(desk):
    assert desk.ask("metric", "visits", "--at", "2026-12-31")["value"] == 3
    assert desk.ask("metric", "visit_minutes_p90", "--at", "2026-12-31")["value"] == 94  # 30 + 0.8 × 80
    told = desk.run("-m", "parkdash", "metric", "visits", "--at", "2026-12-31", "--by", "visit_kind")
    assert "上门" in told
    assert "电话" in told


def test_a_number_leads_to_its_records_and_is_proven_by_them(desk):
    assert desk.ask("records", "visits", "--at", "2026-12-31")["total"] == 3
    told = desk.run("-c", (
        "from datetime import date; from pathlib import Path; from parkdash import metrics; from parkdash.access import scope_of;"
        "from parkdash.metrics.model import At; from parkdash.warehouse import current;"
        "v, s, at = current(Path('home')), scope_of('leader'), At(date(2026, 12, 31));"
        "print(all(metrics.receipt(v, s, m, at).proven for m in ('visits', 'visit_minutes_p90')),"
        " metrics.series(v, s, 'visits', at.day, 12)[2].value,"
        " [f.table for f in metrics.freshness(v, s, at.day) if f.rows == 3],"
        " [h.table for h in metrics.profile(v, s, metrics.find(v, s, '一号', at.day).firms[0].id, at.day).sheets])"
    ))  # fmt: skip
    assert told.strip() == "True 3 ['visit'] ['residency', 'visit']"


def test_the_templates_the_data_guide_and_the_sample_have_it(desk):
    desk.run("-m", "parkdash", "template", "visit", "--out", "t.xlsx")
    assert "走访记录" in desk.run("-c", "from parkdash.templates import data_guide; print(data_guide('zh'))")
    counted = "from parkdash.sample import tables as t; f = t(20, 2); print(len(f['visit']), len(f['park']))"
    assert desk.run("-c", counted).split()[0] == "20"
    assert "企业服务中心" in desk.run("-c", "from parkdash.sample.workbooks import offices; print(offices())")


def test_the_sample_of_the_others_stays_as_it_is(desk):
    hashed = (
        "import pandas as pd; from parkdash.sample import tables;"
        "print({n: int(pd.util.hash_pandas_object(f.astype(str)).sum()) for n, f in tables(20, 2).items() if n != 'visit'})"
    )
    without = subprocess.run([sys.executable, "-c", hashed], cwd=ROOT, capture_output=True, text=True, check=True)
    assert desk.run("-c", hashed) == without.stdout


def test_a_correction_is_previewed_and_an_import_undone(desk):
    corrected = desk.write("更正.csv", VISITS.replace("110", "50"))
    assert desk.ask("import", corrected, "--dry-run")["tables"]["visit"]["changed"] == 1
    desk.ask("undo", "2")
    assert desk.ask("metric", "visits", "--at", "2026-12-31")["value"] in (0, None)

"""Enclave links: pairs, promised and realised by year; host and home counting told apart and never added."""

from __future__ import annotations

import pytest

from parkdash import metrics
from parkdash.metrics.model import At
from parkdash.sql import facts
from tests.world import GUEST, LEADER, day, version_of

TODAY = day("2026-03-31")


def pair(number: int, firm: str, home: str, **more: object) -> dict:
    known = {"pair_no": str(number), "pair": f"联动{number}", "enterprise": firm, "home_place": home}
    return {**known, "paired_on": "2025-01-01", "expected_output": 9000, **more}


def told(number: int, counting: str, promised: int, realised: int) -> dict:
    figures = {"promised_output": promised, "realised_output": realised}
    return {"pair_no": str(number), "year": 2025, "counting": counting, **figures}


FIRMS = ("一号", "二号", "三号")
ROWS = {
    "park": [{"name": "甲园"}],
    "residency": [{"enterprise": firm, "park": "甲园", "starts_on": "2024-10-01"} for firm in FIRMS],
    "enclave_pair": [
        pair(1, "一号", "东县", home_producing_on="2026-02-01"), pair(2, "二号", "东县"),
        pair(3, "三号", "西县", pair_until="2026-03-30"),
    ],
    "enclave_value": [
        told(1, "home", 1000, 600), told(1, "host", 200, 100), told(2, "home", 1000, 400), told(2, "host", 300, 150)
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    return version_of(tmp_path_factory.mktemp("enclaves"), ROWS)


def value(version, id, at=TODAY):
    return metrics.value(version, LEADER, id, At(at)).value


def test_a_pair_begins_to_produce_and_ends_on_its_days(version):
    assert value(version, "enclave_pairs", day("2026-01-31")) == 3
    assert value(version, "enclave_pairs_producing", day("2026-01-31")) == 0
    assert (value(version, "enclave_pairs"), value(version, "enclave_pairs_producing")) == (2, 1)
    moved = metrics.bridge(version, LEADER, "enclave_pairs_idle", day("2026-01-31"), TODAY)
    assert {m.cause: m.count for m in moved.left} == {"began_producing": 1, "unpaired": 1}
    assert moved.opening - 2 == moved.closing == 1


def test_each_way_of_counting_is_told_for_itself(version):
    assert (value(version, "enclave_home_output"), value(version, "enclave_host_output")) == (1000, 250)
    assert (value(version, "enclave_home_output_rate"), value(version, "enclave_host_output_rate")) == (50, 50)
    found = metrics.breakdown(version, LEADER, "enclave_home_output", At(TODAY), "home_place")
    assert {group.key: group.value for group in found.groups} == {"东县": 1000}


def test_no_metric_adds_host_and_home_counting():
    fact = facts()["enclave_year"]
    assert "counting" not in fact.dimensions
    catalogue = metrics.catalogue()
    of_years = {id: metric for id, metric in catalogue.items() if metric.source == "enclave_year"}
    assert of_years
    assert all(metric.where in ("counting = 'host'", "counting = 'home'") for metric in of_years.values())
    for metric in catalogue.values():
        ways = {of_years[id].where for id in metric.ratio or () if id in of_years}
        assert len(ways) < 2


def test_what_is_expected_at_full_capacity_is_no_part_of_any_figure():
    assert not [metric.id for metric in metrics.catalogue().values() if "expected" in metric.measure]


@pytest.mark.parametrize("id", [id for id, metric in metrics.catalogue().items() if metric.group == "enclaves"])
def test_every_number_is_proven_by_its_records(version, id):
    assert metrics.receipt(version, LEADER, id, At(TODAY)).proven


def test_a_guest_sees_no_figure_of_fewer_than_three_firms(version):
    assert metrics.value(version, GUEST, "enclave_home_output", At(TODAY)).reason == "suppressed"
    rows = metrics.records(version, GUEST, "enclave_pairs", At(day("2026-01-31")), columns=("expected_output",)).rows
    assert {row[0] for row in rows} == {"***"}

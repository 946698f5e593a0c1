"""A try is whole or absent, and is found again as it was left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from parkdash.batch import Mode
from parkdash.home import Home
from parkdash.intake import drafts

FILES = [("一月/月报.csv", b"a,b\n1,2\n"), ("..\\two.csv", b"c\n3\n")]


def test_a_try_is_found_again_with_its_files_byte_for_byte(home):
    begun = drafts.start(home, FILES, "李", "s1")
    again = drafts.load(home, begun.id)
    assert again == begun
    assert [file.path.read_bytes() for file in again.files] == [b"a,b\n1,2\n", b"c\n3\n"]
    assert drafts.open_tries(home) == [begun]


def test_names_of_files_never_are_paths(home):
    begun = drafts.start(home, FILES)
    assert [file.name for file in begun.files] == ["月报.csv", "two.csv"]
    assert sorted(path.name for path in (Home(home).drafts / begun.id).iterdir()) == ["0000", "0001", "draft.json"]


def test_a_zip_is_the_files_in_it(home):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("甲公司/月报.csv", b"a\n1\n")
        archive.writestr("乙公司/月报.csv", b"a\n2\n")
    begun = drafts.start(home, [("all.zip", packed.getvalue())])
    assert [file.path.read_bytes() for file in begun.files] == [b"a\n1\n", b"a\n2\n"]
    assert len({file.name for file in begun.files}) == 2


def test_what_was_said_of_a_try_is_kept(home):
    begun = drafts.start(home, FILES)
    said = replace(
        begun, source="s2", answers={"k": {"table:a": "talent", "codes:x": {"甲": "a"}}}, mappings={"k": "x = 1"},
        modes={"monthly_report": Mode("part", True, ())}, partial=True,
    )  # fmt: skip
    drafts.save(home, said)
    assert drafts.load(home, begun.id) == said


def test_a_dropped_try_is_gone_and_cannot_be_saved(home):
    begun = drafts.start(home, FILES)
    drafts.drop(home, begun.id)
    drafts.drop(home, begun.id)
    with pytest.raises(drafts.Gone):
        drafts.load(home, begun.id)
    with pytest.raises(drafts.Gone):
        drafts.save(home, begun)


@pytest.mark.parametrize("id", ["", "..", "../../x", "0" * 15, "0123456789ABCDEF"])
def test_what_is_no_id_leads_nowhere(home, id):
    with pytest.raises(drafts.Gone):
        drafts.load(home, id)


def test_two_people_have_tries_of_their_own(home):
    one, other = drafts.start(home, FILES), drafts.start(home, FILES)
    drafts.drop(home, one.id)
    assert [draft.id for draft in drafts.open_tries(home)] == [other.id]


def test_a_file_that_lies_in_an_open_try_is_told(home):
    first = drafts.start(home, FILES[:1])
    second = drafts.start(home, FILES)
    assert [(seen.name, seen.draft) for seen in drafts.seen(home, second)] == [("月报.csv", first.id)]


def test_old_tries_are_swept(home):
    begun = drafts.start(home, FILES)
    (Home(home).drafts / "x.1.tmp").mkdir()
    in_days = lambda days: lambda: datetime.now(UTC) + timedelta(days=days)  # noqa: E731
    assert drafts.sweep(home, in_days(29)) == []
    assert drafts.sweep(home, in_days(31)) == [begun.id]
    assert list(Home(home).drafts.iterdir()) == []


def test_what_two_people_say_at_once_is_all_kept_and_a_try_that_has_ended_is_left_alone(home):
    begun = drafts.start(home, [("a.csv", b"a")])
    drafts.change(home, begun.id, lambda newest: replace(newest, source="office"))
    drafts.change(home, begun.id, lambda newest: replace(newest, partial=True))
    kept = drafts.load(home, begun.id)
    assert (kept.source, kept.partial) == ("office", True)
    drafts.drop(home, begun.id)
    drafts.change(home, begun.id, lambda newest: replace(newest, partial=False))
    with pytest.raises(drafts.Gone):
        drafts.load(home, begun.id)


def test_nothing_stays_of_a_try_for_which_there_is_no_room(home):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="large"):
            drafts.start(home, [("a.csv", b"a"), ("b.csv", b"b" * 2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((home / "drafts").iterdir()) == []

"""What is in a pack, decided once for all forms: cover, summary with exceptions first, a section a group, receipts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from parkdash.metrics import GROUPS, catalogue, group_title
from parkdash.metrics.amounts import URGENCY
from parkdash.review import Content, Edition, Figure
from parkdash.review.importance import kept
from parkdash.telling.benchmarks import published_listing
from parkdash.telling.listing import Listing
from parkdash.telling.milestones import milestone_listing
from parkdash.telling.model import Amended, Lines, Noted, Section, Story, Told
from parkdash.telling.opened import amended, amended_said, noted, promised, promises_said
from parkdash.telling.stalled import stalled, stalled_listing, stalled_said
from parkdash.telling.told import Teller
from parkdash.telling.words import clean, listed, long_day, short_day, word
from parkdash.text import text

CHANGES_LISTED = 6
SHORT_HASH = 12


def story(edition: Edition, content: Content, lines: Mapping[str, Lines], lang: str) -> Story:
    """Everything that the pack of one edition says. `lines` may leave figures out."""
    since = short_day(content.since, content.as_of, lang)
    opened, notes = amended(content, lang), noted(content, lang)
    promises = promised(content, lang)
    stuck, stuck_said = stalled(content, lang), stalled_said(content, lang)
    teller = Teller(lang, since, _by_metric(notes), _amended_by_metric(content, opened, lang))
    told = [teller.told(figure, lines.get(figure.metric)) for figure in ordered(content.figures.values())]
    places = {each.metric: place for place, each in enumerate(kept(content))}
    exceptions = sorted(
        (t for t in told if t.attention), key=lambda t: (places.get(t.figure.metric, len(places)), _urgency(t))
    )
    moved = sorted((t for t in told if t.moved), key=_weight, reverse=True)
    changes = tuple([t for t in moved if not t.attention][:CHANGES_LISTED])
    as_of = long_day(content.as_of, lang)
    state = text("pack.draft", lang) if edition.state == "draft" else ""
    return Story(
        lang=lang,
        title=text("pack.title", lang),
        issue=text("pack.issue", lang, edition=edition.id) + state,
        footer=text(
            "pack.footer", lang, edition=edition.id, draft=state, as_of=content.as_of, version=content.version,
            hash=edition.content_hash[:SHORT_HASH],
        ),
        as_of=as_of,
        since_short=since,
        moment=edition.made_at,
        hash=edition.content_hash,
        cover=_cover(edition, content, state, lang),
        summary=_summary(told, lang),
        slide=_slide(told, lang),
        counts=_counts(told, lang),
        exceptions=tuple(exceptions),
        changes=changes,
        changes_said=_changes_said(since, len(moved), len(changes), lang),
        sections=tuple(_sections(told, lang)),
        promised=promises,
        promises_said=promises_said(promises, lang),
        amended=opened,
        amended_said=amended_said(content, opened, lang),
        noted=notes,
        stalled=stuck,
        stalled_said=stuck_said,
        listings=_listings(content, stalled_listing(stuck, stuck_said, lang), lang),
    )  # fmt: skip


def _listings(content: Content, stuck: Listing | None, lang: str) -> tuple[Listing, ...]:
    found = (stuck, milestone_listing(content, lang), published_listing(content, lang))
    return tuple(each for each in found if each is not None)


def _by_metric(notes: Sequence[Noted]) -> dict[str, tuple[str, ...]]:
    """What was noted on each metric, with who said it."""
    found: dict[str, tuple[str, ...]] = {}
    for note in notes:
        found[note.metric] = (*found.get(note.metric, ()), note.told)
    return found


def _amended_by_metric(content: Content, found: Sequence[Amended], lang: str) -> dict[str, str]:
    """How what was last shown of a metric reads now, as a sentence of its own."""
    if content.restated is None:
        return {}
    day = short_day(date.fromisoformat(content.restated["as_of"]), content.as_of, lang)
    return {each.metric: text("pack.opening.of_metric", lang, day=day, said=each.told) for each in found}


def ordered(figures: Iterable[Figure]) -> list[Figure]:
    """Figures by group and in the order of the catalogue; what today's catalogue does not know comes last."""
    groups, places = list(GROUPS), list(catalogue())

    def place(figure: Figure) -> tuple[int, str, int, str]:
        group = groups.index(figure.group) if figure.group in groups else len(groups)
        within = places.index(figure.metric) if figure.metric in places else len(places)
        return group, figure.group, within, figure.metric

    return sorted(figures, key=place)


def _urgency(told: Told) -> tuple[int, float]:
    goal = told.goal
    gap = (goal.done - goal.pace) if goal and goal.done is not None and goal.pace is not None else 0.0
    return URGENCY.get(told.status, len(URGENCY)), gap


def _weight(told: Told) -> tuple[bool, float]:
    """What somebody has promised comes first, then by how much of itself a figure has changed."""
    then = abs(float(told.then or 0))
    change = abs(float(told.change or 0))
    return told.goal is not None, change / then if then else float("inf")


def _cover(edition: Edition, content: Content, state: str, lang: str) -> tuple[tuple[str, str], ...]:
    parks = text("pack.cover.all_parks", lang)
    if content.parks is not None:
        parks = listed([clean(park) for park in content.parks], lang)
    return (
        (text("pack.cover.edition", lang), text("pack.issue", lang, edition=edition.id) + state),
        (text("pack.cover.as_of", lang), long_day(content.as_of, lang)),
        (text("pack.cover.since", lang), long_day(content.since, lang)),
        (text("pack.cover.version", lang), f"{content.version} · {content.version_hash[:SHORT_HASH]}"),
        (text("pack.cover.scope", lang), parks),
        (text("pack.cover.filters", lang), text("pack.cover.no_filter", lang)),
        (text("pack.cover.role", lang), word("pack.role", content.role, lang)),
        (text("pack.cover.hash", lang), edition.content_hash),
        (text("pack.cover.care", lang), text("pack.cover.care_said", lang)),
    )


def _counts(told: Sequence[Told], lang: str) -> tuple[tuple[str, str, int], ...]:
    found = Counter(t.status for t in told if t.goal is not None)
    return tuple(
        (status, word("screen.status", status, lang), found[status])
        for status in sorted(URGENCY, key=URGENCY.__getitem__)
        if status != "none"
    )


def _summary(told: Sequence[Told], lang: str) -> tuple[str, ...]:
    goals = sum(count for _, _, count in _counts(told, lang))
    statuses = _statuses(told, lang)
    key = "pack.summary.counted" if goals else "pack.summary.no_goals"
    said = [text(key, lang, total=len(told), goals=goals, statuses=statuses)]
    late = {clean(name) for t in told for name in (t.figure.coverage or {}).get("missing", ())}
    if late:
        said.append(text("pack.summary.missing", lang, names=listed(sorted(late), lang)))
    return tuple(said)


def _slide(told: Sequence[Told], lang: str) -> str:
    counts = {status: count for status, _, count in _counts(told, lang)}
    goals = sum(counts.values())
    if not goals:
        return text("pack.summary.no_goals", lang, total=len(told))
    if counts["on_track"] == goals:
        return text("pack.summary.no_exceptions", lang)
    return text("pack.summary.slide", lang, goals=goals, statuses=_statuses(told, lang, beside="on_track"))


def _statuses(told: Sequence[Told], lang: str, beside: str = "") -> str:
    counts = [(name, count) for status, name, count in _counts(told, lang) if count and status != beside]
    return listed([text("pack.summary.status_count", lang, status=name, count=count) for name, count in counts], lang)


def _changes_said(since: str, count: int, shown: int, lang: str) -> str:
    if not count:
        return text("pack.summary.no_changes", lang, day=since)
    key = "pack.summary.changed" if shown else "pack.summary.changed_above"
    return text(key, lang, day=since, count=count, shown=shown)


def _sections(told: Sequence[Told], lang: str) -> list[Section]:
    groups = list(dict.fromkeys(t.figure.group for t in told))
    found = []
    for group in groups:
        within = tuple(t for t in told if t.figure.group == group)
        title = clean(group_title(group, lang))
        message = text(
            "pack.summary.section", lang, group=title, total=len(within),
            attention=sum(t.attention for t in within), changed=sum(t.moved for t in within),
        )  # fmt: skip
        found.append(Section(group, title, message, within))
    return found

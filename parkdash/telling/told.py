"""One figure of an edition in words: its value, what changed, how it stands, who moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from parkdash.metrics import amounts
from parkdash.metrics.amounts import PERCENT_UNITS, SHAPES
from parkdash.metrics.model import At, Value
from parkdash.review import Figure, number_from
from parkdash.telling.model import Clause, Goal, Lines, Moved, Movement, Told
from parkdash.telling.trended import BEGINNING, trended
from parkdash.telling.unmoved import unmoved
from parkdash.telling.words import clean, joined, listed, named, signed, word
from parkdash.text import text

ATTENTION = ("behind", "warning", "unreported")
SPEAKING = ("outside", "run", "near_limit")
STOCKS = ("stock", "month_stock")


class Teller:
    """Tells the figures of one edition in one language. `since` is the day compared with as it is written, `noted` and
    `amended` what is said of single metrics beside their figures."""

    def __init__(
        self, lang: str, since: str, noted: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        amended: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.lang, self.since, self.noted, self.amended = lang, since, noted, amended

    def told(self, figure: Figure, lines: Lines | None) -> Told:
        """A figure with all that is said of it."""
        goal, movement = self._goal(figure), self._movement(figure)
        change, last = number_from(figure.since["change"]), number_from(figure.last_year["change"])
        return Told(
            figure=figure,
            title=clean(figure.title[self.lang]),
            explains=clean(figure.explains[self.lang]),
            value=self._amount(figure, figure.value),
            why="" if figure.value is not None else self._reason(figure.reason),
            span=self._span(figure),
            days=amounts.period(figure.when, self.lang),
            then=number_from(figure.since["then"]),
            change=change,
            since=self._moved(figure, figure.since, self._adds(figure)),
            last_then=number_from(figure.last_year["then"]),
            last_change=last,
            last_share=figure.last_year["share"],
            last_year=self._moved(figure, figure.last_year, False) + self._brackets(figure),
            status=_status(figure),
            status_said=self._status_said(figure),
            goal=goal,
            coverage=self._coverage(figure.coverage),
            owner=word("metrics.owners", figure.owner, self.lang),
            clauses=self._clauses(figure),
            briefly=self._briefly(figure, movement),
            notes=self._notes(figure, movement),
            movement=movement,
            bridge_said=self._bridge_said(movement),
            unmoved=unmoved(figure, self.lang),
            lines=lines,
            trend=trended(figure, self.lang),
            signal_said=self._signal_said(figure),
            noted=self.noted.get(figure.metric, ()),
            amended=self.amended.get(figure.metric, ""),
        )

    def say(self, key: str, **places: object) -> str:
        return text(f"pack.said.{key}", self.lang, **places)  # keys below [said] of pack.toml

    def _amount(self, figure: Figure, value: Value) -> str:
        return amounts.amount(value, figure.unit, self.lang)

    def _reason(self, code: str) -> str:
        return word("screen.reason", code or "no_data", self.lang)

    def _span(self, figure: Figure) -> str:
        if len(figure.days) == 1 or isinstance(figure.when, At):
            return ""
        first, last = (date.fromisoformat(day) for day in figure.days)
        if figure.days[0] == BEGINNING:
            return text("pack.said.all_time", self.lang)
        if (first.year, first.month) == (last.year, last.month) and figure.kind != "flow":
            return text("pack.month", self.lang, year=last.year, month=last.month)
        if (last.month, last.day) == (12, 31) and figure.kind != "flow":
            return text("pack.year", self.lang, year=last.year)
        return text("pack.said.this_year", self.lang)

    @staticmethod
    def _adds(figure: Figure) -> bool:
        """True for events of a year: what is more than before has been added since."""
        return figure.kind == "flow" and figure.days[0] != BEGINNING and figure.formula.startswith(("sum(", "count("))

    def _moved(self, figure: Figure, compared: dict[str, Any], adds: bool) -> str:
        """↑ 增 2家 as on a card, or why there is nothing to compare."""
        change = number_from(compared["change"])
        if change is None:
            return self._reason(compared["reason"] or "no_previous")
        size = amounts.change(change, figure.unit, self.lang)
        return text(f"screen.card.{amounts.direction(change, figure.unit, adds)}", self.lang, size=size)

    def _brackets(self, figure: Figure) -> str:
        share = figure.last_year["share"]
        if not number_from(figure.last_year["change"]) or share is None or figure.unit in PERCENT_UNITS:
            return ""
        return text("screen.mark.brackets", self.lang, inner=amounts.share(abs(share)))

    def _status_said(self, figure: Figure) -> str:
        status = _status(figure)
        if status == "none":
            return ""
        held_back = (figure.target or {}).get("reason") == "incomplete"
        tail = text("screen.card.incomplete", self.lang) if held_back else ""
        return f"{SHAPES.get(status, '')} {word('screen.status', status, self.lang)}{tail}".strip()

    def _goal(self, figure: Figure) -> Goal | None:
        given = figure.target
        if given is None:
            return None
        target, base, counted = (number_from(given[name]) for name in ("target", "base", "value"))
        said = ""
        if given["completion"] is not None:
            said = text(
                f"screen.card.{_form(figure)}",
                self.lang,
                done=amounts.share(given["completion"]),
                pace=amounts.share(given["pace"]),
                target=self._amount(figure, target),
                base=self._amount(figure, base),
            ).replace("|", text("pack.comma", self.lang))
        expected = given.get("expected")  # since form 2
        expects = ""
        if expected is not None:
            expects = self.say("expected", size=self._amount(figure, amounts.foreseen(expected, figure.unit)))
        return Goal(
            target, base, counted, given["completion"], given["pace"], said, clean(given["document"]), expected, expects
        )

    def _signal_said(self, figure: Figure) -> str:
        """That the last movement is beyond the usual, and what is usual."""
        found = figure.signal
        if not found or found["kind"] not in SPEAKING or found["upper"] is None:
            return ""
        level = figure.kind in STOCKS or figure.days[0] == BEGINNING  # of these it is the movement that is judged
        say = signed if level else amounts.amount
        whole = isinstance(figure.value, int)
        limits = (round(found[limit]) if whole else found[limit] for limit in ("lower", "upper"))
        lower, upper = (say(limit, figure.unit, self.lang) for limit in limits)
        key = "signal_run" if found["kind"] == "run" else "signal_high" if found["side"] > 0 else "signal_low"
        if level and key != "signal_run":
            key = f"{key}_change"
        return self.say(key, lower=lower, upper=upper)

    def _coverage(self, found: dict[str, Any] | None) -> str:
        if not found:
            return ""
        said = text("screen.card.reported", self.lang, reported=found["reported"], expected=found["expected"])
        if not found["missing"]:
            return said
        names = listed([clean(name) for name in found["missing"]], self.lang)
        late = text("screen.card.late", self.lang, days=found["late_days"]) if found["late_days"] else ""
        return said + text("screen.card.missing", self.lang, names=names) + late

    def _movement(self, figure: Figure) -> Movement | None:
        found = figure.bridge
        if found is None:
            return None
        moves = tuple(
            Moved(
                entering,
                word("metrics.causes", move["cause"], self.lang),
                move["count"],
                tuple(clean(member["name"]) for member in move["members"]),
            )
            for side, entering in (("entered", True), ("left", False))
            for move in found[side]
        )
        return Movement(found["opening"], moves, found["closing"])

    def _clauses(self, figure: Figure) -> tuple[Clause, ...]:
        """The figure in one sentence: what it is, what changed, how far the target is reached, how it stands."""
        title, status = clean(figure.title[self.lang]), self._status_said(figure).partition(" ")[2]
        if figure.value is None:
            said = [("value", self.say("no_value", title=title, reason=self._reason(figure.reason)))]
        else:
            whole = self.say(
                "whole", title=title, span=self._span_said(figure), value=self._amount(figure, figure.value)
            )
            since = self._since_said(figure)
            moved = ("change", since) if since else ("last_year", self._year_said(figure))
            said = [("value", whole), moved, ("target", self._done_said(figure))]
        comma = text("pack.comma", self.lang)
        said = [(proof, clause) for proof, clause in said if clause]
        clauses = [(proof, (comma if place else "") + clause) for place, (proof, clause) in enumerate(said)]
        clauses += [("target", self.say("status", status=status))] if status else []
        return tuple(Clause(clause, figure.metric, proof) for proof, clause in clauses)

    def _span_said(self, figure: Figure) -> str:
        span = self._span(figure)
        return span if not span or self.lang == "zh" or span.endswith(" ") else f"{span} "

    def _since_said(self, figure: Figure) -> str:
        change = number_from(figure.since["change"])
        if change is None or (not change and len(figure.days) > 1):
            return ""
        key = amounts.direction(change, figure.unit, bool(change) and self._adds(figure))
        return self.say(key, day=self.since, size=amounts.change(change, figure.unit, self.lang))

    def _year_said(self, figure: Figure) -> str:
        change = number_from(figure.last_year["change"])
        if change is None:
            return ""
        key = amounts.direction(change, figure.unit, False)
        size = amounts.change(change, figure.unit, self.lang)
        return self.say(f"year_{key}", size=size, share=self._brackets(figure))

    def _done_said(self, figure: Figure) -> str:
        given = figure.target
        if given is None or given["completion"] is None:
            return ""
        keys = {"target": "done", "target_growth": "done_growth", "target_year": "done_year",
                "ceiling": "used", "ceiling_growth": "used_growth"}  # fmt: skip
        value = self._amount(figure, number_from(given["value"]))
        return self.say(keys[_form(figure)], done=amounts.share(given["completion"]), value=value)

    def _briefly(self, figure: Figure, movement: Movement | None) -> tuple[str, ...]:
        """Who came, who went, and of what does not keep pace, what is still needed."""
        needed = (figure.target or {}).get("needed_per_month") if _status(figure) in ATTENTION else None
        said = [self._signal_said(figure), *(self._moves_said(movement, entering) for entering in (True, False))]
        if needed:
            goal = self._goal(figure)
            size = amounts.change(amounts.to_bring(needed, figure.unit), figure.unit, self.lang)
            said.append(joined([goal.expected_said if goal else "", self.say("needed", size=size)], self.lang))
        return tuple(each for each in said if each)

    def _notes(self, figure: Figure, movement: Movement | None) -> tuple[str, ...]:
        """What a speaker may add: who moved, against last year, what is needed, who is late, what is counted."""
        notes = [
            self._bridge_said(movement),
            *self._briefly(figure, movement),
            self._year_said(figure) if self._since_said(figure) else "",
            self._coverage(figure.coverage),
            self.amended.get(figure.metric, ""),
            *(self.say("noted", note=note) for note in self.noted.get(figure.metric, ())),
            self.say("explains", explains=clean(figure.explains[self.lang])),
            self.say("owner", owner=word("metrics.owners", figure.owner, self.lang)),
        ]
        return tuple(note for note in notes if note)

    def _bridge_said(self, movement: Movement | None) -> str:
        if movement is None or not movement.moves:
            return ""
        return self.say(
            "bridge",
            opening=f"{movement.opening:,}",
            entered=f"{movement.total(True):,}",
            left=f"{movement.total(False):,}",
            closing=f"{movement.closing:,}",
        )

    def _moves_said(self, movement: Movement | None, entering: bool) -> str:
        moves = [move for move in movement.moves if move.entering is entering] if movement else []
        if not moves:
            return ""
        said = [
            self.say("moved", cause=m.cause, count=f"{m.total:,}", names=named(m.names, m.total, self.lang))
            for m in moves
        ]
        return self.say("entered" if entering else "left", moves=listed(said, self.lang))


def _status(figure: Figure) -> str:
    return str(figure.target["status"]) if figure.target else "none"


def _form(figure: Figure) -> str:
    """How its target is told."""
    base, target = (number_from((figure.target or {})[name]) for name in ("base", "target"))
    return amounts.goal_form(figure.kind, figure.better, figure.days[0] == BEGINNING, base, target)

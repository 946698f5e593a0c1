"""Bringing a store that an earlier release made up to the present tables; several servers may do so at once."""

from __future__ import annotations

import json

from sqlalchemy import Engine, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from parkdash.office.tables import edition


def bring_forward(engine: Engine) -> None:
    """Add what the store lacks: the parks of each edition, once read from its body so that no list reads bodies."""
    if not _has_parks(engine):
        try:
            with engine.begin() as work:
                work.execute(text("alter table edition add column parks text"))
        except DBAPIError:
            if not _has_parks(engine):  # else another server was faster
                raise
    _fill(engine)


def _has_parks(engine: Engine) -> bool:
    return any(column["name"] == "parks" for column in inspect(engine).get_columns(edition.name))


def _fill(engine: Engine) -> None:
    """Also what a server of an earlier release has written meanwhile. One edition at a time: a body is megabytes."""
    with engine.begin() as work:
        for id in work.execute(select(edition.c.id).where(edition.c.parks.is_(None))).scalars().all():
            body = work.execute(select(edition.c.body).where(edition.c.id == id)).scalar_one()
            parks = json.dumps(json.loads(body)["parks"], ensure_ascii=False)
            work.execute(update(edition).where(edition.c.id == id).values(parks=parks))

"""The tables of the office store. Bodies are stored as the bytes they were made of, so that a hash of them holds."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", String(12), nullable=False),  # draft, frozen, superseded
    Column("as_of", String(10), nullable=False),
    Column("since", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("frozen_at", DateTime(timezone=True)),
    Column("frozen_by", String(200)),
    Column("supersedes", Integer, ForeignKey("edition.id")),
    Column("content_hash", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),  # canonical JSON, UTF-8
    Column("parks", Text),  # JSON as in the body: names, or null for all parks; NULL only until it is filled in
)

# The lines behind one metric of an edition, as a parquet file.
edition_lines = Table(
    "edition_lines",
    metadata,
    Column("edition_id", Integer, ForeignKey("edition.id", ondelete="CASCADE"), nullable=False),
    Column("metric", String(80), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("edition_id", "metric"),
)

# What somebody owes: from a number, a firm or a record (`about`), or from nothing in particular.
action = Table(
    "action",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("title", Text, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("due", String(10), nullable=False),
    Column("state", String(10), nullable=False),  # open, reported, closed, dropped, withdrawn
    Column("about_kind", String(20), nullable=False),  # metric, firm, record, project or ""
    Column("about_id", String(400), nullable=False),
    Column("edition_id", Integer, ForeignKey("edition.id")),  # the meeting in which it was given
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(200), nullable=False),
    Index("action_about", "about_kind", "about_id"),
)

# Everything that was said about a number, a firm, a record or an action, in the order of its id; never changed.
remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(12), nullable=False),  # note, given, reported, closed, reopened, dropped, changed, withdrawn
    Column("about_kind", String(20), nullable=False),
    Column("about_id", String(400), nullable=False),
    Column("action_id", Integer, ForeignKey("action.id")),
    Column("edition_id", Integer, ForeignKey("edition.id")),
    Column("text", Text, nullable=False),
    Column("said_at", DateTime(timezone=True), nullable=False),
    Column("said_by", String(200), nullable=False),
    Index("remark_about", "about_kind", "about_id"),
)

"""The tables of the office store. Bodies are stored as the bytes they were made of, so that a hash of them holds."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

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

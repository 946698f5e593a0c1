"""The office store: what people make of the numbers (editions, later notes and actions). Data never live here.

SQLite beside the data by default; several servers share a PostgreSQL through PARKDASH_OFFICE, a SQLAlchemy URL such as
postgresql+psycopg://user@host/parkdash.
"""

from parkdash.office.store import Office, Unreachable, address, is_there, office

__all__ = ["Office", "Unreachable", "address", "is_there", "office"]

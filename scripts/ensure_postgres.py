"""Find or install a PostgreSQL server for the tests of the office store and print its folder of programs.

In this order: PARKDASH_POSTGRES (a folder with initdb and postgres), PATH, Debian's folders, Debian's package (when
allowed). Exit code 1 and a sentence if none can be had.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from scripts.ensure_browser import install_package, say

PACKAGE = "postgresql"
NONE_FOUND = """No PostgreSQL server found and none could be installed.
Install postgresql, or name its programs: PARKDASH_POSTGRES=/path/to/bin make test"""


def find() -> Path | None:
    """The folder of a server that is already there."""
    named = os.environ.get("PARKDASH_POSTGRES")
    if named:
        return Path(named) if (Path(named) / "initdb").exists() else None
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def ensure() -> Path | None:
    """The folder of a server, installed if need be and allowed."""
    return find() or (find() if install_package(PACKAGE) else None)


if __name__ == "__main__":
    folder = ensure()
    if folder is None:
        say(NONE_FOUND)
        sys.exit(1)
    print(folder)

"""Find or install tesseract, which reads the figures off compressed pictures of the screen, and print its path.

In this order: PARKDASH_TESSERACT, PATH, Debian's package (when allowed). Exit code 1 and a sentence if none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from scripts.ensure_browser import install_package, say

PACKAGE = "tesseract-ocr"  # brings the English data, which hold the digits
NONE_FOUND = """No tesseract found and none could be installed.
Install tesseract-ocr, or name one: PARKDASH_TESSERACT=/path/to/tesseract make test"""


def starts(path: str | None) -> bool:
    """Whether it really starts and can read digits."""
    if not path:
        return False
    try:
        done = subprocess.run([path, "--list-langs"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"eng" in done.stdout + done.stderr


def find() -> str | None:
    """One that is already there. PARKDASH_TESSERACT counts alone: a wrong path must not fall back silently."""
    named = os.environ.get("PARKDASH_TESSERACT") or shutil.which("tesseract")
    return named if starts(named) else None


def ensure() -> str | None:
    """One that is there, installed if need be and allowed."""
    return find() or (find() if install_package(PACKAGE) else None)


if __name__ == "__main__":
    path = ensure()
    if path is None:
        say(NONE_FOUND)
        sys.exit(1)
    print(path)

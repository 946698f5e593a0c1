"""Reads figures off a picture of the screen as a viewer of a shared one gets it: 1280×720, JPEG at quality 40."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page

from scripts.ensure_tesseract import NONE_FOUND, find

SHARED = (1280, 720)
QUALITY = 40
# tesseract reads best what stands alone on a line about so high, with so much free around it
LINE, AROUND = 64, 24
AS_LINE, AS_CHARACTER = "7", "10"
DASH = "—"

# Where the digits stand, without their unit: the first text of each element.
PLACES = """
all => all.filter(one => one.checkVisibility()).map(one => {
  const text = [...one.childNodes].find(each => each.nodeType === 3 && each.textContent.trim());
  const range = document.createRange();
  range.selectNodeContents(text || one);
  const box = range.getBoundingClientRect();
  return { words: (text || one).textContent.trim(), x: box.x, y: box.y, width: box.width, height: box.height };
})
"""


class Seen(NamedTuple):
    """What stands in the page, and how it arrives."""

    written: str
    picture: Image.Image


def shared_picture(page: Page) -> Image.Image:
    """The page as it arrives on the other side."""
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB").resize(SHARED, Image.Resampling.LANCZOS)
    packed = BytesIO()
    whole.save(packed, "JPEG", quality=QUALITY)
    return Image.open(packed)


def seen(page: Page, selector: str) -> list[Seen]:
    """All visible elements of a selector, each cut out of one picture of the page."""
    picture, size = shared_picture(page), page.viewport_size
    assert size is not None
    by = SHARED[0] / size["width"]
    found = page.locator(selector).evaluate_all(PLACES)
    return [Seen(each["words"], _alone(picture, each, by)) for each in found]


def misread(figures: Sequence[Seen]) -> list[tuple[str, str]]:
    """Figures that are read otherwise than they stand: as written, as read. A dash is none."""
    written = [each for each in figures if each.written != DASH]
    return [(each.written, read) for each, read in zip(written, _read(written), strict=True) if each.written != read]


def _alone(picture: Image.Image, place: dict[str, float], by: float) -> Image.Image:
    """One figure dark on light, alone on a line."""
    x, y, width, height = (place[name] * by for name in ("x", "y", "width", "height"))
    part = picture.crop((int(x), int(y), int(x + width + 1), int(y + height + 1))).convert("L")
    part = part.resize((round(part.width * LINE / part.height), LINE), Image.Resampling.BICUBIC)
    ground = part.getpixel((0, 0))
    alone = Image.new("L", (part.width + 2 * AROUND, LINE + 2 * AROUND), ground)
    alone.paste(part, (AROUND, AROUND))
    return ImageOps.invert(alone) if ground < 128 else alone


def _read(figures: Sequence[Seen]) -> list[str]:
    """What tesseract reads: single digits as characters, everything else as a line."""
    program = find()
    if program is None:
        pytest.fail(NONE_FOUND, pytrace=False)
    found = [""] * len(figures)
    with TemporaryDirectory() as folder:
        for mode in (AS_CHARACTER, AS_LINE):
            paths = {}
            for number, each in enumerate(figures):
                if (each.picture.width < LINE + 2 * AROUND - 16) == (mode == AS_CHARACTER):
                    paths[number] = Path(folder) / f"{number}.png"
                    each.picture.save(paths[number])
            for number, read in zip(paths, _told(program, mode, list(paths.values())), strict=True):
                found[number] = read
    return found


def _told(program: str, mode: str, paths: list[Path]) -> list[str]:
    """One run for all pictures; a form feed ends what is read off each."""
    if not paths:
        return []
    command = [program, "stdin", "stdout", "--psm", mode, "-c", "tessedit_char_whitelist=0123456789.,-%"]
    given = "\n".join(map(str, paths)).encode()
    done = subprocess.run(
        command, input=given, capture_output=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
    )
    return [read.strip() for read in done.stdout.decode().split("\f")[: len(paths)]]

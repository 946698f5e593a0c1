"""Reads figures off a picture of the screen as a viewer of a shared one gets it: 1280×720, JPEG at quality 40."""

from __future__ import annotations

import os
import re
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
# What stands alone in black and white is read best as one character, however many it has, about so high and with so much
# free around it: of the numbers from 0 to 99 and longer ones none is misread then; as a line, most single digits are.
LINE, AROUND, MIDDLE = 110, 24, 128
AS_CHARACTER = "10"
DASH = "—"
NO_THOUSANDS = re.compile(r",(?!\d{3}(?!\d))")  # a comma that does not stand before three digits is a blurred point

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
    if page.viewport_size == {
        "width": SHARED[0],
        "height": SHARED[1],
    }:  # nothing to be scaled: the browser compresses it
        return Image.open(BytesIO(page.screenshot(type="jpeg", quality=QUALITY)))
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
    dark_on_light = ImageOps.autocontrast(ImageOps.invert(alone) if ground < MIDDLE else alone)
    return dark_on_light.point(lambda shade: 255 if shade > MIDDLE else 0)


def _read(figures: Sequence[Seen]) -> list[str]:
    """What tesseract reads, one run for all; a form feed ends what is read off each."""
    program = find()
    if program is None:
        pytest.fail(NONE_FOUND, pytrace=False)
    command = [program, "stdin", "stdout", "--psm", AS_CHARACTER, "-c", "tessedit_char_whitelist=0123456789.,-%"]
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.png" for number in range(len(figures))]
        for path, each in zip(paths, figures, strict=True):
            each.picture.save(path)
        given = "\n".join(map(str, paths)).encode()
        alone = os.environ | {"OMP_THREAD_LIMIT": "1"}  # more threads only wait for each other
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=alone)
    return [NO_THOUSANDS.sub(".", read.strip()) for read in done.stdout.decode().split("\f")[: len(figures)]]

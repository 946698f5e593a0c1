"""In which encoding a text file is written, told by evidence, and its text as UTF-8.

Nearly any bytes decode in several encodings, so what decodes first proves nothing: each candidate reads a sample, and
the one whose characters are usual for such files wins. charset-normalizer, tried on texts of one to five lines, was
wrong about 4 % of GB18030 and 7 % of Windows-1252; these weights were about none.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parkdash.ingest.characters import mean_weight, western_weight
from parkdash.ingest.issues import Unreadable

BIG5 = "big5hkscs"  # Big5 with the characters of Hong Kong
WESTERN = "cp1252"
SAMPLES, SAMPLE = 8, 1 << 15  # so many pieces of so many bytes tell the encoding
LEAST = -2.5  # a mean weight below this is no evidence
HEAD_START = {"gb18030": 0.1, WESTERN: 0.3}  # who wins a draw: signs in western texts eat a letter as Big5
STRAY_LINES = 1000
STRAY_SHARE = 0.15  # of the lines with anything beyond ASCII
STRAY_BYTES = 0.001  # of all bytes, where there is nothing else beyond ASCII
SHOWN = 20  # characters about a stray byte that are shown


@dataclass(frozen=True)
class StrayLine:
    """A line with bytes that are no text: its number and the first such byte's (both from 1), and what stands there."""

    line: int
    place: int
    shown: str


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 bytes without a byte order mark; bytes that are no text stand in it as U+FFFD."""

    utf8: bytes
    encoding: str
    strays: tuple[StrayLine, ...] = ()


def decoded(content: bytes, file: str, encoding: str = "") -> Decoded:
    """The text of a file, in the encoding named or else found. Unreadable if no encoding fits."""
    name = encoding or encoding_of(content)
    if name.replace("_", "-").lower() in ("utf-8", "utf-8-sig"):
        content = content.removeprefix(BOM_UTF8)
        if is_utf8(content):
            return Decoded(content, "utf-8")
    parts = list(_lines_decoded(content, name or "utf-8"))
    strays = tuple(part for part in parts if isinstance(part, StrayLine))
    if strays and (not name or _too_many(strays, content, allowed=0 if encoding else 1)):
        place = strays[0].place
        raise Unreadable("bad_encoding", file=file, place=place, encoding=name or "utf-8")
    text = "".join(part for part in parts if isinstance(part, str))
    return Decoded(text.removeprefix("\ufeff").encode(errors="replace"), name, strays)


def encoding_of(content: bytes) -> str:
    """The encoding whose characters are the most usual; "" if there is evidence for none."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # what Excel writes as "Unicode text"
        return "utf-16"
    if wide := _wide(content):
        return wide
    if is_utf8(content):
        return "utf-8"
    sample = b"\n".join(_samples(content))
    weights = {name: mean_weight(sample.decode(name, errors="replace"), name) for name in ("utf-8", "gb18030", BIG5)}
    weights[WESTERN] = western_weight(sample)
    best = max(weights, key=lambda name: weights[name] + HEAD_START.get(name, 0.0))
    if weights[best] >= LEAST:
        return best
    high = np.count_nonzero(np.frombuffer(content, dtype=np.uint8) >= 0x80)
    return "utf-8" if high < STRAY_BYTES * len(content) else ""


def is_utf8(content: bytes) -> bool:
    """True if the bytes are UTF-8; nothing is copied."""
    ends = np.array([0, len(content)], dtype=np.int64)
    whole = pa.LargeStringArray.from_buffers(1, pa.py_buffer(ends), pa.py_buffer(content))
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _wide(content: bytes) -> str:
    """UTF-16 without a byte order mark: every ASCII character, so every separator, brings a zero byte on one side."""
    sample = np.frombuffer(content[:SAMPLE], dtype=np.uint8)
    first, second = (int(np.count_nonzero(sample[side::2] == 0)) for side in (0, 1))
    if max(first, second) < max(1, len(sample) // 200) or min(first, second) * 5 > max(first, second):
        return ""
    name = "utf-16-le" if second > first else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].tobytes().decode(name, errors="replace")
    return name if mean_weight(text, "utf-16") >= LEAST and "\x00" not in text else ""


def _samples(content: bytes) -> Iterator[bytes]:
    """Pieces from all over the file that have something beyond ASCII, each of whole lines."""
    octets = np.frombuffer(content, dtype=np.uint8)
    step = max(SAMPLE, len(content) // SAMPLES)
    for start in range(0, len(content), step):
        high = np.flatnonzero(octets[start : start + step] >= 0x80)
        if not len(high):
            continue
        at = start + int(high[0])
        begin = content.rfind(b"\n", max(start, at - SAMPLE), at) + 1 or max(start, at - 2)
        end = content.find(b"\n", min(len(content), begin + SAMPLE))
        yield content[begin : end if 0 <= end < begin + 2 * SAMPLE else begin + SAMPLE]


def _lines_decoded(content: bytes, encoding: str) -> Iterator[str | StrayLine]:
    """The text in pieces, and each line in which something is no text. Stops after STRAY_LINES of them."""
    view = memoryview(content)
    done, line, found = 0, 1, 0
    wide = encoding.startswith("utf-16")
    while done < len(content) and found <= STRAY_LINES:
        try:
            yield str(view[done:], encoding)
            return
        except UnicodeDecodeError as error:
            place = done + error.start
        begin = done if wide else content.rfind(b"\n", done, place) + 1 or done
        end = len(content) if wide else content.find(b"\n", place) + 1 or len(content)
        line += content.count(b"\n", done, begin)
        text = str(view[begin:end], encoding, "replace")
        yield str(view[done:begin], encoding)
        yield text
        bad = text.index("\ufffd")
        lines = text.count("\n", 0, bad) if wide else 0
        yield StrayLine(line + lines, place + 1, text[max(0, bad - SHOWN // 2) : bad + SHOWN // 2].strip())
        line += 1
        found += 1
        done = end


def _too_many(strays: tuple[StrayLine, ...], content: bytes, allowed: int) -> bool:
    """True if the lines that are no text are too many for slips: then the encoding is another."""
    if len(strays) > STRAY_LINES:
        return True
    if len(strays) <= allowed:
        return False
    beyond = sum(1 for line in content.splitlines() if not line.isascii())
    return len(strays) > STRAY_SHARE * beyond

"""In which encoding a text file is written, told by evidence, and its text as UTF-8."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parkdash.ingest.issues import Unreadable


@dataclass(frozen=True)
class Decoded:
    """A text as UTF-8 bytes without a byte order mark. `strays`: places (from 1) in the file of bytes that are no text,
    which stand as U+FFFD."""

    utf8: bytes
    encoding: str
    strays: tuple[int, ...] = ()


def decoded(content: bytes, file: str, encoding: str = "") -> Decoded:
    """The text of a file, in the encoding named or else found. Unreadable if no encoding fits."""
    utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))  # what Excel writes as "Unicode text"
    attempts = [encoding] if encoding else ["utf-16"] if utf16 else ["utf-8", "gb18030"]
    for attempt in attempts:
        if attempt == "utf-8" and is_utf8(content):
            return Decoded(content.removeprefix(BOM_UTF8), attempt)
        try:
            return Decoded(content.decode(attempt).encode(), attempt)
        except UnicodeDecodeError as error:
            failed = error
    raise Unreadable("bad_encoding", file=file, place=failed.start + 1, encoding=failed.encoding) from failed


def is_utf8(content: bytes) -> bool:
    """True if the bytes are UTF-8; nothing is copied."""
    ends = np.array([0, len(content)], dtype=np.int64)
    whole = pa.LargeStringArray.from_buffers(1, pa.py_buffer(ends), pa.py_buffer(content))
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True

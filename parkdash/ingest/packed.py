"""The parts of a zip file, unpacked within bounds whatever its headers claim.

zipfile believes the sizes that a file gives of itself; other readers unpack to the end. So parts are unpacked here, a
chunk at a time, and what really comes out is counted.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from parkdash.ingest.issues import Unreadable

MARK = b"PK\x03\x04"
CHUNK = 8 << 20  # bytes unpacked at a time
ENTRY_LIMIT = 10_000
UNPACKED_LIMIT = 1 << 30  # bytes; a workbook of a million rows unpacks to about 400 MB
RATIO_LIMIT = 200  # unpacked ÷ packed; real workbooks stay below 30
RATIO_FREE = 64 << 20  # below this many bytes the ratio does not matter: small files of blanks pack well
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_LENGTH = 22
_HEADER_LENGTH = 30
_ENCRYPTED = 0x1
_UTF8 = 0x800
# What zipfile raises on damaged bytes, found by flipping them.
_DAMAGES = (BadZipFile, NotImplementedError, ValueError, EOFError, struct.error, OverflowError, RuntimeError)


@dataclass(frozen=True)
class Part:
    """One part as it lies in the zip file. `checksum` is what the file claims."""

    name: str
    packed: memoryview
    deflated: bool
    checksum: int

    @property
    def is_folder(self) -> bool:
        """True for an entry that stands for a folder."""
        return self.name.endswith("/")


class Budget:
    """What may still be unpacked of one zip file."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        self._packed = len(content)
        self._taken = 0

    def take(self, size: int) -> None:
        """Count bytes that were unpacked. Unreadable if they are too many, or too many for so small a file."""
        self._taken += size
        bomb = self._taken > RATIO_FREE and self._taken > RATIO_LIMIT * self._packed
        if bomb or self._taken > UNPACKED_LIMIT:
            raise Unreadable("too_big", file=self._file, detail=f"> {self._taken >> 20} MiB")


def up_to_end(content: bytes, file: str) -> bytes:
    """The file without what stands behind its end, so that all readers see the same one. Unreadable if cut off."""
    end = content.rfind(_END)
    if end < 0 or end + _END_LENGTH > len(content):
        raise Unreadable("damaged", file=file, detail="zip")
    (comment,) = struct.unpack_from("<H", content, end + _END_LENGTH - 2)
    whole = end + _END_LENGTH + comment
    if whole > len(content):
        raise Unreadable("damaged", file=file, detail="zip")
    return content if whole == len(content) else content[:whole]


def parts_of(content: bytes, file: str) -> list[Part]:
    """The parts of a zip file as `up_to_end` gives it, still packed. Unreadable if damaged, locked or too many."""
    if content.count(_ENTRY) > ENTRY_LIMIT:
        raise Unreadable("too_big", file=file, detail=f"> {ENTRY_LIMIT:,}")
    try:
        with ZipFile(BytesIO(content)) as archive:
            return [_part(content, entry, file) for entry in archive.infolist()]
    except _DAMAGES as error:
        raise Unreadable("damaged", file=file, detail=error) from error


def unpacked(part: Part, budget: Budget, file: str) -> Iterator[bytes]:
    """The part in chunks. Unreadable if it is damaged or the budget is used up."""
    if not part.deflated:
        for start in range(0, len(part.packed), CHUNK):
            chunk = bytes(part.packed[start : start + CHUNK])
            budget.take(len(chunk))
            yield chunk
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = part.packed
    try:
        while not stream.eof:
            chunk = stream.decompress(waiting, CHUNK)
            if not chunk and not stream.eof:
                raise Unreadable("damaged", file=file, detail=part.name)
            waiting = stream.unconsumed_tail
            budget.take(len(chunk))
            yield chunk
    except zlib.error as error:
        raise Unreadable("damaged", file=file, detail=error) from error


def _part(content: bytes, entry: ZipInfo, file: str) -> Part:
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable("password", file=file)
    at = entry.header_offset
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or content[at : at + 4] != MARK:
        raise Unreadable("damaged", file=file, detail=entry.filename)
    name_length, extra_length = struct.unpack_from("<HH", content, at + _HEADER_LENGTH - 4)
    begin = at + _HEADER_LENGTH + name_length + extra_length
    packed = memoryview(content)[begin : begin + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise Unreadable("damaged", file=file, detail=entry.filename)
    return Part(_name(entry), packed, entry.compress_type == ZIP_DEFLATED, entry.CRC)


def _name(entry: ZipInfo) -> str:
    """The name as it was meant: without the mark of UTF-8 it is in the writer's own encoding, in China GBK."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename

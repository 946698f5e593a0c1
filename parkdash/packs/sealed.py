"""Office files without the moment they were written: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
CORE = "docProps/core.xml"


def sealed(package: bytes, moment: datetime) -> bytes:
    """The package (xlsx, pptx, docx) with `moment` in place of every other, also in the workbooks inside it."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == CORE:
                content = _MOMENT.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", content)
            elif entry.filename.endswith(".xlsx"):
                content = sealed(content, moment)
            made.writestr(zipfile.ZipInfo(entry.filename, moment.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()

"""Several files as the body of one page: the mails of a mailbox, the files of a folder.

The body is a zip archive without compression, so that nothing in it can blow up.
"""

import json
import zipfile
from dataclasses import dataclass
from io import BytesIO

from monitor.model import Page

CONTENT_TYPE = "application/zip"
_FLAWS = "flaws"
"""The member that holds the flaws; those of files begin with their place: "0/docket.html"."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files with their names, the most important first. `flaws` name what could not be put in, with the reason."""

    files: tuple[tuple[str, bytes], ...] = ()
    flaws: tuple[str, ...] = ()

    def as_body(self) -> bytes:
        """The bundle as bytes; the same bundle gives the same bytes."""
        body = BytesIO()
        with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(_FLAWS), json.dumps(self.flaws))
            for place, (name, content) in enumerate(self.files):
                archive.writestr(zipfile.ZipInfo(f"{place}/{_encodable(name)}"), content)
        return body.getvalue()


def bundle_of(page: Page) -> Bundle:
    """The bundle that is the body of a page."""
    with zipfile.ZipFile(BytesIO(page.body)) as archive:
        flaws = json.loads(archive.read(_FLAWS))
        members = [member for member in archive.infolist() if member.filename != _FLAWS]
        files = [(member.filename.partition("/")[2], archive.read(member)) for member in members]
    return Bundle(tuple(files), tuple(flaws))


def _encodable(text: str) -> str:
    """Names of files may hold bytes that are no text."""
    return text.encode(errors="replace").decode()

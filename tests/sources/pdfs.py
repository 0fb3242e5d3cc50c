"""PDFs written by hand, byte for byte, as small as they may be: the library that reads them has no part in them."""

import zlib
from collections.abc import Sequence


def pdf(pages: Sequence[str], count: int | None = None) -> bytes:
    """A document with these pages, each text a line for each of its lines; "" makes an empty page, as a scan has.

    `count` is how many pages the document claims to have.
    """
    numbers = range(len(pages))
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages) if count is None else count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for n, text in enumerate(pages):
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> "
        objects += [f"{page}/Contents {5 + 2 * n} 0 R >>".encode(), stream(drawn(text))]
    return assembled(objects)


def drawn(text: str) -> bytes:
    """The text, a line below the other."""
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in text.splitlines())
    return f"BT /F 12 Tf 14 TL 72 720 Td\n{shown}ET".encode("cp1252") if text else b""


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def stream(content: bytes) -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file: header, objects numbered from 1, table of their places, trailer (ISO 32000-1, 7.5)."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return body + head + tail

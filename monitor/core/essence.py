"""What of a page its reader can see: two pages of the same essence read alike, whatever their servers wrote in between.

A cheap look at the bytes that saves parsing pages with a nonce in them. It errs on one side: what it leaves out no
reader sees, and what it cannot be sure of it keeps, which costs a parse and no more.
"""

import re
from collections.abc import Iterable
from typing import Any

from xxhash import xxh3_128

from monitor.model import Page, Source

LONGEST = 2_000_000
"""Bytes of a page that is looked at: 0.1 ms for each 50,000."""
_HTML = re.compile(rb"\s*(?:<[?!][^<>]*>\s*)*<html\b", re.IGNORECASE)
"""How a page begins whose essence is known; in feeds and JSON, markup is text."""
_TEXT_ALL_THROUGH = re.compile(rb"<(?:textarea|xmp|plaintext|noembed|noframes)\b", re.IGNORECASE)
"""Elements in which all markup is text that is shown (HTML Standard §13.2.5): whoever has them is compared as it is."""
_UNSEEN = re.compile(
    rb"<!--[^<>]*-->"
    rb"|<(?:html|body|form|input|link|meta)\b[^<>]*+>"
    rb"|<(?:style|script(?![^<>]*json))\b[^<>]*+>[^<]*+(?:<(?!/?script\b|/?style\b|!--)[^<]*+)*+</(?:script|style)\s*>",
    re.IGNORECASE,
)
"""Comments; tags that hold nothing of their own; scripts and styles, but not data (linked data is JSON)."""
_NAMES = re.compile(r"html|body|form|input|link|meta|style|script|comment|hidden|nonce")
"""What the options of a source must not name: then it wants to see just that."""
_COMMENT_END = b"-->"
_CUT = b"<>"


def essence(source: Source[Any], pages: Iterable[Page]) -> str | None:
    """A hash of what these pages show; None where nothing but all bytes will do."""
    if _NAMES.search(repr(source.options)):
        return None
    shown = xxh3_128()
    for page in pages:
        body = page.body
        if len(body) > LONGEST or not _HTML.match(body) or _TEXT_ALL_THROUGH.search(body):
            return None
        shown.update(_UNSEEN.sub(_cut, body) + b"\0")
    return shown.hexdigest()


def _cut(found: re.Match[bytes]) -> bytes:
    """Nothing in its place, unless it is no script but reaches from within one comment out of it."""
    text = found[0]
    return text if _COMMENT_END in text[:-3] else _CUT

"""Parts of a page that change by themselves: banners, adverts, strips of other stories, counts of readers, ages."""

import re

from bs4 import Tag

from monitor.sources._chatter import is_counts
from monitor.sources._text import one_line

NAMES = (
    "cookie",
    "consent",
    "gdpr",
    "newsletter",
    "related",
    "recirc",
    "recommend",
    "trending",
    "most-read",
    "advert",
    "ads",
    "ad-",
    "comments",
)
"""How the ids and classes of such boxes begin."""
_BOXES = ("div", "section", "aside", "ul", "ol", "ins", "dialog")
_AGO = re.compile(
    r"(?:\b(?:about|over|almost|nearly|less than) )?\b(?:\d{1,3}|an?|one|a few)\s?"
    r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s? ago\b|\bjust now\b",
    re.IGNORECASE,
)
"""An age of something: it grows from request to request."""
_BETWEEN = re.compile(r"\s*[·•|]\s*|\s+[\u2013\u2014-]\s+")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")


def without_noise(part: Tag) -> Tag:
    """The part without the boxes in it that are hidden, or by name or role banners, adverts, comments, other stories.

    A box that holds a heading of the page or a story stays, whatever its name.
    """
    stack = [part]
    while stack:
        for inner in [child for child in stack.pop().children if isinstance(child, Tag)]:
            if _is_noise(inner):
                inner.decompose()
            else:
                stack.append(inner)
    return part


def _is_noise(tag: Tag) -> bool:
    if tag.has_attr("hidden") or tag.get("role") == "dialog":
        return True
    if tag.name not in _BOXES:
        return False
    names = [tag.get("id", ""), *tag.get_attribute_list("class")]
    named = any(str(name).lower() == "ad" or str(name).lower().startswith(NAMES) for name in names)
    return named and tag.find(["h1", "article"]) is None


def steady(line: str) -> str:
    """The line without counts of readers and ages of things; "" when nothing else stands on it."""
    if is_counts(line):
        return ""
    pieces = _BETWEEN.split(line)
    kept = [piece for piece in pieces if not is_counts(piece)]
    plain = line if len(kept) == len(pieces) else " · ".join(kept)
    aged = _EMPTY.sub("", _AGO.sub("", plain))
    return plain if aged == plain else one_line(aged).strip(" ·•|,;\u2013\u2014-")

"""A text made plain for the rules, with a way back to the exact words it came from."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

MOST = 24_000
"""How much of a text is read, in characters: a ruling stands at the head of an entry, news at the head of a story."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NOISE = re.compile(rf"(?:<[a-zA-Z/!][^<>]{{0,300}}>|&#?\w{{1,8}};|[\s\x00-\x1f\x7f-\x9f{_INVISIBLE}]+)+")
_MARKUP = re.compile(r"<[^<>]{0,302}>")
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_ONE_FOR_ONE = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` has single spaces, no markup, straight quotes; `source` is what it was made from."""

    source: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of a stretch of the plain text."""
        return self._origin(start), max(
            self._origin(end - 1) + 1, self._origin(start)
        ) if end > start else self._origin(start)

    def _origin(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return min(self.origins[piece] + at - self.starts[piece], len(self.source))


def _stands_for(noise: str) -> str:
    """What is read in place of markup, entities, white space and direction marks."""
    if noise == " ":
        return noise
    return _SPACE.sub(" ", html.unescape(_MARKUP.sub(" ", _UNSEEN.sub("", noise))))


@lru_cache(maxsize=8)
def plain(source: str) -> Plain:
    """Make a text plain: its first MOST characters, in linear time."""
    parts: list[str] = []
    starts, origins = [0], [0]
    length = at = 0
    for match in _NOISE.finditer(source, 0, MOST):
        standing = _stands_for(match[0])
        if standing == match[0]:
            continue
        parts += [source[at : match.start()], standing]
        length += match.start() - at + len(standing)
        at = match.end()
        starts.append(length)
        origins.append(at)
    parts.append(source[at:MOST])
    return Plain(source, "".join(parts).translate(_ONE_FOR_ONE), tuple(starts), tuple(origins))

"""Whether two stories are copies of one text: a wire story that several papers print, cut and topped with a line each.

A text is kept as a sketch: the smallest hashes of its shingles, the runs of a few words in it. How many of one sketch's
are in the other tells how much of one text is in the other (A. Broder, "On the resemblance and containment of
documents", 1997). Containment, and not resemblance, for an agency's summary is in its full text, but not like it.

An agency that reports like rulings keeps its frame and its background, which may be more than half of a story. So a
text that is not nearly all in the other is a copy only if its opening is, where a story says what is new.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
"""Words of a shingle: two reports of one ruling share quotes, but few other runs of five words."""
_OPENING = 40
"""Words in which a wire story says what happened, where it begins."""
_KEPT = 384
"""Hashes of a sketch: of most stories all, of a longer one a part that tells its share to some hundredths."""
_LEAST = 16
"""A text of fewer shingles is a headline; what two of those share says little."""
_ENOUGH = 8
"""So many hashes must be comparable: of a text far longer than the other few are."""
NEARLY_ALL = 0.8
"""A copy that is cut, or printed in a paper's own style, is at least so far in the other."""
MUCH, WHOLE_OPENING = 0.45, 0.9
"""A copy cut to half below a local lead of its length: so much is shared, and the agency's opening entirely."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: the smallest hashes of its shingles, in order, and the hashes of its opening ones."""

    shingles: tuple[int, ...] = ()
    opening: tuple[int, ...] = ()


def sketch(text: str) -> Sketch:
    """The sketch of a text, an empty one of a short text. Takes time linear in the text."""
    words = _WORD.findall(text.casefold())
    runs = set(_hashes(words))
    if len(runs) < _LEAST:
        return Sketch()
    return Sketch(tuple(nsmallest(_KEPT, runs)), tuple(_hashes(words[:_OPENING])))


def _hashes(words: Sequence[str]) -> list[int]:
    runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return [int.from_bytes(blake2b(run.encode(), digest_size=4).digest()) for run in runs]


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Whether one of two texts is a copy of the other, or both are of a third; False when either has no sketch."""
    shared = max(contained(one.shingles, other), contained(other.shingles, one))
    if shared >= NEARLY_ALL:
        return True
    opens_alike = max(contained(one.opening, other), contained(other.opening, one)) >= WHOLE_OPENING
    return shared >= MUCH and opens_alike


def contained(part: Sequence[int], whole: Sketch) -> float:
    """The share of some shingles that a text holds, by its sketch; 0.0 when too few can be compared."""
    limit = whole.shingles[-1] if len(whole.shingles) == _KEPT else None
    known = [number for number in part if limit is None or number <= limit]
    if len(known) < _ENOUGH or not whole.shingles:
        return 0.0
    return len(set(known).intersection(whole.shingles)) / len(set(known))

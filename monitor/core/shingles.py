"""Whether two stories are copies of one text: a wire story that several papers print, cut and topped with a line each.

A text is kept as a sketch: the smallest hashes of its shingles, the runs of a few words in it. How much of two sketches
is in both tells how much of the two texts is (A. Broder, "On the resemblance and containment of documents", 1997).
"""

import re
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest

_WORD = re.compile(r"[^\W_]+")
_RUN = 5
"""Words of a shingle: two reports of one ruling share quotes, but few other runs of five words."""
_KEPT = 48
"""Hashes of a sketch: the resemblance is known to 7 in 100."""
_LEAST = 16
"""A text of fewer shingles is a headline or a summary; what two of those share says little."""
COPY = 1 / 3
"""Two texts of one origin share at least this part of their shingles, even when one has lost half of its length."""


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's shingles, in order; none for a short text. Takes time linear in the text."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _LEAST:
        return ()
    return tuple(nsmallest(_KEPT, (int.from_bytes(blake2b(run.encode(), digest_size=4).digest()) for run in runs)))


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the shingles of two texts that both have, by their sketches; 0.0 when either has none."""
    if not one or not other:
        return 0.0
    both = set(one).intersection(other)
    smallest = nsmallest(_KEPT, set(one).union(other))
    return sum(1 for number in smallest if number in both) / len(smallest)

"""The option `match`: any of the words, whole words, words in capitals case-sensitive."""

import re
from collections.abc import Callable, Sequence


def matcher(words: Sequence[str]) -> Callable[[str], bool]:
    """A test whether a text holds any of the words; no words take every text.

    "IRS" finds IRS but not "irs" or "FIRST"; "appeal" finds Appeal but not "appealing".
    """
    if not words:
        return lambda _text: True
    patterns = [_whole_word(word) for word in words]
    return lambda text: any(pattern.search(text) for pattern in patterns)


def _whole_word(word: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", 0 if word.isupper() else re.IGNORECASE)

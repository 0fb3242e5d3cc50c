"""Whether somebody appeals in a sentence of news, or only may, will or once did."""

import re
from functools import lru_cache

from monitor.detectors._appeal_wording import FILED, HEADLINE_APPEALS, NOT_YET, PROSPECTIVE
from monitor.detectors._sentences import RECENT, Sentence

_HAD = re.compile(r"(?<!who )(?<!which )\bhad (?:\w+ )?$")
_AFTER = re.compile(r"\b(?:after|when|because|before|since)\b", re.IGNORECASE)


def files(sentence: Sentence) -> bool:
    """Whether somebody takes an appeal in this sentence, and not only may, will or once did."""
    return filed(sentence) is not None


@lru_cache(maxsize=256)  # both detectors of news ask this of the same sentences
def filed(sentence: Sentence) -> re.Match[str] | None:
    """The words by which somebody takes an appeal in this sentence, and not only may, will or once did."""
    patterns = (FILED, HEADLINE_APPEALS) if sentence.number < 0 else (FILED,)
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            lead = sentence.text[max(0, match.start() - 70) : match.start()]
            if not NOT_YET.search(lead) or (_HAD.search(lead) and _just_then(sentence, match)):
                return match
    return None


def _just_then(sentence: Sentence, said: re.Match[str]) -> bool:
    """Whether the day of the story is that of these words: "had appealed on Friday", not "after it ruled on Friday"."""
    behind = _AFTER.split(sentence.text[said.end() :])[0]
    return bool(RECENT.search(sentence.text, 0, said.start()) or RECENT.search(behind))


@lru_cache(maxsize=256)
def prospective(sentence: Sentence) -> bool:
    """Whether it says that somebody may or will appeal."""
    return bool(PROSPECTIVE.search(sentence.text))

"""The words by which a court says how it decided, and what they come to.

The values are those of INTERFACE.md: granted, denied, granted_in_part, affirmed, reversed, vacated, remanded, \
    dismissed,
moot, other (nothing stated).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = r"(?:,?[ -]*(?:and|but)[ -]*(?:is +|are +|hereby +)?(?:grant|den)(?:ed|ied|s|ies|ing|ying),?[ -]+in[ -]+part)?"
_IN_PART = r"(?:,?[ -]+in[ -]+part)?"
_WORDS = {
    "granted_in_part": (
        rf"(?:grant|den|approv|allow)(?:ed|ied|es|ies|s|ing|ying)?,?[ -]+(?:only +)?in[ -]+part{_PART}"
        r"|in +part +(?:is +)?(?:granted|denied)|partially +(?:granted|granting|denied|denying)"
        r"|grant(?:ed|ing) +and +den(?:ied|ying)"
    ),
    "moot": (
        r"(?:den(?:ied|ying|ies)|terminat(?:ed|ing)|withdrawn|find(?:ing|s)?|found|deem(?:ed|ing)?"
        r"|strik(?:en|ing))(?: +to +be)?,? +(?:without +prejudice +)?(?:as +)?moot|(?:is|are"
        r"|now) +(?:hereby +)?moot(?:ed)?"
        r"|mooting"
    ),
    "granted": (
        r"grant(?:ed|ing|s)?|approv(?:ed|ing|es)|allow(?:ed|ing|s)|authorizing"
        r"|(?<!designated and )authorized|confirm(?:ed|ing)"
        r"|sustain(?:ed|ing|s)"
    ),
    "denied": r"not +(?:approved|allowed|granted|sustained)"
    r"|den(?:y|ied|ies|ying)|disregarding|overrul(?:ed|ing|es)|disallow(?:ed|ing)|reject(?:ed|ing|s)|declin(?:ed"
    r"|ing|es)|refus(?:ed|ing|es)",
    "affirmed": rf"affirm(?:ed|ing|s)?{_IN_PART}|affirmance",
    "reversed": rf"revers(?:e|ed|ing|es){_IN_PART}|reversal",
    "vacated": rf"vacat(?:e|ed|ing|es){_IN_PART}|set(?:ting|s)? +aside|vacatur|dissolv(?:ed|ing|es)|lift(?:ed|ing|s)"
    r"|terminating +(?:the +)?(?:stay|injunction)",
    "remanded": r"remand(?:ed|ing|s)?",
    "dismissed": r"dismiss(?:ed|ing|es)",
}
DISPOSITIONS = (*_WORDS, "other")
"""All dispositions."""

_ACT = re.compile(
    r"(?<![\w'])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()) + r")(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """A word of decision in a text: how it decides, and where it stands."""

    disposition: str
    start: int
    end: int
    word: str

    @property
    def looks_back(self) -> bool:
        """Whether what it decides usually stands before it ("motion is granted"), not after it ("granting motion")."""
        first = re.split(r"[ ,-]", self.word.lower(), maxsplit=1)[0]
        return first.endswith(("ed", "en", "is", "are", "now", "moot", "part"))


def acts_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Act]:
    """All words of decision in a text, in order, without a judgment whether they are meant."""
    for match in _ACT.finditer(text, start, len(text) if end is None else end):
        yield Act(match.lastgroup or "other", match.start(), match.end(), match[0])

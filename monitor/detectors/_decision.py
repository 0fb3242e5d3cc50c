"""One thing decided, and how the decisions of an entry stand to each other: parts of one, told twice, in its wake."""

import re
from dataclasses import dataclass, replace

from monitor.courts.relief import Subject

_SPLIT_WITHIN = 300
"""How far apart "granted as to" and "denied as to" may stand to decide one motion, in characters."""
_THE_REST = re.compile(
    r";\s*(?:and |but |so )?(?:it|they|otherwise|the (?:same )?motions?"
    r"|(?:grant|den)\w+(?= (?:as to|with respect|in all)))",
    re.IGNORECASE,
)
_AS_TO = len(" with respect to")
"""How far behind "denied" it stands of what."""
_CARRIED_OUT = frozenset({"rehearing", "reconsideration"})
"""Motions whose grant is carried out by a vacatur, which is then no decision of its own weight (FRAP 40, FRCP 60)."""
_REVIEWED = frozenset({"petition", "judgment below"})
"""What an appeals court reviews; its remand follows from what it makes of it."""
_RELIEF_GIVEN = frozenset({"stay of agency action", "temporary restraining order", "injunction", "habeas corpus"})
"""Relief whose own order may be stayed in the same breath: "injunction granted; request to stay this order denied"."""
_ENJOINS = frozenset({"temporary restraining order", "injunction"})
_OWN_DISMISSAL = re.compile(r"\bvoluntar(?:y|ily) dismiss", re.IGNORECASE)
_NO_MOTION = ("objection", "report and recommendation")


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing decided, with the stretch of text that says so; `motion` is its name, `of` its entry number.

    `partly` when it may decide only a part of the motion before it ("and denied as to Count II"); `slight` when it
    follows from another decision of the entry.
    """

    subject: Subject
    disposition: str
    start: int
    end: int
    motion: str
    of: int | None = None
    partly: bool = False
    slight: bool = False

    @property
    def weight(self) -> tuple[bool, bool, bool, int, bool]:
        """Sorts the most important decision first; what is only moot stands behind its like, so does a bare deed."""
        routine = self.subject.significance != "major"
        return (routine, self.slight, self.disposition == "moot", self.subject.rank, self.disposition == "other")

    @property
    def named(self) -> bool:
        """Whether its motion is called by its own name, not by its subject's."""
        return self.motion != self.subject.name


def settled(found: list[Decision], text: str) -> list[Decision]:
    """The decisions of an entry as they are meant: parts joined, each once, what only follows marked as slight."""
    return _each_once(_weighed(_joined(found, text)))


def _joined(found: list[Decision], text: str) -> list[Decision]:
    """With "granted as to Count I and denied as to Count II" taken for what it is: one motion, granted in part."""
    joined: list[Decision] = []
    for decision in found:
        before = joined[-1] if joined else None
        if before and _splits(before, decision, text):
            joined[-1] = replace(before, disposition="granted_in_part", end=decision.end)
        else:
            joined.append(decision)
    return joined


def _splits(one: Decision, other: Decision, text: str) -> bool:
    """Whether the second decides the rest of the motion that the first decides a part of."""
    results = {one.disposition, other.disposition}
    if not other.partly or results not in ({"granted", "denied"}, {"granted_in_part", "denied"}):
        return False
    if one.motion.startswith(_NO_MOTION) or other.start - one.end >= _SPLIT_WITHIN:
        return False
    return ";" not in text[one.end : other.start] or bool(_THE_REST.search(text, one.end, other.end + _AS_TO))


def _weighed(found: list[Decision]) -> list[Decision]:
    """With what only follows from another decision marked as slight.

    An administrative stay ends with the motion it waited for, a restraining order with the injunction it kept open; an
    appeal is dismissed because its appellant's motion was granted (FRAP 42(b)); a judgment is vacated because rehearing
    was granted; a case goes back because of what review made of it; relief is stayed, or not, once it is given; a
    certificate of appealability is refused with the petition (Rule 11 of the rules for 2254 and 2255 cases).
    """
    carried = any(one.subject.name in _CARRIED_OUT and one.disposition == "granted" for one in found)
    given = any(one.subject.name in _RELIEF_GIVEN and one.disposition.startswith("granted") for one in found)
    reviewed = any(one.subject.name in _REVIEWED or one.disposition == "vacated" for one in found)
    names = {(one.subject.name, one.disposition) for one in found}
    return [
        replace(one, slight=True)
        if _follows(one, carried=carried, reviewed=reviewed, given=given) or _gives_way(one, names)
        else one
        for one in found
    ]


def _gives_way(one: Decision, names: set[tuple[str, str]]) -> bool:
    """Whether it only goes with another: a restraining order ended as the injunction is refused, a wish to dismiss."""
    if one.disposition == "vacated":
        return one.subject.name == "temporary restraining order" and ("injunction", "denied") in names
    return (
        one.disposition == "granted" and bool(_OWN_DISMISSAL.search(one.motion)) and ("dismissal", "dismissed") in names
    )


def _follows(one: Decision, *, carried: bool, reviewed: bool, given: bool) -> bool:
    if one.disposition == "remanded":
        return reviewed
    if one.subject.name in ("stay pending appeal", "administrative stay") and given:
        return True
    if one.subject.name == "permission to appeal":
        return one.disposition == "denied"
    return one.disposition == "vacated" and (carried or one.subject.name == "administrative stay")


def _each_once(found: list[Decision]) -> list[Decision]:
    """Without what is told again: a motion decided so under the same name, or with no name of its own."""
    kept: list[Decision] = []
    for decision in found:
        again = next((n for n, one in enumerate(kept) if _same(one, decision)), None)
        if again is None:
            kept.append(decision)
        elif not kept[again].named or not kept[again].of:
            kept[again] = replace(_fuller(kept[again], decision), of=decision.of or kept[again].of)
    return kept


def _fuller(one: Decision, other: Decision) -> Decision:
    """The telling that names the motion, else the first."""
    return other if other.named and not one.named else one


def _same(one: Decision, other: Decision) -> bool:
    """Whether two decisions are one: same result, no contradicting entry number, same name or same subject unnamed."""
    if one.disposition != other.disposition or (one.of and other.of and one.of != other.of):
        return False
    alike = one.subject == other.subject or {one.subject.name, other.subject.name} == _ENJOINS
    return one.motion == other.motion or (alike and not (one.named and other.named))

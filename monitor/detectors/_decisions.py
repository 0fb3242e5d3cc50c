"""What a court's entry decides: each word of decision with the motion or judgment that it decides.

"granting 30 Motion to Stay; denying 31 Motion to Dismiss" are two decisions. A word of decision does not count \
    where it is
hypothetical ("if the motion is granted"), part of a reference ("re 31 Order denying ...") or about the calendar ("the
hearing is vacated").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest

from monitor.courts.dispositions import Act, acts_in
from monitor.courts.relief import SUBJECTS, Subject, subject_of, subjects_in
from monitor.detectors._deeds import DEED, DONE_AS, NAMED

MOTION = Subject("motion", "routine", None, len(SUBJECTS))
"""A motion that asks for something we do not know."""

_BELOW = Subject("judgment below", "major", None, -1)
_BY_KIND = {
    "affirmed": _BELOW,
    "reversed": _BELOW,
    "vacated": Subject("judgment", "major", None, -1),
    "remanded": NAMED["remand"],
    "dismissed": NAMED["dismissal"],
}
"""What the words decide that are said of a case or judgment itself, without a motion being named."""

_BOUNDARY = re.compile(
    r";|(?<!\bNo)(?<!\bNos)(?<!Dkt)(?<!\bDoc)(?<!\bFed)(?<!\bCiv)(?<!\bInc)(?<!\bMag)(?<! al)(?<! [A-Z])(?<!\.[A-Z])"
    r"(?:[.:!](?= *[A-Z(\[*])|[.!](?= +\d))"
    r"|(?=\b[Ss]igned by\b)|(?=\bIT IS )|(?=\(\d\))"
)
_SMALL_BOUNDARY = re.compile(_BOUNDARY.pattern, re.IGNORECASE)
"""For a text without any capital letter."""
_HYPOTHETICAL = re.compile(
    r"\b(?:may|might|could|would|if|unless|until|whether|cannot|why|proposed|should|requests? (?:that|to)|requesting"
    r"|seek(?:s|ing)|asks?|"
    r"asking|opposing|improvidently)\b[^,;]{0,60}$|\bwill\b[^,;]{0,40}\b(?:be|result|lead)\b[^,;]{0,30}$|\bto $"
    r"|(?<!is )(?<!are )(?<!adjudged )(?<!ordered )\bto be $|\bnot (?:be |been |yet )*$",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:may|might|if|unless|until|whether|why|objections?)\b[^,;]{0,60}$|\bto $", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:re:?|as to|of|from|on|to|regarding|the|an?|court's|prior|its|this|that|\d+\]?|approving|staying"
    r"|amending|vacating|by|and) "
    r"(?:[\w',]+ ){0,4}?(?P<paper>order|judgment|decision|opinion|ruling|mandate|decree)s?,?"
    r"(?: (?:dated|entered|issued|of|on|filed|signed) (?:(?!\b(?:is|are|be|was|were"
    r"|hereby)\b)[^,;]){0,30})?,? (?:\w+ly )?"
    r"(?:\w+ing (?:in part )?and )?$",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:hearings?|conferences?|trial|deadlines?|dates?|schedul\w+|arguments?|setting|referral|appearance"
    r"|calendar|briefing|sentencing|entry|reference|minutes)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:motions?|applications?|requests?|petitions?|objections?|stipulations?|leave|demurrers?|suggestions?)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:case|action|appeals?|complaint|judgments?|orders?|decision|claims?|counts?|indictment|information"
    r"|proceedings?|lawsuit|"
    r"suit|matter|convictions?|sentences?|injunction|opinion|defendants?|plaintiffs?|cause|adversary|stay|writ"
    r"|cross-?claims?"
    r"|counterclaims?|prejudice|challenge)\b",
    re.IGNORECASE,
)
_MOOT = re.compile(r" (?:as )?moot\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[\s\[#(])(\d{1,5})(?:-\d{1,2})?(?=[\s,.)\]]|$)")
_NESTED = re.compile(r"\b(?:re:?|regarding|in opposition|filed by|in response to|in support|pursuant)\b", re.IGNORECASE)
_REFERRED = re.compile(r"\b(?:re:?|regarding|in opposition|in response to|in support)\b", re.IGNORECASE)
_AND = re.compile(
    r",? and (?=(?:for |to |the )?(?:petition|motion|application|request|granting|denying)?)", re.IGNORECASE
)
_LEAD = 160
_REACH = 260
"""How far from its word of decision a motion's name is looked for, in characters."""
_SHOWN = 120
_MOST = 100
"""How many words of decision are read in a clause, and about how many decisions in an entry."""
_NAMED_WITHIN = 1000
"""How far from an entry's head the motion is named for which "the motion" stands, in characters."""
_SENT = re.compile(r" *(?:to |for |with|\.)")


_HOUSEKEEPING_ORDER = re.compile(r"schedul|protective|referr|standing|show cause", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"[,;:(\[]|(?<!\.[A-Z])(?<! [A-Z])\.(?= |$)"
    r"|(?= (?:by|filed|as to|against|in light|for the reasons|is|are|be|should|hereby|re|from|dkt|with prejudice)\b)",
    re.IGNORECASE,
)
_KEPT_AS_IT_IS = re.compile(r"\d|\.[A-Z]|^(?:TRO|COA|IFP|MSJ|JMOL)$|\u00a7")
_NAME_MOST = 12
_PETITION_ALONE = re.compile(r"\W*(?:the )?(?:petition|application \(\w+\))", re.IGNORECASE)
_FEW_WORDS = 8
"""A name of fewer words that names no subject stands for the motion named before: "Plaintiff's motion is"."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing decided, with the stretch of text that says so; `motion` is its name, `of` its entry number."""

    subject: Subject
    disposition: str
    start: int
    end: int
    motion: str
    of: int | None = None

    @property
    def weight(self) -> tuple[bool, int]:
        """Sorts the most important decision first."""
        return (self.subject.significance != "major", self.subject.rank)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The text of an entry, where its head begins and ends, and whether it only recommends."""

    text: str
    start: int
    head_end: int
    recommends: bool

    def known_before(self, at: int) -> Subject | None:
        """The subject of the first motion named before this place, for "the motion is granted"."""
        before = self.text[self.start : min(at, self.start + _NAMED_WITHIN)]
        asked = _ASKED.search(before)
        named = chain(subjects_in(before[asked.start() :]) if asked else (), subjects_in(before))
        return next((subject for subject in named if subject is not NAMED["report and recommendation"]), None)


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause of an entry."""

    entry: _Entry
    begin: int
    end: int

    def lead(self, at: int) -> str:
        """What stands before a place in the clause."""
        return self.entry.text[max(self.begin, at - _LEAD) : at]


def decisions_in(text: str, start: int, head_end: int, *, recommends: bool = False) -> list[Decision]:
    """All decisions of an entry from its head on, in the order of the text."""
    entry = _Entry(text, start, head_end, recommends)
    boundary = _SMALL_BOUNDARY if text.islower() else _BOUNDARY
    bounds = [start, *(match.end() for match in boundary.finditer(text, start)), len(text)]
    found: list[Decision] = []
    for begin, end in pairwise(bounds):
        clause = _Clause(entry, begin, end)
        found += [*_spoken(clause), *_done(clause)]
        if len(found) > _MOST:
            break
    return found


def _spoken(clause: _Clause) -> Iterator[Decision]:
    """The decisions of a clause by a word of decision."""
    text = clause.entry.text
    acts = [act for act in islice(acts_in(text, clause.begin, clause.end), _MOST) if _is_meant(clause, act)]
    edge = clause.begin
    for act, following in zip_longest(acts, acts[1:]):
        limit = min(following.start if following else clause.end, act.end + _REACH)
        decision = _decided(clause.entry, act, max(edge, act.start - _REACH), limit)
        edge = act.end
        if decision:
            yield decision


def _done(clause: _Clause) -> Iterator[Decision]:
    """The deeds of a clause that need no motion."""
    for match in DEED.finditer(clause.entry.text, clause.begin, clause.end):
        if not _HYPOTHETICAL.search(clause.lead(match.start())):
            subject, disposition = DONE_AS[match.lastgroup or ""]
            yield Decision(subject, disposition, match.start(), match.end(), subject.name)


def _is_meant(clause: _Clause, act: Act) -> bool:
    """Whether a word of decision decides here: neither hypothetical nor part of a reference to another paper."""
    lead = clause.lead(act.start)
    paper = _REFERENCE.search(lead)
    if paper and act.start - len(lead) + paper.start("paper") >= clause.entry.head_end:
        return False
    return not (_UNSURE if clause.entry.recommends else _HYPOTHETICAL).search(lead)


def _decided(entry: _Entry, act: Act, edge: int, limit: int) -> Decision | None:
    """What one word of decision decides; None when it is about the calendar or about nothing we can see."""
    ahead, behind = entry.text[act.end : limit], entry.text[edge : act.start]
    back = act.looks_back and _names_something(behind)
    asked = back and act.disposition == "dismissed" and _ASKED.search(behind)
    of_an_order = act.disposition in _BY_KIND and not asked
    if of_an_order:
        subject = _direct(act, behind if back else ahead, ahead)
    else:
        subject = _before(entry, act, behind, ahead) if back else _after(entry, act, ahead)
    if subject is None:
        return None
    disposition = "moot" if asked and _MOOT.match(entry.text, act.end) else act.disposition
    start, end = (edge, act.end) if back else (act.start, min(limit, act.end + _SHOWN))
    number = _number_of(behind[-60:] if back else ahead[:20])
    # An order affirmed may be one "denying the motion for an injunction": that motion is not what was affirmed.
    name = None if of_an_order else motion_named(behind if back else ahead)
    return Decision(subject, disposition, start, end, name or subject.name, number)


def motion_named(words: str) -> str | None:
    """The name of the motion in these words: "Plaintiffs' Motion to Dismiss [12] is" -> "motion to dismiss"."""
    asked = _ASKED.search(words)
    if asked is None:
        return None
    name = _NAME_ENDS.split(words[asked.start() :], maxsplit=1)[0].split()
    spoken = [word if _KEPT_AS_IT_IS.search(word) else word.lower() for word in name[:_NAME_MOST]]
    return " ".join(spoken) if len(spoken) > 1 else None


def _names_something(words: str) -> bool:
    """Whether these words hold what a participle after them can be said of."""
    return bool(_ASKED.search(words) or _CASE.search(words) or _CALENDAR.search(words) or subject_of(words))


def _direct(act: Act, thing: str, ahead: str) -> Subject | None:
    """The subject of what is done to a case or judgment: "affirming the order", "case remanded"."""
    calendar, case = _CALENDAR.search(thing), _CASE.search(thing)
    bare = not thing.strip(" /,.")
    if calendar and not (case and case.start() < calendar.start()):
        return None
    if act.disposition == "vacated":
        housekeeping = _HOUSEKEEPING_ORDER.search(thing)
        return (MOTION if housekeeping else _BY_KIND["vacated"]) if case or bare else None
    if act.disposition == "remanded" and not (case or bare or act.word.isupper() or _SENT.match(ahead)):
        return None
    return _BY_KIND[act.disposition]


def _before(entry: _Entry, act: Act, behind: str, ahead: str) -> Subject | None:
    """The subject of "the motion to dismiss is granted": of several joined by "and" the most important."""
    found = [subject for part in (behind, *_AND.split(behind)) if (subject := subject_of(part))]
    if found:
        return min(found, key=lambda subject: subject.rank)
    if _PETITION_ALONE.match(behind):
        return subject_of(ahead) or NAMED["petition"]
    if not _ASKED.search(behind) and not _decides_motions(act):
        return None
    return _stands_for(entry, act, behind)


def _after(entry: _Entry, act: Act, ahead: str) -> Subject | None:
    """The subject of "granting 12 Motion to Dismiss": of its name, not of the papers it refers to."""
    first, *rest = _NESTED.split(ahead, maxsplit=1)
    name = first if subject_of(first) or not rest else _REFERRED.split(ahead, maxsplit=1)[0]
    subject = subject_of(act.word + name)
    if subject:
        return subject
    return _stands_for(entry, act, name) if _ASKED.search(ahead) or _decides_motions(act) else None


def _stands_for(entry: _Entry, act: Act, name: str) -> Subject:
    """What "the motion" or "it" stands for: the motion named before; one of its own name is one we do not know."""
    known = entry.known_before(act.start) if len(name.split()) < _FEW_WORDS else None
    return known or MOTION


def _decides_motions(act: Act) -> bool:
    """Whether the word is said of motions only; "approved" and "confirmed" are said of anything."""
    return act.word.lower().startswith(("grant", "den")) or act.disposition == "moot"


def _number_of(near: str) -> int | None:
    """The entry number of the motion, where it is written next to its name."""
    match = _NUMBER.search(near)
    return int(match[1]) if match else None

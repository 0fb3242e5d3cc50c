"""What a court's entry decides: each word of decision with the motion or judgment that it decides.

"granting 30 Motion to Stay; denying 31 Motion to Dismiss" are two decisions. A word of decision does not count where it is
hypothetical ("if the motion is granted"), part of a reference ("re 31 Order denying ...") or about the calendar ("the
hearing is vacated").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.courts.dispositions import Act, acts_in
from monitor.courts.phrases import leftmost
from monitor.courts.relief import SUBJECTS, Subject, subject_of

MOTION = Subject("motion", "routine", None, len(SUBJECTS))
"""A motion that asks for something we do not know."""

_NAMED = {subject.name: subject for subject in SUBJECTS}
_BY_KIND = {
    "affirmed": Subject("judgment below", "major", None, -1),
    "reversed": Subject("judgment below", "major", None, -1),
    "vacated": Subject("judgment", "major", None, -1),
    "remanded": Subject("remand", "major", None, 2),
    "dismissed": _NAMED["dismissal"],
}
"""What the words decide that are said of a case or judgment itself, without a motion being named."""

_DONE = {
    "sentence": r"""
        sentenced\b(?! memo)
        \d+ (?:months?|years?|days?),? (?:of )?(?:imprisonment|custody|probation|incarceration)
        custody of (?:the )?(?:bop|bureau)
        time served
        supervised release (?:for|of|is) 
        judgment and commitment
        judgment in a criminal case
    """,
    "plea": r"""
        (?:plea|pleads?|pled|pleaded)[^.;]{0,80}?(?<!not )guilty\b
        guilty plea (?:entered|accepted|taken)
        plea (?:is )?accepted
        accept\w* (?:\w+ ){0,3}?plea
        change of plea (?:hearing )?(?:held|as to)
        deferred prosecution
    """,
    "verdict": r"""
        (?:jury|court) (?:returns?|returned|reached|finds?|found)[^.;]{0,60}?(?:verdict|guilty|liable|for (?:the )?(?:plaintiff|defendant))
        verdict (?:returned|rendered|reached|for|in favor|entered)
        mistrial
        acquitt\w+
    """,
    "custody": r"""
        (?:bond|bail)[^.;]{0,60}? (?:is )?(?:re)?set (?:at|as|for|in)
        (?:bond|bail) (?:is )?(?:re)?set\b
        (?:orders?|ordered|impos\w+|setting|sets?|set) (?:the )?(?:same )?(?:bond|bail|conditions of release|detention)
        (?:ordered|be|is|remain\w*) (?:detained|released)\b
        detention (?:is )?ordered
        order of detention
        detention order
        order setting conditions of (?:pretrial )?release
        bench warrant (?:is |to be |be )?(?:issued?|ordered)
        (?:issu\w+|order\w*) (?:of )?(?:a )?(?:bench|arrest) warrant
        (?:remanded|committed) (?:in)?to (?:the )?custody
    """,
    "injunction": r"""
        (?:preliminarily |permanently |temporarily |hereby |immediately )*(?:enjoin(?:ed|s|ing)|restrained)\b
        (?:injunction|restraining order) (?:is |are |shall )?(?:hereby )?(?:issued?|entered|imposed|remains?|extended)
        (?:issu\w+|enter\w+|extend\w+|modify\w+) (?:an? |the )?(?:\w+ )?(?:injunction|restraining order)
    """,
    "stay": r"""
        (?:case|action|proceedings?|matter|litigation|removal|order|judgment|injunction|mandate|appeal)s? (?:(?:is|are|be|shall be|hereby|remains?|in its entirety) )*stayed
        (?:staying|stays) (?:the |this )?(?:\w+ )?(?:case|action|proceeding|matter|litigation|removal|order|judgment|injunction|mandate)
        removal stayed
    """,
    "transfer": r"""
        (?:case|action|matter|proceeding|jurisdiction)\b[^.;]{0,60}? transferr?ed (?:to|in)
        transferring (?:the |this )?(?:case|action|matter|venue|proceeding|civil|jurisdiction)
    """,
    "closing": r"""
        (?:case|action|proceeding|matter)\b(?: [\w:-]+)? (?:(?:is|be|shall be|hereby|administratively|remains?) )*(?:closed|terminated|reopened|converted)
    """,
    "discharge": r"""
        discharging (?:the )?(?:joint )?debtors?
    """,
    "stipulated_dismissal": r"""
        (?:order|judgment|decree|stipulation) (?:and order )?(?:of|for|re|regarding) (?:\w+ ){0,3}?dismissal
        dismissal (?:of|with|without) [^.;]{0,60}?(?:so ordered|is approved)
        (?:stipulation|agreement) (?:withdrawing|dismissing) (?:this |the )?appeal
        appeal (?:is )?(?:hereby )?withdrawn
        not be permitted to proceed
    """,
}
_DONE_AS = {
    "sentence": (Subject("sentence", "major", "sentence", -1), "other"),
    "plea": (Subject("plea", "major", "plea", -1), "other"),
    "verdict": (Subject("verdict", "major", "verdict", -2), "other"),
    "custody": (_NAMED["detention or release"], "other"),
    "injunction": (_NAMED["injunction"], "granted"),
    "stay": (_NAMED["stay of proceedings"], "other"),
    "transfer": (_NAMED["transfer"], "other"),
    "closing": (_NAMED["closing of the case"], "other"),
    "discharge": (_NAMED["discharge"], "other"),
    "stipulated_dismissal": (_NAMED["dismissal"], "dismissed"),
}
_DEED = leftmost(_DONE)

_BOUNDARY = re.compile(
    r";|(?<!\bNo)(?<!\bNos)(?<!Dkt)(?<!\bDoc)(?<!\bFed)(?<!\bCiv)(?<!\bInc)(?<!\bMag)(?<! al)(?<! [A-Z])[.:!](?= *[A-Z(\[*\d])"
    r"|(?=\b[Ss]igned by\b)|(?=\bIT IS )|(?=\(\d\))"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:may|might|could|would|if|unless|until|whether|cannot|why|proposed|should|requests?|requesting|seek(?:s|ing)|asks?|"
    r"asking|opposing)\b[^,;]{0,60}$|\bwill\b[^,;]{0,40}\b(?:be|result|lead)\b[^,;]{0,30}$|\bto $|(?<!is )(?<!are )\bto be $|\bnot (?:be |been |yet )*$",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:may|might|if|unless|until|whether|why|objections?)\b[^,;]{0,60}$|\bto $", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:re:?|as to|of|from|on|to|regarding|the|an?|court's|prior|its|this|that|\d+\]?|approving|staying|amending|vacating|by|and) "
    r"(?:[\w',]+ ){0,4}?(?:order|judgment|decision|opinion|ruling|mandate|decree)s?,?"
    r"(?: (?:dated|entered|issued|of|on|filed|signed) (?:(?!\b(?:is|are|be|was|were|hereby)\b)[^,;]){0,30})?,? (?:\w+ly )?"
    r"(?:\w+ing (?:in part )?and )?$",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:hearings?|conferences?|trial|deadlines?|dates?|schedul\w+|arguments?|setting|referral|appearance|calendar|briefing|sentencing|entry|reference|minutes)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:motions?|applications?|requests?|petitions?|objections?|stipulations?|leave|demurrers?|suggestions?)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:case|action|appeals?|complaint|judgments?|orders?|decision|claims?|counts?|indictment|information|proceedings?|lawsuit|"
    r"suit|matter|convictions?|sentences?|injunction|opinion|defendants?|plaintiffs?|cause|adversary|stay|writ|cross-?claims?"
    r"|counterclaims?|prejudice|challenge)\b",
    re.IGNORECASE,
)
_MOOT = re.compile(r" (?:as )?moot\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|[\s\[#(])(\d{1,5})(?:-\d+)?(?=[\s,.)\]]|$)")
_NESTED = re.compile(r"\b(?:re:?|regarding|in opposition|filed by|in response to|in support|pursuant)\b", re.IGNORECASE)
_REFERRED = re.compile(r"\b(?:re:?|regarding|in opposition|in response to|in support)\b", re.IGNORECASE)
_AND = re.compile(
    r",? and (?=(?:for |to |the )?(?:petition|motion|application|request|granting|denying)?)", re.IGNORECASE
)
_LEAD = 160
_REACH = 260
"""How far from its word of decision a motion's name is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing decided, with the stretch of text that says so and the entry number of the motion."""

    subject: Subject
    disposition: str
    of: int | None
    start: int
    end: int

    @property
    def weight(self) -> tuple[bool, int]:
        """Sorts the most important decision first."""
        return (self.subject.significance != "major", self.subject.rank)


def decisions_in(text: str, start: int, *, recommends: bool = False) -> list[Decision]:
    """All decisions of an entry from its head's end on, in the order of the text."""
    bounds = [start, *(match.end() for match in _BOUNDARY.finditer(text, start)), len(text)]
    found: list[Decision] = []
    for begin, end in zip(bounds, bounds[1:], strict=False):
        found += _of_clause(text, begin, end, _subject_before(text, start, begin), recommends=recommends)
    return found


def _subject_before(text: str, start: int, begin: int) -> Subject | None:
    """The subject of the first motion named before this clause, for "the motion is granted"."""
    return subject_of(text[max(0, start - _LEAD) : begin]) if begin > start else None


def _of_clause(text: str, begin: int, end: int, known: Subject | None, *, recommends: bool) -> Iterator[Decision]:
    acts = [act for act in acts_in(text, begin, end) if _is_meant(text, act, begin, recommends=recommends)]
    edge = begin
    for number, act in enumerate(acts):
        limit = acts[number + 1].start if number + 1 < len(acts) else end
        decision = _decided(text, act, edge, min(limit, act.end + _REACH), known)
        edge = act.end
        if decision:
            yield decision
    for match in _DEED.finditer(text, begin, end):
        if not _HYPOTHETICAL.search(text[max(begin, match.start() - _LEAD) : match.start()]):
            subject, disposition = _DONE_AS[match.lastgroup or ""]
            yield Decision(subject, disposition, None, match.start(), match.end())


def _is_meant(text: str, act: Act, begin: int, *, recommends: bool) -> bool:
    """Whether a word of decision decides here: neither hypothetical nor part of a reference to another paper."""
    lead = text[max(begin, act.start - _LEAD) : act.start]
    if _REFERENCE.search(lead):
        return False
    return not (_UNSURE if recommends else _HYPOTHETICAL).search(lead)


def _decided(text: str, act: Act, edge: int, limit: int, known: Subject | None) -> Decision | None:
    """What one word of decision decides; None when it is about the calendar or about nothing we can see."""
    ahead, behind = text[act.end : limit], text[max(edge, act.start - _REACH) : act.start]
    back = act.looks_back and bool(
        _ASKED.search(behind) or _CASE.search(behind) or _CALENDAR.search(behind) or subject_of(behind)
    )
    thing = behind if back else ahead
    start, end = (max(edge, act.start - _REACH), act.end) if back else (act.start, min(limit, act.end + 120))
    if act.disposition in _BY_KIND and not (back and _ASKED.search(thing) and act.disposition == "dismissed"):
        subject = _direct(act, thing, ahead)
    else:
        subject = _asked_for(act, thing, known, back=back)
    if subject is None:
        return None
    disposition = (
        "moot"
        if act.disposition == "dismissed" and subject not in _BY_KIND.values() and _MOOT.match(text, act.end)
        else act.disposition
    )
    return Decision(subject, disposition, _number_of(thing, back=back), start, end)


def _direct(act: Act, thing: str, ahead: str) -> Subject | None:
    """The subject of what is done to a case or judgment: "affirming the order", "case remanded"."""
    calendar, case = _CALENDAR.search(thing), _CASE.search(thing)
    if calendar and not (case and case.start() < calendar.start()):
        return None
    if act.disposition == "vacated":
        return _vacated(thing) if case or not thing.strip(" /,.") else None
    if (
        case
        or act.word.isupper()
        or not thing.strip(" /,.")
        or ahead.lstrip().startswith(("to ", "with", "as ", "for ", "."))
    ):
        return _BY_KIND[act.disposition]
    return _BY_KIND[act.disposition] if act.disposition in ("affirmed", "reversed", "dismissed") else None


def _vacated(thing: str) -> Subject:
    """A vacated scheduling or protective order is housekeeping, a vacated judgment is not."""
    return (
        MOTION
        if re.search(r"schedul|protective|referr|standing|show cause", thing, re.IGNORECASE)
        else _BY_KIND["vacated"]
    )


def _asked_for(act: Act, thing: str, known: Subject | None, *, back: bool) -> Subject | None:
    """The subject of the motion that is granted or denied."""
    asked = _ASKED.search(thing)
    name = thing if back else _name(thing)
    parts = [found for part in _AND.split(name) if (found := subject_of(part))]
    whole = subject_of(name)
    if asked and whole is None:
        return known if known and len(name.split()) < 8 else MOTION  # noqa: PLR2004 ("the motion is" names none)
    if whole:
        return whole if not back else min([whole, *parts], key=lambda one: one.rank)
    return (
        (known or MOTION)
        if asked or act.word.lower().startswith(("grant", "den")) or "moot" in act.word.lower()
        else None
    )


def _name(thing: str) -> str:
    """The name of the motion that follows: up to the papers it refers to, and past whoever filed it."""
    first, *rest = _NESTED.split(thing, maxsplit=1)
    return first if subject_of(first) or not rest else _REFERRED.split(thing, maxsplit=1)[0]


def _number_of(thing: str, *, back: bool) -> int | None:
    """The entry number of the motion, where it is written next to its name."""
    near = thing[-60:] if back else thing[:20]
    match = _NUMBER.search(near)
    return int(match[1]) if match else None

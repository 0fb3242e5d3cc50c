"""What a court's entry decides: each word of decision with the motion or judgment that it decides.

"granting 30 Motion to Stay; denying 31 Motion to Dismiss" are two decisions. A word of decision does not count where
it is hypothetical ("if the motion is granted"), part of a reference ("re 31 Order denying ...") or about the calendar
("the hearing is vacated").
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, zip_longest

from monitor.courts.dispositions import Act, acts_in
from monitor.courts.relief import Subject, subject_of, subjects_in
from monitor.detectors._clauses import clauses
from monitor.detectors._decision import Decision, settled
from monitor.detectors._deeds import DEED, DONE_AS, NAMED
from monitor.detectors._meant import is_a_noun, is_a_partys, is_hypothetical, is_unsure, paper_referred_to
from monitor.detectors._motions import ASKED, Motion, joined_to, motion_named
from monitor.detectors._numbers import number_alone, number_of_order
from monitor.detectors._orders import CALENDAR, CASE, MOTION, done_to, is_order
from monitor.detectors._said import LEAD, Clause, EntryText, Said

_DISMISSIBLE = re.compile(r"\b(?:motions?|applications?|requests?|petitions?|objections?)\b", re.IGNORECASE)
_DISMISSED_MOTION = re.compile(
    r"\W*(?:\[?\d+\]? )?(?:the )?(?:[\w'.-]+ ){0,2}?(?:motions?|applications?|requests?|objections?)\b", re.IGNORECASE
)
"""What follows "dismissing" where a motion is dismissed and no case."""
_MOOT = re.compile(r" (?:as )?moot\b", re.IGNORECASE)
_AS_MOOT = re.compile(r"\bas (?:being )?moot\b", re.IGNORECASE)
_NESTED = re.compile(
    r"\b(?:re:?|regarding|in opposition|filed by|in response to|in support\
    |pursuant)\b",
    re.IGNORECASE,
)
_REFERRED = re.compile(r"\b(?:re:?|regarding|in opposition|in response to|in support)\b", re.IGNORECASE)
_AND = re.compile(
    r",? and |, (?=(?:the|this|that|his|her|its|their|said|plaintiff|defendant|appell|petition|motion)\w*)",
    re.IGNORECASE,
)
"""What joins motions decided together, or parts the reason from what is decided."""
_AND_TO = re.compile(
    r"(?<= and )(?:to )?(?:dismiss|remand|suppress|compel arbitration|transfer (?:venue|the (?:case|action)))\b",
    re.IGNORECASE,
)
"""The weightier half of a motion that asks for two things: "Motion to Quash Service and to Dismiss"."""
_RE_NUMBERED = re.compile(r"\W*(?:re:?|as to|regarding):? (?=\W*\d)", re.IGNORECASE)
"""How some courts begin the name of what is decided: "DENYING re 5 MOTION to Reopen"."""
_DATES = r"(?:dates?|hearings?|conferences?|trial|deadlines?|schedule|settings?)"
_DATES_BEFORE = re.compile(rf"\b{_DATES}\W*(?:(?:is|are|be|remains?|hereby) )*$", re.IGNORECASE)
_DATES_AFTER = re.compile(rf"\W*(?:the )?(?:[\w-]+ ){{0,3}}?{_DATES}\b", re.IGNORECASE)
_REACH = 260
"""How far from its word of decision a motion's name is looked for, in characters."""
_MOST = 100
"""How many words of decision are read in a clause, and about how many decisions in an entry."""
_PETITION_ALONE = re.compile(
    r"\W*(?:the )?(?:petition|(?P<application>application) \(\w+\))"
    r"(?:,? (?:presented|submitted|addressed) to (?:the )?(?:chief )?justice(?: \w+)?)?"
    r"(?:,? (?:and )?(?:by (?:him|her) )?referred to the court)?[ ,]*(?:and |is )*$",
    re.IGNORECASE,
)
"""A petition or application to the Supreme Court without a word of what it asks for."""
_FEW_WORDS = 8
"""A name of fewer words that names no subject stands for the motion named before: "Plaintiff's motion is"."""
_IT = re.compile(
    r"\b(?:it|they|(?:the|this|that|said|such) (?:motion|application|petition|request)s?) (?:(?:is|are|hereby"
    r"|therefore) )*$",
    re.IGNORECASE,
)
"""Words that end so stand for the motion named before, however many they are."""
_BEGINS = re.compile(
    r".*(?:\bhearing (?:was )?held\b|\b(?:disposition|decided) without (?:a )?hearing\b|\border(?:ed|s"
    r"|ing)?,? that\b)",
    re.IGNORECASE | re.DOTALL,
)
"""The occasion of a decision and the reason for it, behind which what is decided begins."""
_COURT_ACTS = re.compile(
    r"\b(?:court|judge|panel|circuit|justice [\w.]+) (?:(?:has|had|also|hereby|then|orally) )*$", re.IGNORECASE
)
"""Before "granted" it makes an active sentence of it: what is decided comes after."""
_OTHERS = re.compile(
    r"\b(?:all|any|other|pending|remaining|outstanding|oral|tenus|certain|related)\b[\w' ]*"
    r"\b(?:motion|request|relief|petition)",
    re.IGNORECASE,
)
"""Motions that the entry does not name."""
_SOMEBODYS = re.compile(r"\w(?:'s|s') (?:[\w-]+ ){0,3}?(?:motion|request|application|petition)", re.IGNORECASE)
"""The motion of a party: another than the one just decided, though it may be called the same."""
_TO_BE_FILED = re.compile(
    r"\b(?:file|submit|filing|submitting) (?:an? |the |their \
    |any )?(?:[\w-]+ )?$",
    re.IGNORECASE,
)
"""Before a deed that parties are only told to bring about: "directs them to file a stipulation of dismissal"."""
_AN_ORDER = re.compile(r"\b(?:order|judgment|injunction|decision|ruling|removal|mandate)\b", re.IGNORECASE)
"""What is stayed as relief; a case that is stayed only waits for something."""
_STAYS = frozenset({"stay pending appeal", "stay of agency action"})
"""Stays that are relief; a stay of proceedings keeps a case waiting."""


def decisions_in(text: str, start: int, head_end: int, *, recommends: bool = False) -> list[Decision]:
    """All decisions of an entry from its head on, in the order of the text."""
    entry = EntryText(text, start, head_end, recommends)
    found: list[Decision] = []
    for begin, end in clauses(text, start):
        clause = Clause(entry, begin, end)
        found += [*_spoken(clause), *_done(clause)]
        if len(found) > _MOST:
            break
    return settled(found, text)


def _spoken(clause: Clause) -> Iterator[Decision]:
    """The decisions of a clause by a word of decision."""
    text = clause.entry.text
    acts = [act for act in islice(acts_in(text, clause.begin, clause.end), _MOST) if _is_meant(clause, act)]
    edge = clause.begin
    for act, following in zip_longest(acts, acts[1:]):
        limit = min(following.start if following else clause.end, act.end + _REACH)
        yield from _decided(_said(clause.entry, act, max(edge, act.start - _REACH), limit))
        edge = act.end


def _said(entry: EntryText, act: Act, edge: int, limit: int) -> Said:
    """The words around an act, between the acts before and after it."""
    begins = _BEGINS.match(entry.text, edge, act.start)
    behind = entry.text[begins.end() if begins else edge : act.start]
    looks_back = act.looks_back and not _COURT_ACTS.search(behind) and _names_something(behind)
    return Said(entry, act, edge, behind, entry.text[act.end : limit], looks_back)


def _done(clause: Clause) -> Iterator[Decision]:
    """The deeds of a clause that need no motion."""
    for match in DEED.finditer(clause.entry.text, clause.begin, clause.end):
        lead = clause.lead(match.start())
        if not is_hypothetical(lead) and not _TO_BE_FILED.search(lead):
            subject, disposition = DONE_AS[match.lastgroup or ""]
            stay = _stay_meant(clause, match) if match.lastgroup == "stay" and _AN_ORDER.search(match[0]) else None
            if stay:
                subject, disposition = stay, "granted"
            yield Decision(subject, disposition, match.start(), match.end(), subject.name)


def _stay_meant(clause: Clause, stayed: re.Match[str]) -> Subject | None:
    """Which stay is given, where the words after "stayed" say so: one pending appeal (FRAP 8), of agency action."""
    words = clause.entry.text[stayed.start() : min(clause.end, stayed.end() + LEAD)]
    return next((one for one in subjects_in(words) if one.name in _STAYS), None)


def _is_meant(clause: Clause, act: Act) -> bool:
    """Whether a word of decision decides here: neither hypothetical nor part of a reference to another paper."""
    lead = clause.lead(act.start)
    if is_a_noun(act.word, lead) or is_a_partys(act.word, lead):
        return False
    paper = paper_referred_to(lead)
    if paper is not None and act.start - len(lead) + paper >= clause.entry.head_end:
        return False
    return not (is_unsure if clause.entry.recommends else is_hypothetical)(lead)


def _decided(said: Said) -> Iterator[Decision]:
    """What one word of decision decides: nothing when it is about the calendar or about nothing we can see."""
    act = said.act
    asked = act.disposition == "dismissed" and (
        _DISMISSIBLE.search(said.behind) if said.back else _DISMISSED_MOTION.match(said.ahead)
    )
    if is_order(act) and not asked:
        # An order affirmed may be one "denying the motion for an injunction": that motion is not what was affirmed.
        subject = done_to(act, said.words, said.ahead)
        if subject:
            yield Decision(subject, act.disposition, *said.span, subject.name, number_of_order(said.words))
        return
    subject = _before(said) if said.back else _after(said)
    if subject and not _confirms_dates(said):
        yield from _of_motions(said, subject, "moot" if _is_moot(said) else act.disposition)


def _is_moot(said: Said) -> bool:
    """Whether a motion is denied or dismissed only because it is moot: "denying 12 Motion to Stay as moot"."""
    if said.act.disposition not in ("denied", "dismissed"):
        return False
    return bool(_MOOT.match(said.ahead) if said.back else _AS_MOOT.search(said.ahead))


def _of_motions(said: Said, subject: Subject, disposition: str) -> Iterator[Decision]:
    """The motion so decided, with those decided in one breath with it."""
    motion = motion_named(said.words, subject) or Motion("", None if said.back else number_alone(said.ahead))
    decision = Decision(subject, disposition, *said.span, motion.name or subject.name, motion.of)
    yield decision if motion.name or motion.of else _unnamed(said, decision)
    for other in joined_to(motion, said.words):
        yield replace(decision, subject=subject_of(other.name) or MOTION, motion=other.name, of=other.of)


def _unnamed(said: Said, decision: Decision) -> Decision:
    """A decision whose words name no motion: it bears the name of the motion before it, or splits it."""
    if _OTHERS.search(said.words):
        return replace(decision, subject=MOTION, motion="other motions")
    subject, motion = said.entry.known_before(said.act.start)
    own = bool(_SOMEBODYS.search(said.words))
    decision = replace(decision, partly=_decides_motions(said.act) and not own)
    if motion is None or subject != decision.subject:
        return decision
    return replace(decision, motion=motion.name or decision.motion, of=None if own else motion.of)


def _names_something(words: str) -> bool:
    """Whether these words hold what a participle after them can be said of."""
    return bool(ASKED.search(words) or CASE.search(words) or CALENDAR.search(words) or subject_of(words))


def _before(said: Said) -> Subject | None:
    """The subject of "the motion to dismiss is granted": of several joined by "and" the most important."""
    alone = _PETITION_ALONE.match(said.behind)
    if alone:
        name = "application" if alone["application"] else "petition"
        return subject_of(said.ahead) or replace(NAMED["petition"], name=name)
    found = [subject for part in (said.behind, *_AND.split(said.behind)) if (subject := subject_of(part))]
    if found:
        return min(found, key=lambda subject: subject.rank)
    return _stands_for(said, said.behind) if ASKED.search(said.behind) or _decides_motions(said.act) else None


def _after(said: Said) -> Subject | None:
    """The subject of "granting 12 Motion to Dismiss": of its name, not of the papers it refers to."""
    numbered = _RE_NUMBERED.match(said.ahead)
    ahead = said.ahead[numbered.end() :] if numbered else said.ahead
    first, *rest = _NESTED.split(ahead, maxsplit=1)
    name = first if subject_of(first) or not rest else _REFERRED.split(ahead, maxsplit=1)[0]
    joined = _AND_TO.search(name)
    if joined:
        return subject_of(name[joined.start() :])
    dismissed = said.act.disposition == "dismissed"  # which would name the dismissal of a case
    subject = subject_of(name if dismissed else said.act.word + name)
    if subject:
        return subject
    return _stands_for(said, name) if ASKED.search(ahead) or _decides_motions(said.act) or _opens(said) else None


def _opens(said: Said) -> bool:
    """Whether the order is called by it ("ORDER authorizing ..."), or a paper is endorsed: "Application. Approved"."""
    word = said.act.word.lower()
    if word == "authorizing":
        return said.act.start <= said.entry.head_end + 1
    return word in ("approved", "allowed") and not said.behind.strip()


def _confirms_dates(said: Said) -> bool:
    """Whether only the calendar is confirmed."""
    dates = _DATES_BEFORE.search(said.behind) if said.back else _DATES_AFTER.match(said.ahead)
    return said.act.word.lower().startswith("confirm") and bool(dates)


def _stands_for(said: Said, name: str) -> Subject:
    """What "the motion" or "it" stands for: the motion named before; one of its own name is one we do not know."""
    stands = len(name.split()) < _FEW_WORDS or (said.back and _IT.search(name))
    known, _ = said.entry.known_before(said.act.start) if stands else (None, None)
    return known or MOTION


def _decides_motions(act: Act) -> bool:
    """Whether the word is said of motions only; "approved" and "confirmed" are said of anything."""
    return act.word.lower().startswith(("grant", "den")) or act.disposition == "moot"

"""Rulings: the court (judge, panel, jury, clerk acting for it) decides something in this entry or story.

What counts is in docs/detection.md. A docket ruling always has a disposition.
"""

import re
from dataclasses import dataclass, replace

from monitor.courts.relief import Subject, subject_of
from monitor.detectors import _news
from monitor.detectors._base import Detector
from monitor.detectors._decision import Decision
from monitor.detectors._decisions import decisions_in
from monitor.detectors._entries import Entry, event_of, make, read
from monitor.detectors._heads import APPEALS
from monitor.detectors._motions import motion_named
from monitor.detectors._undoing import taken_back
from monitor.model import Finding, Item, LegalEvent, Matter, Significance

_COURTS_OWN = frozenset({"order", "weighty", "relieving", "mandate", "verdict", "stipulated", "warrant", "petitioned"})
"""Heads of papers that only a court writes."""
_MAJOR_BY_KIND = frozenset({"weighty", "relieving", "mandate", "verdict", "warrant"})
_NEVER_DECIDED = frozenset({"notice", "cross", "amended"})
"""Appeals that need nobody's leave; "(in forma pauperis status granted)" behind one is no ruling on it."""
_ALWAYS_MAJOR = re.compile(r"opinion|judgment|decree|verdict|mandate|recommend|decision|adversary", re.IGNORECASE)
_ORDERED = re.compile(
    r"\bso[- ]ordered\b|\border by (?:\w+ ){0,2}judge|\bit is (?:hereby |so |further )*ordered"
    r"|\bremoval stayed\b|\bendorsed order\b|\band order thereon\b"
    r"|\b(?:granted|denied) by (?:the court|(?:chief )?justice|judge)|\bapproved \d{1,2}/\d"
    r"|\(signed by [^()]{0,60}judge\b[^()]{0,80}\) ?\.? ?parties notified",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"^\W*(?:received|certified (?:true )?copy)\b(?:.{0,80}\b(?:order|judgment|opinion|mandate)\b)", re.IGNORECASE
)
_RELATED = re.compile(r"related document\(s\):? ?\[?#? ?(?P<n>\d{1,5})\]?,? (?P<name>[^()\[\]]{3,200})", re.IGNORECASE)
_CASE_INFO = re.compile(r"supreme court case info", re.IGNORECASE)
_INDICATIVE = re.compile(r"indicative ruling|\brule 62\.1|\b62\.1\b|\brule 12\.1\b", re.IGNORECASE)
_RECOMMENDS = re.compile(r"recommend", re.IGNORECASE)
_MAGISTRATE_RECOMMENDS = re.compile(r"report (?:and|&) recommend|recommend(?:s|ed|ing|ation)\b", re.IGNORECASE)
_ADOPTS = re.compile(r"\b(?:adopt|accept|approv|overrul|reject|declin(?!e to issue)|modif)\w*", re.IGNORECASE)
_COURT_SPEAKS = re.compile(
    r"\b(?:court|judge) (?:hereby )?(?:orders|grants|denies|finds|sets|directs|rules)|\bordered\b(?! by)"
    r"|\bis entered and (?:briefed|continued)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?:civil |criminal |court )?minutes\b(?!\W*(?:-|$)| of )", re.IGNORECASE)
"""Some courts enter their orders as minutes; a "minute entry" is the record of a hearing."""
_NAMES_RELIEF = (
    ("preliminary injunction", "injunction", "granted"),
    ("permanent injunction", "injunction", "granted"),
    ("restraining order", "restraining_order", "granted"),
    ("injunction", "injunction", "granted"),
    ("relief from", "relief_from_stay", "granted"),
    ("order for relief", None, "granted"),
    ("discharge", "discharge", "other"),
    ("probation jurisdiction", "transfer", "other"),
    ("transfer of jurisdiction", "transfer", "other"),
)
_SUBJECT_REACH = 260
_DECIDED_WITHIN = 160
"""How near to its name a petition is decided ("petition for rehearing is denied") in the same entry, in characters."""
_RULED_WITHIN = 40
"""The same where the decision comes first ("on petition for rehearing: order denying"), from the end of the name."""
_PUT_OFF = re.compile(
    r"\b(?:defer(?:s|red|ring)?|reserv(?:es|ed|ing)|postpon(?:es|ed|ing)|withh(?:olds|eld|olding)) (?:\w+ )?"
    r"(?:ruling|decision|consideration|judgment|action)\b"
    r"|\b(?:ruling|decision|consideration|action|motions?|judgment)\b[^.;]{0,80}? (?:(?:is|are|be|hereby) )*"
    r"(?:deferred|reserved|carried with|taken under (?:advisement|submission)|referred to (?:the )?merits panel"
    r"|held in abeyance|stricken|struck)"
    r"|\bunder advisement\b|\bdeemed submitted\b|\bmotions? submitted\b"
    r"|\b(?:shall|must|(?:is|are) (?:directed|ordered|to)(?: to)?) (?:\w+ )?(?:answer|respond|show cause"
    r"|file (?:an? |their |its |his |her )?(?:\w+ )?(?:answer|response|opposition|brief|reply|return))\b"
    r"|\bsuitable for (?:decision|disposition|resolution|determination) without\b",
    re.IGNORECASE,
)
"""An order of which this is all decides nothing yet."""
_PUTTING_OFF = frozenset({"order", "minutes", "stipulated"})
_NAME_ENDS = re.compile(r"\b[Ss]igned by\b|(?<!\bre)(?<!\bRe)(?<!\bRE)(?<! No)[.](?= +[A-Z])")


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How an entry decides: its weight, disposition, relief, and the stretch that shows it.

    `named_only` when nothing but the paper's name is known to decide.
    """

    significance: Significance
    disposition: str
    relief: str | None
    start: int
    end: int
    rule: str
    named_only: bool = False


def see(item: Item) -> Finding:
    """The ruling that an item reports, or none."""
    return _in_entry(item) if item.kind == "docket_entry" else _news.ruling(item)


def _in_entry(item: Item) -> Finding:
    entry = read(item)
    kind = entry.head.kind
    decisions = _decisions(entry)
    held_back = _held_back(entry, decisions)
    if held_back:
        return Finding(None, (f"ruling: {held_back}",))
    verdict = _verdict(entry, decisions)
    event = _event(item, entry, decisions, verdict)
    return Finding(event, (f"head: {kind} ({entry.head.words!r})", verdict.rule))


def _decisions(entry: Entry) -> list[Decision]:
    if entry.head.kind == "undone" or (
        entry.head.kind in ("filing", "paperwork", "proposed", "objection") and not _holds_an_order(entry)
    ):
        return []
    recommends = bool(_RECOMMENDS.search(entry.text[:400])) and not _ADOPTS.search(entry.text[:120])
    found = decisions_in(entry.text, entry.head.start, entry.head.end, recommends=recommends)
    return [_of_related(one, entry) for one in found]


def _of_related(decision: Decision, entry: Entry) -> Decision:
    """A bare "MOTION GRANTED" decides the one motion that the clerk's "(RE: related document(s) 19 …)" names."""
    related = _RELATED.search(entry.plain.text) if decision.motion == "motion" and not decision.of else None
    subject = subject_of(related["name"]) if related else None
    if related is None or subject is None:
        return decision
    motion = motion_named(related["name"], subject)
    return replace(decision, subject=subject, motion=(motion and motion.name) or subject.name, of=int(related["n"]))


def _holds_an_order(entry: Entry) -> bool:
    """Whether a party's paper or a received copy carries the court's decision with it."""
    if entry.head.kind == "proposed":
        return False
    return bool(_ORDERED.search(entry.text) or _RECEIVED.search(entry.text))


def _held_back(entry: Entry, decisions: list[Decision]) -> str | None:
    """Why this entry is no ruling; None when it is one."""
    kind = entry.head.kind
    if kind in _COURTS_OWN:
        return None
    if kind == "minutes":
        spoken = decisions or _COURT_SPEAKS.search(entry.text) or _sentencing(entry) or _in_minutes(entry)
        return None if spoken else "minutes that record no decision"
    if kind in APPEALS:
        decided = [one for one in decisions if one.disposition != "other"] and _rules_on_the_appeal(entry, decisions)
        return None if decided and kind not in _NEVER_DECIDED else f"an appeal ({kind}), not yet ruled on"
    if kind in ("filing", "unknown") and _ORDERED.search(entry.text):
        return None
    if kind in ("filing", "paperwork") and _RECEIVED.search(entry.text) and (decisions or _names_major(entry)):
        return None
    return f"{kind} ({entry.head.words!r})"


def _in_minutes(entry: Entry) -> bool:
    """Whether the paper is called minutes and nothing else, as the orders of some courts are, and says something."""
    head = entry.head
    return bool(_MINUTES.match(entry.text, head.start)) and "minutes" in head.words.lower()[-7:]


def _names_major(entry: Entry) -> bool:
    subject = subject_of(entry.text[:_SUBJECT_REACH])
    return subject is not None and subject.significance == "major" and not entry.is_label


def _sentencing(entry: Entry) -> bool:
    return "sentencing" in entry.head.words.lower() and entry.is_label


def _rules_on_the_appeal(entry: Entry, decisions: list[Decision]) -> bool:
    """Whether a paper named like an appeal is decided in the same breath: "Petition for rehearing DENIED"."""
    head = entry.head
    of_it = any(
        one.end - head.start < _DECIDED_WITHIN if one.start <= head.start else one.start - head.end < _RULED_WITHIN
        for one in decisions
    )
    return of_it or bool(_CASE_INFO.search(entry.text))


def _verdict(entry: Entry, decisions: list[Decision]) -> _Verdict:
    if decisions:
        return _by_decisions(entry, decisions)
    return _by_name(entry)


def _by_decisions(entry: Entry, decisions: list[Decision]) -> _Verdict:
    """By the most important thing decided."""
    top = min(decisions, key=lambda one: (one.weight, entry.head.kind == "mandate" and one.disposition == "granted"))
    major = top.subject.significance == "major" or _major_by_kind(entry, known=True)
    disposition = "granted_in_part" if _affirmed_in_part(decisions, top) else top.disposition
    if disposition == "granted" and any(
        one.disposition == "granted_in_part" and one.subject.significance == top.subject.significance
        for one in decisions
    ):
        disposition = "granted_in_part"
    relief = _relief(entry, top.subject) or _relief_with(decisions, top)
    if relief == "indicative" and disposition != "denied":
        disposition = "other"
    return _Verdict(
        "major" if major else "routine",
        disposition,
        relief,
        top.start,
        top.end,
        f"decides: {top.subject.name} {top.disposition}",
    )


def _affirmed_in_part(decisions: list[Decision], top: Decision) -> bool:
    """Whether an appeals court affirms one part of a judgment and reverses or vacates another."""
    results = {one.disposition for one in decisions if one.subject.rank == top.subject.rank}
    return top.subject.name == "judgment below" and "affirmed" in results and bool(results & {"reversed", "vacated"})


def _relief_with(decisions: list[Decision], top: Decision) -> str | None:
    """The relief of what is decided in the same way: "vacating the order and dissolving the injunction"."""
    same = (one.subject.relief for one in decisions if one.disposition == top.disposition == "vacated")
    return next((relief for relief in same if relief), None)


def _by_name(entry: Entry) -> _Verdict:
    """By the name of the paper and the subject it names, when no word of decision is there."""
    head = entry.head
    named = head.words.lower()
    for words, relief, disposition in _NAMES_RELIEF:
        if head.kind == "relieving" and words in named:
            return _Verdict("major", disposition, relief, head.start, head.end, f"names its relief: {words}")
    subject = subject_of(_named_part(entry))
    put_off = head.kind in _PUTTING_OFF and _PUT_OFF.search(entry.text)
    of_a_hearing = head.kind == "minutes" or named.startswith("minute")
    weighty = subject is not None and subject.significance == "major" and not (of_a_hearing or put_off)
    major = _major_by_kind(entry, known=False) or weighty or _sentencing(entry)
    sought = _relief(entry, subject) if major else None
    rule = f"names its subject: {subject.name if subject else 'none'}"
    return _Verdict("major" if major else "routine", "other", sought, head.start, head.end, rule, named_only=True)


def _named_part(entry: Entry) -> str:
    """The head with what it is called: up to the end of its sentence or the signature."""
    head = entry.head
    end = _NAME_ENDS.search(entry.text, head.end)
    return entry.text[head.start : min(head.end + _SUBJECT_REACH, end.start() if end else len(entry.text))]


def _major_by_kind(entry: Entry, *, known: bool) -> bool:
    """Whether the paper is major whatever it says; a memorandum order that only grants an extension is not."""
    if entry.head.kind not in _MAJOR_BY_KIND:
        return False
    return not known or entry.head.kind != "weighty" or bool(_ALWAYS_MAJOR.search(entry.head.words))


def _relief(entry: Entry, subject: Subject | None) -> str | None:
    if entry.head.kind == "mandate":
        return "mandate"
    if _INDICATIVE.search(entry.text[:600]):
        return "indicative"
    if _MAGISTRATE_RECOMMENDS.search(entry.text[:300]) and not _ADOPTS.search(entry.text[:200]):
        return "recommendation"
    if entry.head.kind == "verdict":
        return "verdict"
    return subject.relief if subject else None


def _event(item: Item, entry: Entry, decisions: list[Decision], verdict: _Verdict) -> LegalEvent:
    matters = tuple(dict.fromkeys(Matter(one.motion, one.disposition, one.of) for one in decisions))
    unread = verdict.disposition == "other" and (item.label_only or (entry.is_label and not decisions))
    return make(
        "ruling",
        event_of(item, entry, verdict.start, verdict.end, onward=verdict.named_only),
        significance=verdict.significance,
        disposition=verdict.disposition,
        relief=verdict.relief,
        matters=matters,
        undoes=taken_back(entry.text, decisions, verdict.disposition),
        unread=unread,
        rule=verdict.rule,
    )


DETECTOR = Detector("ruling", see)

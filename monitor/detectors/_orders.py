"""What is done to a case, a judgment or an order itself: "affirming the order", "case remanded", "stay lifted"."""

import re
from dataclasses import replace

from monitor.courts.dispositions import Act
from monitor.courts.relief import SUBJECTS, Subject, subject_of
from monitor.detectors._deeds import NAMED

MOTION = Subject("motion", "routine", None, len(SUBJECTS))
"""A motion that asks for something we do not know."""

_BELOW = Subject("judgment below", "major", None, -1)
_ENTERED = Subject("judgment", "major", None, -1)
_BY_KIND = {
    "affirmed": _BELOW,
    "reversed": _BELOW,
    "remanded": NAMED["remand"],
    "dismissed": NAMED["dismissal"],
}
"""What these words decide without a motion being named."""

CALENDAR = re.compile(
    r"\b(?:orders? to show cause hearings?|hearings?|conferences?|trial|deadlines?|dates?|schedul\w+|arguments?"
    r"|setting|referral|appearance|calendar|briefing|sentencing|entry|reference|minutes)\b",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\b(?:case|action|appeals?|complaint|judgments?|orders?|decision|claims?|counts?|indictment|information"
    r"|proceedings?|lawsuit|suit|matter|convictions?|sentences?|injunction|opinion|defendants?|plaintiffs?|cause"
    r"|adversary|stay(?! (?:of|on) (?:all )?(?:discovery|deadlines))|writ|cross-?claims?|counterclaims?|prejudice"
    r"|challenge|(?:entry of )?default)\b",
    re.IGNORECASE,
)
_OWN_HEAD = re.compile(r"^\W*(?:\w+ )?order (?:re:?|regarding|that|on)\b", re.IGNORECASE)
"""The head of the entry itself, which is not the order that it vacates: "ORDER re conference is VACATED"."""
_PAPER = re.compile(r"\b(?:judgment|order|decision|opinion|sentence|conviction|default)s?\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?P<what>(?:(?:preliminary|permanent|temporary|nationwide|universal|administrative|automatic) )*"
    r"(?:injunctions?|restraining order|TRO|stay(?! (?:of|on) (?:all )?(?:discovery"
    r"|deadlines)))(?: pending (?:appeal|review))?)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:den|refus|declin)\w*\b", re.IGNORECASE)
_MAGISTRATES = re.compile(r"\bmagistrate", re.IGNORECASE)
"""An order of a magistrate judge is affirmed in the same court (FRCP 72(a)): no judgment on appeal."""
_CONFERENCE = re.compile(r"\b(?:conference|scheduling|case management) orders?\b", re.IGNORECASE)
_HOUSEKEEPING = re.compile(r"schedul|protective|referr|standing|show cause", re.IGNORECASE)
_SENT = re.compile(r" *(?:to |for |with|\.)")
_TO_CUSTODY = re.compile(
    r" *(?:(?:the )?defendants? )?(?-i:[A-Z][\w.'-]* ){0,4}(?:back )?(?:in)?to (?:the )?(?:federal )?custody",
    re.IGNORECASE,
)
_ENDS_SO = re.compile(r"(?: in part)?,? *(?:and|&|/)? *$|(?: in part)? *\.")
"""What follows a bare "Vacated" of a judgment; of a hearing, a reason follows."""
_BARE = re.compile(r"[ /,.:\[\]\d-]*(?:in part)?[ ,]*(?:and|&|is|are)?[ ,./]*", re.IGNORECASE)


def is_order(act: Act) -> bool:
    """Whether the word is said of cases, judgments and orders, not of motions."""
    return act.disposition in _BY_KIND or act.disposition == "vacated"


def done_to(act: Act, thing: str, ahead: str) -> Subject | None:
    """The subject of what is done to a case, judgment or order; None when it is the calendar's, or cannot be seen."""
    thing = _OWN_HEAD.sub("", thing)
    calendar, case = CALENDAR.search(thing), CASE.search(thing)
    bare = bool(_BARE.fullmatch(thing))
    if act.disposition != "dismissed" and calendar and not (case and case.start() <= calendar.start()):
        return None
    if act.disposition == "vacated":
        bare = bare and bool(_ENDS_SO.match(ahead))
        return _undone(thing, bare=bare) if case or bare or _GIVEN.search(thing) else None
    said_of_case = case or bare or act.word.isupper() or _SENT.match(ahead)
    if act.disposition == "remanded" and (_TO_CUSTODY.match(ahead) or not said_of_case):
        return None
    if act.disposition == "affirmed" and _MAGISTRATES.search(thing):
        return NAMED["report and recommendation"]
    if act.disposition == "affirmed" and _CONFERENCE.search(thing):
        return MOTION
    return _BY_KIND[act.disposition]


def _undone(thing: str, *, bare: bool) -> Subject:
    """What a court takes back: relief it had given, by its name, else an order or judgment."""
    if bare:
        return _BELOW
    if _HOUSEKEEPING.search(thing):
        return MOTION
    given = _GIVEN.search(thing)
    if given and not _REFUSED.search(thing, 0, given.start()):
        what = " ".join(given["what"].split())
        known = NAMED["relief from stay"] if "automatic" in what.lower() else subject_of(what) or _ENTERED
        return replace(known, name=what if what.isupper() and len(what) == len("TRO") else what.lower())
    paper = _PAPER.search(thing)
    if paper and paper[0].lower() == "default":
        return replace(NAMED["default judgment"], name="default")
    return replace(_ENTERED, name=paper[0].lower()) if paper else _ENTERED

"""The first line of an alert: who decided what, and of what; never more than the record says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from monitor.courts.judges import surname
from monitor.courts.registry import COURTS, short
from monitor.model import Appeal, Development, LegalEvent, Matter

MOST_MATTERS = 4
"""A first line names so many matters; the others are in the body."""

MANDATE_ISSUED = "mandate issued"
"""The word of a revision by which a mandate joins its decision."""

CORRECTION, NO_LONGER, IN_FORCE_AGAIN = "CORRECTION", "NO LONGER IN FORCE", "IN FORCE AGAIN"
"""How the first line of a revision begins that takes something back; the first is a clerk's, the others a court's."""

RELIEFS = {
    "injunction": ("injunction", ("injunction", "enjoin")),
    "restraining_order": ("temporary restraining order", ("restraining", "TRO")),
    "stay_of_agency_action": ("stay of agency policy", ("stay", "705", "postpone")),
    "stay_pending_appeal": ("stay pending appeal", ("stay",)),
    "administrative_stay": ("administrative stay", ("stay",)),
    "stay_of_proceedings": ("stay of proceedings", ("stay",)),
    "summary_judgment": ("summary judgment", ("summary judgment",)),
}
"""What was asked for, in few words, and the words by which a motion is known to be the one that asked for it."""
DONE = {"granted_in_part": "granted in part", "moot": "denied as moot", "other": "outcome not stated"}
"""How a disposition reads where its own word does not serve."""
APPEALS = {
    "notice": "notice of appeal{to}",
    "cross": "notice of cross-appeal{to}",
    "amended": "amended notice of appeal{to}",
    "petition": "petition for review or for permission to appeal{to}",
    "docketed": "appeal docketed{at}",
    "rehearing": "rehearing sought{at}",
    "certiorari": "petition for certiorari{to}",
    "mandamus": "petition for mandamus{to}",
    "application": "application{to}",
}
_ASKING = re.compile(r"^(?:[\w-]+ ){0,3}?motion for (?:an? |the )?", re.IGNORECASE)


def done(disposition: str | None) -> str:
    """A disposition in words: "granted in part"; "outcome not stated" when none is known."""
    return DONE.get(disposition or "other", disposition or "")


def headline(development: Development) -> str:
    """Who decided what, of which case; how sure it is comes first, for a preview shows no more than the beginning."""
    event = development.event
    if development.forgotten:
        return _forgotten(development)
    warning = "" if development.confirmed else "UNCONFIRMED, news only: "
    case = case_name(development)
    said = f"{warning}{_SAID[event.kind](event)}{_late(development)}"
    return f"{said.rstrip('.')}. {case}" if case else said


def _forgotten(development: Development) -> str:
    """What kind it was, where, and that no more is kept of it."""
    event, case = development.event, case_name(development)
    said = ", ".join(filter(None, (f"FORGOTTEN: {event.kind}", _place(replace(event, title="")))))
    return f"{said.rstrip('.')}. {case}" if case else said


def update(development: Development, words: Sequence[str]) -> str:
    """What is new about a known development, then its first line; a mandate's says how the case was decided, and when.

    `words` are those of the revision. A mandate makes the decision final (FRAP 41), which is why it joins it.
    """
    recalling = [word for word in words if word.startswith((CORRECTION, NO_LONGER, IN_FORCE_AGAIN))]
    if recalling:
        return f"{'; '.join(recalling).rstrip('.')}. {headline(development)}"
    if MANDATE_ISSUED not in words:
        return f"UPDATE ({'; '.join(words)}): {headline(development)}"
    event = development.event
    filed = f" {event.filed.day} {event.filed:%b}" if event.filed else ""
    case = case_name(development)
    return _by(event, f"Mandate issued ({done(event.disposition)}{filed})") + (f". {case}" if case else "")


def _late(development: Development) -> str:
    """That the news is old, and how old, so that nobody takes it for today's."""
    filed = development.event.filed
    return f" (found late{f', filed {day(filed)}' if filed else ''})" if development.late else ""


def day(of_court: date) -> str:
    """A day of the court: "21 Nov 2025"."""
    return f"{of_court.day} {of_court:%b %Y}"


def case_name(development: Development) -> str:
    """The case's name, marked when it is only likely that the happening belongs to it."""
    name = development.case_name or development.event.case_name or ""
    return f"{name} (likely)" if name and development.confidence == "likely" else name


def who(event: LegalEvent) -> str:
    """Court and judge: "D.D.C. (Kollar-Kotelly)", as far as they are known."""
    judge = bench(event.judge or "")
    if event.court and judge:
        return f"{short(event.court)} ({judge})"
    return short(event.court) if event.court else f"Judge {judge}" if judge else ""


def bench(judge: str) -> str:
    """The last name of a judge; a panel ("Millett, Rao and Childs") keeps all its names."""
    return judge if " and " in judge or "&" in judge else surname(judge)


def spoken(court: str) -> str:
    """A court within a sentence: "the D.C. Circuit", "the Supreme Court", "D. Mass."."""
    if court == "scotus":
        return "the Supreme Court"
    known = COURTS.get(court)
    return f"the {known.short.replace('Cir.', 'Circuit')}" if known and known.level == "circuit" else short(court)


def _by(event: LegalEvent, what: str) -> str:
    by = who(event)
    return f"{by}: {what}" if by else what


def _ruling(event: LegalEvent) -> str:
    if event.unread:
        return f"ORDER, text not read: open it. {_place(event)}"
    return _by(event, _OWN_WORDS.get(event.relief or "", _decided)(event))


def _place(event: LegalEvent) -> str:
    """Where an unread order stands: its court, its entry, its label."""
    parts = (who(event), f"entry {event.entry}" if event.entry else "", event.title)
    return ", ".join(part for part in parts if part)


def _decided(event: LegalEvent) -> str:
    pairs = _matters(event)
    if not pairs:
        return _bare(event)
    told = [_one(what, how, leads=n == 0) for n, (what, how) in enumerate(pairs[:MOST_MATTERS])]
    more = len(pairs) - MOST_MATTERS
    return "; ".join(told + ([f"and {more} more"] if more > 0 else []))


Pair = tuple[str, str | None]


def _one(what: str, how: str | None, *, leads: bool) -> str:
    """One matter with what became of it, in capitals when it leads: "preliminary injunction GRANTED"."""
    if how in (None, "other"):
        return f"ruling on {what}, outcome not stated"
    result = done(how).upper() if leads else done(how)
    return result if (what, how) == ("dismissal", "dismissed") else f"{what} {result}"


def _matters(event: LegalEvent) -> list[Pair]:
    """Each matter with its disposition: the one that asked for the relief first, called by the relief.

    Of the others, the one that decided the event's disposition comes first.
    """
    if not event.matters:
        asked = RELIEFS.get(event.relief or "")
        return [(asked[0], event.disposition)] if asked and event.disposition in _OF_A_REQUEST else []
    relieved = _relieved(event)
    ordered = sorted(event.matters, key=lambda one: (one is not relieved, one.disposition != event.disposition))
    return [(_relief_of(event) if matter is relieved else _subject(matter), matter.disposition) for matter in ordered]


_OF_A_REQUEST = frozenset({"granted", "granted_in_part", "denied", "moot"})


def _relieved(event: LegalEvent) -> Matter | None:
    """The matter that the event's relief speaks of: named like it, and decided as the event says if several are."""
    _, signs = RELIEFS.get(event.relief or "", ("", ()))
    named = [matter for matter in event.matters if any(sign in matter.motion for sign in signs)]
    if len(named) == 1:
        return named[0]
    return next((matter for matter in named if matter.disposition == event.disposition), None)


def _relief_of(event: LegalEvent) -> str:
    """The relief in few words; the motion's own when they say which injunction or stay it is."""
    what, _ = RELIEFS[event.relief or ""]
    matter = _relieved(event)
    own = _subject(matter) if matter else ""
    return own if own.endswith(what) and not own.startswith("motion") else what


def _subject(matter: Matter) -> str:
    """What a motion asked for: "preliminary injunction"; "motion to dismiss" stays as it is."""
    return _ASKING.sub("", matter.motion) or matter.motion


def _bare(event: LegalEvent) -> str:
    """A ruling of which no matter is known: its disposition, or nothing but its name."""
    if event.disposition and event.disposition != "other":
        what = f": {event.title}" if event.title and event.disposition in _OF_A_REQUEST else ""
        return f"{done(event.disposition).upper()}{what}"
    return f"ruling, outcome not stated: {event.title}" if event.title else "ruling, outcome not stated"


def _indicative(event: LegalEvent) -> str:
    """What a court would do, were the case not on appeal (FRCP 62.1, FRAP 12.1): nothing is granted."""
    what = f": {event.title}" if event.title else ""
    return f"INDICATIVE RULING, what it would do if the appeal did not stand in the way{what}"


def _recommended(event: LegalEvent) -> str:
    """A magistrate judge recommends, the district judge decides (28 U.S.C. 636(b)(1))."""
    pairs = [(matter.motion, matter.disposition) for matter in event.matters]
    if not pairs and event.disposition not in (None, "other"):
        pairs = [("the matter", event.disposition)]
    stated = [f"{what} be {done(how)}" for what, how in pairs if how != "other"]
    return f"magistrate judge RECOMMENDS that {'; '.join(stated[:MOST_MATTERS])}" if stated else _unstated_advice(event)


def _unstated_advice(event: LegalEvent) -> str:
    return f"magistrate judge RECOMMENDS, outcome not stated{f': {event.title}' if event.title else ''}"


def _mandate(event: LegalEvent) -> str:
    how = f" ({done(event.disposition)})" if event.disposition not in (None, "other") else ""
    return f"Mandate issued{how}"


def _verdict(event: LegalEvent) -> str:
    return f"{(event.relief or '').upper()}{f': {event.title}' if event.title else ''}"


_OWN_WORDS: dict[str, Callable[[LegalEvent], str]] = {
    "indicative": _indicative,
    "recommendation": _recommended,
    "mandate": _mandate,
    "verdict": _verdict,
    "sentence": _verdict,
}


def appeals_to(event: LegalEvent) -> str | None:
    """The court that an appeal asks: as it says, else the one to which such a step always leads; None if unknown."""
    appeal = event.appeal or Appeal("notice")
    return appeal.to or {"certiorari": "scotus", "rehearing": event.court}.get(appeal.type)


def appeal_step(event: LegalEvent) -> str:
    """By which step review is sought: "notice of appeal to the D.C. Circuit"."""
    appeal, to = event.appeal or Appeal("notice"), appeals_to(event)
    where = spoken(to) if to else ""
    return APPEALS.get(appeal.type, "{to}").format(to=f" to {where}" * bool(to), at=f" in {where}" * bool(to)).strip()


def _appeal(event: LegalEvent) -> str:
    number = f", No. {event.appeal.number}" if event.appeal and event.appeal.number else ""
    source = who(event) if event.court != appeals_to(event) else ""
    return f"APPEAL: {appeal_step(event)}{number}" + (f", from {source}" if source else "")


def asked_for(event: LegalEvent) -> str:
    """What somebody asks of the court."""
    known = RELIEFS.get(event.relief or "")
    return event.matters[0].motion if event.matters else known[0] if known else event.title or "urgent relief"


def _request(event: LegalEvent) -> str:
    return _by(event, f"REQUESTED: {asked_for(event)}")


def _ended(event: LegalEvent) -> str:
    """A case that its parties end themselves (FRCP 41(a)(1)(A)): no court has decided anything."""
    return _by(event, f"CASE ENDED without an order{f': {event.title}' if event.title else ''}")


def _hearing(event: LegalEvent) -> str:
    return _by(event, f"HEARING{f': {event.title}' if event.title else ''}")


def _correction(event: LegalEvent) -> str:
    return _by(event, f"CORRECTION{f': {event.title}' if event.title else ''}")


_SAID: dict[str, Callable[[LegalEvent], str]] = {
    "ruling": _ruling,
    "appeal": _appeal,
    "request": _request,
    "ended": _ended,
    "hearing": _hearing,
    "correction": _correction,
}

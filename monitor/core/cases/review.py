"""Which periods of review a ruling opens, by the rules of procedure; docs/deadlines.md has them as a table.

A ruling against which no rule gives review now (a motion to dismiss denied, a restraining order, an indicative ruling)
opens none. Where the docket does not show which of two rules applies, both periods are given with their conditions.
The texts are those in force since 1 December 2024 (FRAP, FRCP, FRBP) and 1 January 2023 (Supreme Court).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from monitor.core.cases.above import CONCLUDES
from monitor.courts.docket_numbers import identity
from monitor.courts.registry import COURTS
from monitor.model import LegalEvent


@dataclass(frozen=True, slots=True)
class Period:
    """`days` within which `what` may be done, by `rule`; `condition` says when it holds, `doubts` why it may not.

    `counting` is the rule by which its days are counted. It starts with the day of entry or of filing; `then` is a
    period that starts on its last day. `because` is a fact of the case that makes it this long. An `aside` bears on
    review, but is no time to seek it.
    """

    what: str
    days: int
    rule: str
    counting: str = "FRAP 26(a)(1)"
    condition: str = ""
    doubts: tuple[str, ...] = ()
    starts: Literal["entry", "filing"] = "entry"
    then: "Period | None" = None
    because: str = ""
    aside: bool = False


WITH_GOVERNMENT = "if the federal government is a party"
"""The United States, its agency, or its officer or employee sued for what the office did (FRAP 4(a)(1)(B))."""
WITHOUT_GOVERNMENT = "if the federal government is no party"

_NOTICE = Period("notice of appeal", 30, "FRAP 4(a)(1)(A)", condition=WITHOUT_GOVERNMENT)
_NOTICE_GOVERNMENT = Period("notice of appeal", 60, "FRAP 4(a)(1)(B)", condition=WITH_GOVERNMENT)
_BY_DEFENDANT = Period("notice of appeal", 14, "FRAP 4(b)(1)(A)", condition="by the defendant")
_BY_GOVERNMENT = Period("notice of appeal", 30, "FRAP 4(b)(1)(B)", condition="by the government")
_MOTION = Period(
    "motion that starts the time to appeal anew",
    28,
    "FRCP 50(b), 52(b), 59, 60; FRAP 4(a)(4)(A)",
    "FRCP 6(a)(1)",
    aside=True,
)
_CLASS = Period("petition for permission to appeal", 14, "FRCP 23(f)", "FRCP 6(a)(1)", WITHOUT_GOVERNMENT)
_CLASS_GOVERNMENT = replace(_CLASS, days=45, condition=WITH_GOVERNMENT)
_CERTIFIED = Period("petition for permission to appeal", 10, "28 U.S.C. 1292(b), FRAP 5(a)(3)")
_CERTIORARI = Period("petition for certiorari", 90, "S. Ct. Rule 13.1, 28 U.S.C. 2101(c)", "S. Ct. Rule 30.1")
_MANDATE = Period(
    "mandate due", 7, "FRAP 41(b)", doubts=("the court may issue it sooner, or hold it back",), aside=True
)
_REHEARING = Period("petition for rehearing", 14, "FRAP 40(d)(1)", condition=WITHOUT_GOVERNMENT, then=_MANDATE)
_REHEARING_GOVERNMENT = replace(_REHEARING, days=45, condition=f"{WITH_GOVERNMENT} in a civil case")
_BANKRUPTCY = Period("notice of appeal", 14, "FRBP 8002(a)(1), 28 U.S.C. 158(c)(2)", "FRBP 9006(a)(1)")

_ENDS_ALL = "only a decision that ends the whole case can be appealed now (28 U.S.C. 1291, FRCP 54(b))"
_SEPARATE = "it starts later if no separate judgment was entered (FRAP 4(a)(7)(A)(ii): after 150 days at the latest)"
_FINAL = (_ENDS_ALL, _SEPARATE)
_SERVICE = "it runs from service, taken here to be on the day of entry"
_AS_INJUNCTION = "such a stay can be appealed at once only where it works as an injunction (28 U.S.C. 1292(a)(1))"
_IN_TIME = "it runs anew only if the motion was one of those listed there, in time (28 days), and about a judgment"
_FINAL_ORDER = "only a final order can be appealed without leave (28 U.S.C. 158(a))"

_GIVEN = frozenset({"granted", "granted_in_part"})
_DECIDED = _GIVEN | {"denied", "vacated"}
_CIVIL = {
    "injunction": (_DECIDED, ()),
    "dissolution": (_DECIDED, ()),
    "stay_of_agency_action": (_DECIDED, (_AS_INJUNCTION,)),
    "dismissal": ({"granted", "dismissed"}, _FINAL),
    "summary_judgment": ({"granted"}, _FINAL),
    "default_judgment": ({"granted"}, _FINAL),
    "judgment": ({"granted", "other"}, (_ENDS_ALL,)),
    "settlement": ({"granted"}, _FINAL),
    "habeas": ({"granted", "denied", "dismissed"}, (*_FINAL, "a prisoner needs a certificate (28 U.S.C. 2253(c))")),
    "arbitration": ({"denied"}, ("9 U.S.C. 16(a) lists which orders about arbitration can be appealed",)),
    "intervention": ({"denied"}, ("not every circuit lets the denial of intervention be appealed at once",)),
    None: (CONCLUDES, _FINAL),
}
"""Civil rulings of a district court that can be appealed: by their relief the dispositions, and what is doubtful.

28 U.S.C. 1291 (final decisions), 1292(a)(1) (injunctions), 9 U.S.C. 16 (arbitration).
"""
_FINAL_IN_BANKRUPTCY = {
    **dict.fromkeys(("relief_from_stay", "dismissal", "conversion"), _DECIDED | {"dismissed"}),
    **dict.fromkeys(
        ("plan_confirmation", "sale", "discharge", "settlement", "summary_judgment"), frozenset({"granted"})
    ),
    **dict.fromkeys(("injunction", "judgment", "default_judgment"), _GIVEN | {"denied", "other"}),
}
_ALONG_THE_WAY = frozenset(
    {
        "mandate",
        "recall_of_the_mandate",
        "stay_pending_appeal",
        "administrative_stay",
        "stay_of_proceedings",
        "indicative",
    }
)
_ANSWERED_BY_A_CIRCUIT = {
    **dict.fromkeys(("petition", "mandamus"), _GIVEN | {"denied"}),
    **dict.fromkeys(("dismissal", "summary_disposition"), frozenset({"granted"})),
    "permission_to_appeal": frozenset({"denied"}),
}
"""What is asked of a circuit itself: by relief the dispositions that leave nothing to decide."""
_AFTER_JUDGMENT = re.compile(r"\bnew trial\b|\bmatter of law\b|\b(?:50\(b\)|59\b)", re.IGNORECASE)
_NEW_TRIAL = re.compile(r"\bnew trial\b", re.IGNORECASE)
_INTERLOCUTORY = re.compile(r"1292|interlocutory|immediate appeal", re.IGNORECASE)
_MAGISTRATE = re.compile(r"\bmagistrate judge\b", re.IGNORECASE)
_THREE_JUDGES = re.compile(r"\bthree[- ]judge (?:court|panel|district)", re.IGNORECASE)
_PROSECUTION = re.compile(r"\s*(?:United States|U\.?S\.?A?\.?)(?: of America)? v", re.IGNORECASE)


def periods(event: LegalEvent, government: str | None) -> tuple[Period, ...]:
    """The periods of review that an event opens; `government` is the federal party of its case, if one is known.

    None for news (they show no entry), for an order that was not read, for a paper received from another court.
    """
    court = COURTS.get(event.court or "")
    if court is None or not event.record or event.unread or event.title.startswith("Received"):
        return ()
    opened = _OPENED.get((event.kind, court.level))
    return tuple(opened(event, government)) if opened else ()


def _either(
    usual: Period, longer: Period, government: str | None, doubts: tuple[str, ...] = (), rule: str = "{}"
) -> Iterator[Period]:
    """The longer period where the government is known to be a party, else both: that it is none, no docket shows."""
    if government:
        longer = replace(longer, condition="", because=f"{government} is a party")
    for period in (longer,) if government else (usual, longer):
        yield replace(period, rule=rule.format(period.rule), doubts=doubts)


def _words(event: LegalEvent) -> str:
    return " ".join((event.title, event.evidence, *(matter.motion for matter in event.matters)))


def _is_criminal(event: LegalEvent) -> bool:
    return ":cr:" in (identity(event.docket_number or "") or "")


def _district(event: LegalEvent, government: str | None) -> Iterator[Period]:
    if event.relief == "recommendation":
        rule = "Fed. R. Crim. P. 59(b)(2)" if _is_criminal(event) else "FRCP 72(b)(2)"
        yield Period("objections", 14, f"28 U.S.C. 636(b)(1), {rule}", "FRCP 6(a)(1)", doubts=(_SERVICE,))
    elif _is_criminal(event) and event.relief != "habeas":  # a motion under 28 U.S.C. 2255 is civil for this purpose
        yield from _criminal(event)
    elif event.relief == "class_certification":
        yield from _either(_CLASS, _CLASS_GOVERNMENT, government) if event.disposition in _DECIDED else ()
    elif event.relief == "permission_to_appeal":
        yield from (_CERTIFIED,) if event.disposition in _GIVEN and _INTERLOCUTORY.search(_words(event)) else ()
    elif event.relief == "injunction" and _THREE_JUDGES.search(_words(event)):
        yield from _direct()
    else:
        yield from _civil(event, government)


def _civil(event: LegalEvent, government: str | None) -> Iterator[Period]:
    dispositions, doubts = _CIVIL.get(event.relief, (frozenset(), ()))
    if _after_judgment(event):
        yield from _either(_NOTICE, _NOTICE_GOVERNMENT, government, (_IN_TIME,), "FRAP 4(a)(4)(A), {}")
    elif event.disposition in dispositions and not _NEW_TRIAL.search(_words(event)):  # a trial to come ends nothing
        yield from _either(_NOTICE, _NOTICE_GOVERNMENT, government, doubts)
        yield _MOTION
    elif _MAGISTRATE.search(_words(event)):
        consent = "with the parties' consent a magistrate judge decides as the court does (28 U.S.C. 636(c))"
        yield Period("objections", 14, "FRCP 72(a)", "FRCP 6(a)(1)", doubts=(_SERVICE, consent))


def _after_judgment(event: LegalEvent) -> bool:
    """Whether a ruling decides a motion whose decision starts the time for the judgment anew (FRAP 4(a)(4)(A))."""
    if event.relief == "reconsideration":
        return event.disposition in _DECIDED | {"moot"}
    refused = event.relief == "judgment" and event.disposition in {"denied", "moot"}
    return refused and _AFTER_JUDGMENT.search(_words(event)) is not None


def _criminal(event: LegalEvent) -> Iterator[Period]:
    """A sentence may be appealed by both sides; what ends or cripples a prosecution, by the government."""
    if event.relief == "sentence" or (event.relief, event.disposition) == ("judgment", "other"):
        yield from (_BY_DEFENDANT, _BY_GOVERNMENT)
    elif event.relief == "judgment" and event.disposition == "denied":
        after = "or 14 days after the judgment of conviction, whichever ends later"
        yield replace(_BY_DEFENDANT, rule="FRAP 4(b)(3)(A)", doubts=(after,))
    elif event.relief in {"dismissal", "suppression", "judgment"} and event.disposition in _GIVEN | {"dismissed"}:
        doubt = "18 U.S.C. 3731 lists what the government can appeal, and not where jeopardy bars it"
        yield replace(_BY_GOVERNMENT, doubts=(doubt,))


def _direct() -> Iterator[Period]:
    """From a court of three judges one goes straight to the Supreme Court (28 U.S.C. 1253; S. Ct. Rule 18.1)."""
    for days, condition in ((30, "if the order is interlocutory"), (60, "if it is final")):
        yield Period("notice of appeal", days, "28 U.S.C. 1253, 2101(b)", "S. Ct. Rule 30.1", condition)


def _circuit(event: LegalEvent, government: str | None) -> Iterator[Period]:
    if event.relief == "rehearing":
        if event.disposition == "denied":
            yield replace(_CERTIORARI, rule="S. Ct. Rule 13.3")
            yield _MANDATE
        return
    decided = event.disposition in CONCLUDES and event.relief not in _ALONG_THE_WAY
    answered = event.disposition in _ANSWERED_BY_A_CIRCUIT.get(event.relief or "", ())
    if decided or answered:
        maybe_criminal = _PROSECUTION.match(event.case_name or "") is not None
        yield from _either(_REHEARING, _REHEARING_GOVERNMENT, None if maybe_criminal else government)
        yield _CERTIORARI


def _panel(event: LegalEvent, government: str | None) -> Iterator[Period]:
    """A bankruptcy appellate panel: rehearing there, then the court of appeals (28 U.S.C. 158(d)(1))."""
    if event.disposition in CONCLUDES:
        yield Period("motion for rehearing", 14, "FRBP 8022(a)(1)", "FRBP 9006(a)(1)")
        yield from _either(_NOTICE, _NOTICE_GOVERNMENT, government, rule="FRAP 6(b)(1), {}")


def _bankruptcy(event: LegalEvent, _government: str | None) -> Iterator[Period]:
    if event.relief == "recommendation":
        yield Period("objections", 14, "FRBP 9033(b)", "FRBP 9006(a)(1)", doubts=(_SERVICE,))
    elif event.disposition in _FINAL_IN_BANKRUPTCY.get(event.relief or "", ()):
        yield replace(_BANKRUPTCY, doubts=(_FINAL_ORDER,))


def _supreme(event: LegalEvent, _government: str | None) -> Iterator[Period]:
    refused = event.relief == "certiorari" and event.disposition == "denied"
    if refused or (event.disposition in CONCLUDES and event.relief not in _ALONG_THE_WAY):
        yield Period("petition for rehearing", 25, f"S. Ct. Rule 44.{2 if refused else 1}", "S. Ct. Rule 30.1")


def _special(event: LegalEvent, _government: str | None) -> Iterator[Period]:
    """Courts from which the Federal Circuit, the court of appeals (Tax Court) or the Supreme Court hears appeals."""
    if event.court == "armfor":
        yield from (replace(_CERTIORARI, rule="28 U.S.C. 1259, S. Ct. Rule 13.1"),) if _ends(event) else ()
    elif event.court == "tax":
        doubt = "it runs from the entry of the decision, which follows an opinion (26 U.S.C. 7483)"
        yield from (Period("notice of appeal", 90, "FRAP 13(a)(1)(A)", doubts=(doubt,)),) if _ends(event) else ()
    elif (by := _AS_FROM_A_DISTRICT.get(event.court or "")) and _ends(event):
        yield replace(_NOTICE_GOVERNMENT, rule=f"{by}, FRAP 4(a)(1)(B)", condition="", doubts=_FINAL)


_AS_FROM_A_DISTRICT = {"uscfc": "28 U.S.C. 2522", "cit": "28 U.S.C. 2645(c)", "cavc": "38 U.S.C. 7292(a)"}
"""Courts in which the government is always a party, with the statute that takes over the district's rules."""


def _ends(event: LegalEvent) -> bool:
    """Whether a ruling looks as if it ended the case."""
    dispositions, _ = _CIVIL.get(event.relief, (frozenset(), ()))
    return event.disposition in dispositions | CONCLUDES and event.relief not in _ALONG_THE_WAY


def _cross(event: LegalEvent, _government: str | None) -> Iterator[Period]:
    """After a first notice of appeal every other party has 14 days from its filing, or its own time if longer."""
    if event.appeal is None or event.appeal.type != "notice" or _is_criminal(event):
        return
    bankruptcy = COURTS[event.court or ""].level == "bankruptcy"
    yield Period(
        "notice of appeal by another party",
        14,
        "FRBP 8002(a)(3)" if bankruptcy else "FRAP 4(a)(3)",
        "FRBP 9006(a)(1)" if bankruptcy else "FRAP 26(a)(1)",
        "or the party's own time, whichever ends later",
        ("it runs from the first notice that anybody filed",),
        "filing",
    )


_OPENED: dict[tuple[str, str], Callable[[LegalEvent, str | None], Iterator[Period]]] = {
    ("ruling", "district"): _district,
    ("ruling", "circuit"): _circuit,
    ("ruling", "bap"): _panel,
    ("ruling", "bankruptcy"): _bankruptcy,
    ("ruling", "supreme"): _supreme,
    ("ruling", "special"): _special,
    ("appeal", "district"): _cross,
    ("appeal", "bankruptcy"): _cross,
}
"""By the kind of event and the level of its court."""

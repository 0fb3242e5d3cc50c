"""One piece of news of each kind, invented, with all that a template may be asked to show: to try templates on."""

from datetime import UTC, date, datetime, timedelta

from monitor.core.cases.coverage import Witness, of_cases
from monitor.core.telling.facts import Reader
from monitor.core.telling.message import Message, message
from monitor.core.telling.roll_call import KIND, Post, Present, Roll, roll_call
from monitor.model import (
    Appeal,
    Case,
    Change,
    ChangeNote,
    Development,
    DocketRef,
    EventKind,
    HealthNote,
    Item,
    LegalEvent,
    Mark,
    Matter,
    News,
    Report,
    Source,
    Undoing,
)

READER = Reader("route 1 (all events) sends it to desk", names={"doe-v-roe": "Doe v. Roe", "roe-v-doe": "Roe v. Doe"})
_SEEN = datetime(2026, 1, 5, 21, 7, tzinfo=UTC)
_PAGE = "https://court.example/docket/1"
_ITEM = Item(
    "entry/57",
    "NOTICE of Change of Address",
    "NOTICE of Change of Address by JANE DOE. The hearing of 12 January is at 10 in Courtroom 9.",
    url=_PAGE,
    filed=date(2026, 1, 5),
    number="57",
)
_STORY = Item("story/1", "Judge hears Doe v. Roe", "The judge heard both sides.", "article", url=_PAGE, published=_SEEN)
_EVENTS: dict[str, tuple[EventKind, dict[str, object]]] = {
    "ruling": (
        "ruling",
        {
            "disposition": "granted",
            "relief": "injunction",
            "matters": (
                Matter("motion for preliminary injunction", "granted", 12),
                Matter("motion to dismiss", "granted_in_part", 31),
            ),
            "pages": 94,
            "evidence": "granting 12 Motion for Preliminary Injunction; granting in part 31 Motion to Dismiss",
            "title": "Memorandum opinion and order",
        },
    ),
    "appeal": (
        "appeal",
        {
            "appeal": Appeal("notice", "cadc"),
            "by": "RICHARD ROE, DEPARTMENT OF EXAMPLES",
            "refers_to": (53,),
            "evidence": "NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order",
            "title": "Notice of appeal",
        },
    ),
    "request": (
        "request",
        {
            "relief": "restraining_order",
            "matters": (Matter("motion for temporary restraining order", "other"),),
            "by": "JANE DOE",
            "evidence": "EMERGENCY MOTION for Temporary Restraining Order",
            "title": "Motion for TRO",
        },
    ),
    "ended": ("ended", {"evidence": "STIPULATION of Dismissal by all parties", "title": "Stipulation of dismissal"}),
    "hearing": ("hearing", {"evidence": "Motion Hearing set for 1/12/2026 at 10:00 AM", "title": "Motion hearing set"}),
    "correction": (
        "correction",
        {"undoes": Undoing("stricken", (53,)), "evidence": "Entry 53 is STRICKEN", "title": "Notice of correction"},
    ),
}


def specimen_message(kind: str) -> Message:
    """What an alert of this kind tells of its specimen."""
    return _roll_call() if kind == KIND else message(specimen(kind), READER)


def specimen(kind: str) -> News:
    """An invented piece of news of this kind; for a kind without one of its own, a ruling."""
    if kind == "health":
        text = "doe-docket failed 3 times in a row, last read Mon 05 Jan 2026 21:07 UTC: no answer in 30 s"
        return HealthNote("doe-docket", "failing", text, _SEEN, "doe-docket", "failure")
    if kind in ("change", "removal", "edit", "article"):
        return _note(kind)
    found, more = _EVENTS.get(kind, _EVENTS["ruling"])
    event = LegalEvent(
        found,
        court="dcd",
        docket_number="1:25-cv-00001",
        entry="55",
        judge="Jane Roe",
        filed=date(2026, 1, 5),
        url=_PAGE,
        **more,  # type: ignore[arg-type]  # fields of the event, by name
    )
    report = Report("doe-docket", "entry/55", _PAGE, event.title, _SEEN, record=True)
    linked = ("docket number 1:25-cv-00001 in D.D.C.",)
    return Development("d1", event, (report,), _SEEN, "doe-v-roe", "Doe v. Roe", ("roe-v-doe",), linked)


def _note(kind: str) -> ChangeNote:
    if kind == "edit":
        words = "The hearing of [-12 January-] {+19 January+} is at 10 in Courtroom 9."
        return ChangeNote("doe-docket", Change("edited", _ITEM, _ITEM), words, _SEEN, "doe-v-roe")
    item = _STORY if kind == "article" else _ITEM
    change = Change("removed", item, item) if kind == "removal" else Change("added", item)
    return ChangeNote("news" if kind == "article" else "doe-docket", change, item.text, _SEEN, "doe-v-roe")


def _roll_call() -> Message:
    """The roll call of two dockets, of which one is read and one is not."""
    case = Case("doe-v-roe", "Doe v. Roe", (DocketRef("dcd", "1:25-cv-00001"), DocketRef("cadc", "26-5001")))
    good = Witness(Source("doe-docket", "docket", _PAGE, None, court="dcd", case=case.id))
    bad = Witness(Source("cadc-feed", "court_feed", "https://court.example/feed", None, court="cadc"))
    present = [
        Present(good, Mark("doe-docket", good=_SEEN), (_ITEM,), checks=672),
        Present(bad, Mark("cadc-feed", good=_SEEN, failures=3), checks=672, failed=3, message="no answer in 30 s"),
    ]
    roll = Roll(_SEEN - timedelta(days=7), [case], of_cases([case], [good, bad]), present, {}, {})
    return roll_call(roll, Post(sent=2), _SEEN + timedelta(minutes=5), READER)

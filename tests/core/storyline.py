"""The five developments of the demo's storyline, as the road would make them; entry texts are our reconstructions."""

from datetime import UTC, date, datetime

from monitor.core.route import Desk
from monitor.model import Appeal, Case, Development, LegalEvent, Match, Matter, Report, Route

SEEN = datetime(2025, 11, 21, 21, 7, 12, tzinfo=UTC)
DOCKET = "https://www.courtlistener.com/docket/1/center-for-taxpayer-rights-v-irs/"
CTR, CENTRO, CEDC = (
    Case("ctr-v-irs", "Center for Taxpayer Rights v. IRS"),
    Case("centro-v-bessent", "Centro de Trabajadores Unidos v. Bessent"),
    Case("cedc-v-bessent", "Community Economic Development Center of Southeastern Massachusetts v. Bessent"),
)


def report(source="ctr-docket", url=DOCKET, title="", seen=SEEN, *, record=True):
    """One source's report."""
    return Report(source, f"{source}/1", url, title, seen, record)


NEWS = report(
    "politics",
    "https://news.example/irs_ice?a=1&b=2",
    "Judge blocks IRS from giving addresses to ICE",
    SEEN.replace(minute=10),
    record=False,
)


def development(event, reports=(), case=CTR, ident="d1", **more):
    """A development of one case, first seen when the storyline begins."""
    return Development(
        ident,
        event,
        tuple(reports) or (report(),),
        SEEN,
        case.id if case else None,
        case.name if case else None,
        **more,
    )


RULING = development(
    LegalEvent(
        kind="ruling",
        disposition="granted",
        relief="stay_of_agency_action",
        matters=(
            Matter("motion to stay under 5 U.S.C. 705", "granted", 30),
            Matter("motion to dismiss", "granted_in_part", 31),
        ),
        court="dcd",
        docket_number="1:25-cv-00457",
        entry="53",
        judge="Colleen Kollar-Kotelly",
        pages=94,
        filed=date(2025, 11, 21),
        entered=date(2025, 11, 21),
        title="Memorandum opinion and order",
        evidence="granting 30 Motion to Stay; granting in part and denying in part 31 Motion to Dismiss",
        url=DOCKET,
    ),
    [report(), NEWS],
    related=("centro-v-bessent",),
    linked=("docket number 1:25-cv-00457 in D.D.C.",),
)
APPEAL = development(
    LegalEvent(
        kind="appeal",
        appeal=Appeal("notice", "cadc"),
        court="dcd",
        docket_number="1:25-cv-00457",
        entry="55",
        judge="Colleen Kollar-Kotelly",
        filed=date(2026, 1, 6),
        title="Notice of appeal",
        evidence="NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order",
        url=DOCKET,
    ),
    ident="d2",
)
INJUNCTION = development(
    LegalEvent(
        kind="ruling",
        disposition="granted",
        relief="injunction",
        matters=(Matter("motion for preliminary injunction", "granted", 12),),
        court="mad",
        docket_number="1:25-cv-12822",
        entry="61",
        judge="Indira Talwani",
        filed=date(2026, 2, 5),
        evidence="ORDER granting 12 Motion for Preliminary Injunction",
    ),
    [report("mad-feed", None)],
    CEDC,
    ident="d3",
)
AFFIRMANCE = development(
    LegalEvent(
        kind="ruling",
        disposition="affirmed",
        court="cadc",
        docket_number="25-5181",
        filed=date(2026, 2, 24),
        title="Opinion",
        evidence="the judgment of the District Court is affirmed",
    ),
    [report("cadc-feed", None)],
    CENTRO,
    ident="d4",
    related=("ctr-v-irs",),
)
INDICATIVE = development(
    LegalEvent(
        kind="ruling",
        disposition="other",
        relief="indicative",
        matters=(Matter("motion for an indicative ruling", "granted", 60),),
        court="dcd",
        docket_number="1:25-cv-00457",
        entry="64",
        judge="Colleen Kollar-Kotelly",
        pages=13,
        filed=date(2026, 2, 26),
        title="Opinion and order",
    ),
    ident="d5",
)
STORY = (RULING, APPEAL, INJUNCTION, AFFIRMANCE, INDICATIVE)

NEWSROOM = Route(("newsroom",), Match(events=frozenset({"ruling", "appeal"}), significance="major"))
DESK = Desk(cases=(CTR, CENTRO, CEDC), routes=(NEWSROOM,), channels=("newsroom",))

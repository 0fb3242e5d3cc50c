"""The storyline: the lawsuit this project grew from, as rows of dockets and stories that appear at given moments.

What happened is public: who ruled what and when, the docket numbers in court. The words of every row and story are our
own reconstruction in the style of the real ones. Numbers and days that are not public to us are invented and say so
(`INVENTED`): the entry numbers, the notice of appeal and its days, the entry times.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

WASHINGTON = ZoneInfo("America/New_York")
INVENTED = "[replay: number and day invented]"
"""Stands in each row whose entry number or day is not public."""


@dataclass(frozen=True, slots=True)
class Row:
    """One docket entry, on the page from `at` on; `number` is its number (of an appellate entry, its bracket number)."""

    at: datetime
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Docket:
    """One docket page of the replay."""

    path: str
    court: str
    number: str
    name: str
    judge: str | None
    rows: tuple[Row, ...]
    lower: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One news story, in the feed and on its page from `at` on."""

    at: datetime
    slug: str
    title: str
    paragraphs: tuple[str, ...]


def at(text: str) -> datetime:
    """A moment of Washington's clock: "2025-11-21 16:07"."""
    return datetime.fromisoformat(text).replace(tzinfo=WASHINGTON)


BASELINE = at("2025-11-20 09:00")
"""The replay starts watching here; the denial of May 2025 is part of the silent baseline."""

MOMENTS = (
    at("2025-11-21 16:20"),
    at("2025-11-21 18:00"),
    at("2026-01-07 15:30"),
    at("2026-01-09 11:00"),
    at("2026-02-05 17:00"),
    at("2026-02-05 19:30"),
    at("2026-02-24 10:45"),
    at("2026-02-24 13:00"),
    at("2026-02-26 16:30"),
    at("2026-02-26 18:00"),
)
"""When the replay looks: soon after each thing that happened, and once more after the news of it."""

CTR = Docket(
    "/cgi-bin/DktRpt.pl?457",
    "dcd",
    "1:25-cv-00457-CKK",
    "CENTER FOR TAXPAYER RIGHTS et al v. INTERNAL REVENUE SERVICE et al",
    "Colleen Kollar-Kotelly",
    (
        Row(at("2025-02-17 10:00"), "1", "COMPLAINT against All Defendants filed by CENTER FOR TAXPAYER RIGHTS. (ztg)"),
        Row(
            at("2025-09-12 10:00"),
            "30",
            f"MOTION to Stay under 5 U.S.C. 705 by CENTER FOR TAXPAYER RIGHTS. {INVENTED} (Attachments: # 1 Text of "
            "Proposed Order)",
        ),
        Row(at("2025-09-30 10:00"), "31", f"MOTION to Dismiss by INTERNAL REVENUE SERVICE. {INVENTED}"),
        Row(at("2025-10-14 10:00"), "38", f"Memorandum in opposition to re 31 MOTION to Dismiss. {INVENTED}"),
        Row(
            at("2025-11-21 16:07"),
            "53",
            "MEMORANDUM OPINION AND ORDER: granting 30 Plaintiffs' Motion to Stay under 5 U.S.C. 705; granting in part "
            "and denying in part 31 Defendants' Motion to Dismiss. The Address-Sharing Policy of the Internal Revenue "
            "Service is STAYED pending further order of the Court. See document for details. Signed by Judge Colleen "
            "Kollar-Kotelly on 11/21/2025. (lcckk1)",
        ),
        Row(
            at("2025-12-03 12:00"),
            "55",
            f"NOTICE of Appearance by Jane Example on behalf of INTERNAL REVENUE SERVICE. {INVENTED}",
        ),
        Row(
            at("2026-01-07 15:12"),
            "57",
            "NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Memorandum & Opinion, Order by INTERNAL REVENUE SERVICE. Fee "
            f"Status: No Fee Paid. Parties have been notified. {INVENTED}",
        ),
        Row(
            at("2026-01-08 09:30"),
            "58",
            "Transmission of the Notice of Appeal, Order Appealed (Memorandum Opinion), and Docket Sheet to US Court of "
            "Appeals. The Court of Appeals fee was not paid because the appeal was filed by the government re 57 Notice "
            f"of Appeal to DC Circuit Court. {INVENTED} (zjd)",
        ),
        Row(
            at("2026-01-09 10:40"),
            None,
            "USCA Case Number 26-5006 for 57 Notice of Appeal to DC Circuit Court filed by INTERNAL REVENUE SERVICE. "
            "[replay: day invented] (znmw)",
        ),
        Row(
            at("2026-02-26 16:05"),
            "71",
            "MEMORANDUM OPINION AND ORDER: issuing an indicative ruling pursuant to Federal Rule of Civil Procedure "
            "62.1, the appeal from the Court's earlier order being pending. The Court would find that the Internal "
            "Revenue Service violated 26 U.S.C. 6103 approximately 42,695 times. See the 13-page document for details. "
            f"Signed by Judge Colleen Kollar-Kotelly on 2/26/2026. {INVENTED} (lcckk1)",
        ),
    ),
)

CENTRO = Docket(
    "/cgi-bin/DktRpt.pl?677",
    "dcd",
    "1:25-cv-00677-DLF",
    "CENTRO DE TRABAJADORES UNIDOS et al v. BESSENT et al",
    "Dabney L. Friedrich",
    (
        Row(at("2025-03-07 10:00"), "1", "COMPLAINT against SCOTT BESSENT filed by CENTRO DE TRABAJADORES UNIDOS. (zsb)"),
        Row(at("2025-03-26 10:00"), "28", f"MOTION for Preliminary Injunction by CENTRO DE TRABAJADORES UNIDOS. {INVENTED}"),
        Row(
            at("2025-05-12 20:00"),
            "51",
            "ORDER denying 28 Motion for Preliminary Injunction. See text for details. Signed by Judge Dabney L. "
            f"Friedrich on May 12, 2025. {INVENTED} (lcdlf1)",
        ),
        Row(
            at("2025-05-22 12:00"),
            "54",
            "NOTICE OF APPEAL TO DC CIRCUIT COURT as to 51 Order on Motion for Preliminary Injunction by CENTRO DE "
            f"TRABAJADORES UNIDOS. {INVENTED}",
        ),
        Row(at("2025-05-27 12:00"), None, "USCA Case Number 25-5181 for 54 Notice of Appeal to DC Circuit Court. (zjd)"),
    ),
)

CENTRO_APPEAL = Docket(
    "/n/beam/servlet/TransportRoom?servlet=CaseSummary.jsp&caseNum=25-5181",
    "cadc",
    "25-5181",
    "Centro de Trabajadores Unidos, et al v. Scott Bessent, et al",
    None,
    (
        Row(
            at("2025-05-28 10:00"),
            "2118000",
            "US CIVIL CASE docketed. [25-5181] [replay: bracket number invented]",
        ),
        Row(
            at("2025-10-03 10:00"),
            "2138000",
            "ORAL ARGUMENT HELD before the merits panel. [25-5181] [replay: bracket number and day invented]",
        ),
        Row(
            at("2026-02-24 10:20"),
            "2160001",
            "OPINION [2160001] filed (Pages: 30) for the Court, affirming the order of the District Court denying the "
            "motion for a preliminary injunction. [25-5181] [replay: bracket number and pages invented]",
        ),
    ),
    lower="1:25-cv-00677-DLF",
)

CEDC = Docket(
    "/cgi-bin/DktRpt.pl?12822",
    "mad",
    "1:25-cv-12822-IT",
    "Community Economic Development Center of Southeastern Massachusetts et al v. Bessent et al",
    "Indira Talwani",
    (
        Row(at("2025-09-30 10:00"), "1", f"COMPLAINT against Scott Bessent, filed by Plaintiffs. {INVENTED}"),
        Row(at("2025-10-20 10:00"), "12", f"MOTION for Preliminary Injunction by Plaintiffs. {INVENTED} (Example, Ann)"),
        Row(
            at("2026-02-05 16:40"),
            "60",
            "Judge Indira Talwani: MEMORANDUM AND ORDER entered granting 12 Motion for Preliminary Injunction. Pending "
            "further order the Internal Revenue Service may not share return information with Immigration and Customs "
            f"Enforcement under the agreement at issue. {INVENTED} (Kelly, Danielle)",
        ),
    ),
)

DOCKETS = (CTR, CENTRO, CENTRO_APPEAL, CEDC)

STORIES = (
    Story(
        at("2025-11-19 08:00"),
        "irs-staffing",
        "IRS prepares for a filing season with fewer people",
        (
            "WASHINGTON. The Internal Revenue Service expects to answer fewer calls next spring, its acting head told a "
            "House panel on Wednesday.",
            "About a quarter of those who worked at the agency in January have left it. Lawmakers of both parties asked "
            "how returns would be read in time.",
        ),
    ),
    Story(
        at("2025-11-21 17:30"),
        "judge-blocks-irs-ice",
        "Federal judge blocks IRS from giving ICE taxpayers' addresses",
        (
            "WASHINGTON. A federal judge on Friday blocked the Internal Revenue Service from giving the home addresses of "
            "taxpayers to Immigration and Customs Enforcement.",
            "In a 94-page ruling, U.S. District Judge Colleen Kollar-Kotelly put the agency's policy of sharing addresses "
            "on hold, finding that it likely breaks the law that keeps tax returns confidential. She let most of the "
            "case go forward.",
            "The Trump administration can appeal the decision.",
            "A separate federal judge in a related case previously declined to block the sharing. That case is being "
            "heard by the appeals court.",
            "The case is Center for Taxpayer Rights v. Internal Revenue Service, No. 25-cv-457, in the U.S. District "
            "Court for the District of Columbia.",
        ),
    ),
    Story(
        at("2026-02-05 18:30"),
        "boston-judge-irs",
        "Boston judge orders IRS to stop sharing addresses with ICE",
        (
            "BOSTON. A second federal judge has stepped in between the tax agency and immigration officers.",
            "U.S. District Judge Indira Talwani on Thursday granted a preliminary injunction that keeps the IRS from "
            "sharing the addresses of taxpayers with ICE while the lawsuit goes on.",
            "The suit was brought by the Community Economic Development Center of Southeastern Massachusetts and others. "
            "The government may appeal, a spokeswoman said.",
        ),
    ),
    Story(
        at("2026-02-24 12:15"),
        "appeals-court-irs",
        "Appeals court allows IRS to share data with ICE, for now",
        (
            "WASHINGTON. A federal appeals court on Tuesday affirmed a ruling that let the Internal Revenue Service share "
            "taxpayer information with immigration officers.",
            "The U.S. Court of Appeals for the District of Columbia Circuit upheld the decision of U.S. District Judge "
            "Dabney Friedrich, who had refused last May to issue a preliminary injunction to Centro de Trabajadores "
            "Unidos and other groups.",
            "The sharing stays on hold all the same: in November another judge, Colleen Kollar-Kotelly, blocked it in a "
            "case of her own.",
            "The case is Centro de Trabajadores Unidos v. Bessent, No. 25-5181.",
        ),
    ),
    Story(
        at("2026-02-26 17:20"),
        "irs-broke-law",
        "Judge says IRS broke the law some 42,695 times",
        (
            "WASHINGTON. The Internal Revenue Service broke the law that protects tax returns approximately 42,695 times "
            "when it gave addresses to immigration officers, a federal judge ruled on Thursday.",
            "U.S. District Judge Colleen Kollar-Kotelly wrote in a 13-page opinion what she would decide if the appeals "
            "court sent the case back to her. The government's appeal of her November order is pending.",
            "The case is Center for Taxpayer Rights v. Internal Revenue Service.",
        ),
    ),
)

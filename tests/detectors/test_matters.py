"""Orders of several parts: each motion once, under its own name, with its own result; what follows weighs less."""

import pytest

SIGNED = " Signed by Judge Ann Orr on 9/1/2022."


def matters(event):
    """The matters as plain tuples."""
    return [(one.motion, one.disposition, one.of) for one in event.matters]


@pytest.mark.parametrize(
    ("text", "disposition", "relief", "expected"),
    [
        (
            "PER CURIAM ORDER filed denying motion for stay pending appeal; dissolving administrative stay.",
            "denied",
            "stay_pending_appeal",
            [("motion for stay pending appeal", "denied", None), ("administrative stay", "vacated", None)],
        ),
        (
            "ORDER that the administrative stay entered May 4 be dissolved; denying motion for stay pending appeal.",
            "denied",
            "stay_pending_appeal",
            [("administrative stay", "vacated", None), ("motion for stay pending appeal", "denied", None)],
        ),
        (
            "ORDER dissolving the preliminary injunction.",
            "vacated",
            "injunction",
            [("preliminary injunction", "vacated", None)],
        ),
        (
            "ORDER vacating 53 Order and dissolving the preliminary injunction.",
            "vacated",
            "injunction",
            [("order", "vacated", 53), ("preliminary injunction", "vacated", None)],
        ),
        (
            "ORDER, En Banc, filed granting petition for rehearing en banc; vacating the judgment of August 1.",
            "granted",
            "rehearing",
            [("petition for rehearing en banc", "granted", None), ("judgment", "vacated", None)],
        ),
        (
            "JUDGMENT: The petition for review is GRANTED IN PART, DENIED IN PART and the case REMANDED. [24-60001]",
            "granted_in_part",
            "petition",
            [("petition for review", "granted_in_part", None), ("remand", "remanded", None)],
        ),
        (
            "PER CURIAM JUDGMENT affirming the order of the District Court denying the motion for an injunction.",
            "affirmed",
            None,
            [("judgment below", "affirmed", None)],
        ),
        (
            "OPINION filed. The order granting the preliminary injunction is VACATED and the case is REMANDED.",
            "vacated",
            "injunction",
            [("preliminary injunction", "vacated", None), ("remand", "remanded", None)],
        ),
        (
            "ORDER granting 70 Motion to Dissolve Preliminary Injunction.",
            "granted",
            "dissolution",
            [("motion to dissolve preliminary injunction", "granted", 70)],
        ),
        (
            "ORDER denying 12 Motion for Preliminary Injunction and 13 Motion for TRO.",
            "denied",
            "restraining_order",
            [("motion for preliminary injunction", "denied", 12), ("motion for TRO", "denied", 13)],
        ),
        (
            "ORDER granting 12 Motion to Dismiss; all other pending motions are DENIED as moot.",
            "granted",
            "dismissal",
            [("motion to dismiss", "granted", 12), ("other motions", "moot", None)],
        ),
        (
            "ORDER GRANTING Defendants' motion for summary judgment; Plaintiffs' motion is DENIED.",
            "granted",
            "summary_judgment",
            [("motion for summary judgment", "granted", None), ("motion for summary judgment", "denied", None)],
        ),
        (
            "ORDER overruling 45 Objections; adopting 40 Report and Recommendation; granting 30 Motion to Dismiss.",
            "granted",
            "dismissal",
            [("objections", "denied", 45), ("motion to dismiss", "granted", 30)],
        ),
        (
            "ORDER REJECTING REPORT AND RECOMMENDATION. The Petition is GRANTED.",
            "granted",
            "petition",
            [("report and recommendation", "denied", None), ("petition", "granted", None)],
        ),
        (
            "Application (26A55) referred to the Court and granted.",
            "granted",
            "petition",
            [("application", "granted", None)],
        ),
        (
            "Application (25A611) for stay of mandate, submitted to Justice Kagan and referred to the Court is denied.",
            "denied",
            "stay_pending_appeal",
            [("application for stay of mandate", "denied", None)],
        ),
        (
            "ORDER that the judgment is stayed pending appeal.",
            "granted",
            "stay_pending_appeal",
            [("stay pending appeal", "granted", None)],
        ),
        (
            "ORDER extending 12 Temporary Restraining Order through 4/5/2025.",
            "granted",
            "restraining_order",
            [("temporary restraining order", "granted", None)],
        ),
    ],
)
def test_each_matter_once_with_its_result(see, text, disposition, relief, expected):
    """The main matter decides disposition and relief; each matter is told once."""
    event = see("ruling", text + SIGNED)
    assert (event.significance, event.disposition, event.relief) == ("major", disposition, relief)
    assert matters(event) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: The motion for summary judgment is GRANTED as to Count I and DENIED as to Count II.",
        "ORDER: the 22 Motion for Summary Judgment is GRANTED as to the negligence claim and otherwise DENIED.",
        "ORDER. The motion for summary judgment is granted as to Count 1. The motion is denied in all other respects.",
        "ORDER. The motion for summary judgment is granted as to Count One; it is denied in all other respects.",
        "ORDER granting 22 Motion for Summary Judgment as to Acme and denying as to Zeta.",
        "ORDER granting-in-part and denying-in-part 22 Motion for Summary Judgment.",
        "ORDER GRANTING, IN PART, 22 Motion for Summary Judgment.",
        "Order by Judge Ann Orr denying in part and granting in part 22 Motion for Summary Judgment.",
    ],
)
def test_one_motion_decided_both_ways_is_granted_in_part(see, text):
    """Granted as to one count and denied as to another is one motion, granted in part."""
    event = see("ruling", text + SIGNED)
    assert [(one.motion, one.disposition) for one in event.matters] == [
        ("motion for summary judgment", "granted_in_part")
    ]
    assert event.disposition == "granted_in_part"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER denying as moot 12 Motion to Compel.", "moot"),
        ("ORDER denying 12 Motion to Compel as moot.", "moot"),
        ("ORDER: 12 Motion to Compel is DENIED AS MOOT.", "moot"),
        ("ORDER denying without prejudice 12 Motion to Compel.", "denied"),
        ("ORDER grants in part 12 Motion to Compel.", "granted_in_part"),
    ],
)
def test_how_a_motion_ends(see, text, expected):
    """Moot is no denial on the merits, wherever the word stands."""
    event = see("ruling", text + SIGNED)
    assert matters(event) == [("motion to compel", expected, 12)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("denying the motion to dismiss and granting the motion for leave", "motion to dismiss"),
        (
            "denying Motion to Preclude Expert Testimony Pursuant to FRCP 26 and 37",
            "motion to preclude expert testimony",
        ),
        ("granting Motion for a TRO and setting hearing on preliminary injunction", "motion for a TRO"),
        ("Granting Motion for Relief from Stay (Related Doc # 50 ) signed on 1/4/2010", "motion for relief from stay"),
        ("granting 30 Motion to Stay under 5 U.S.C. 705", "motion to stay under 5 U.S.C. 705"),
        ("denying motion [22-1] to dismiss no. 1", "motion to dismiss"),
        ("granting MOTION FOR CLASS CERTIFICATION", "motion for class certification"),
    ],
)
def test_a_motions_name_ends_where_it_should(see, text, name):
    """No loose "and", rule, date or further order hangs on a name."""
    assert see("ruling", f"ORDER {text}.{SIGNED}").matters[0].motion == name


@pytest.mark.parametrize(
    ("text", "of", "refers_to"),
    [
        ("granting 40 Motion to Stay. Conference set for September 23, 2022.", 40, (40,)),
        ("denying Motion to Stay set for September 23, 2022.", None, ()),
        ("denying Motion for Sanctions under Rule 26 Motion practice.", None, ()),
        ("denying Motion to Stay pursuant to FRCP 26 and 37.", None, ()),
        ("denying Defendant's Motion to Stay (ECF No. 40).", 40, (40,)),
        ("denying Defendant's Motion to Stay, Dkt. 40.", 40, (40,)),
        ("denying [40] Motion to Stay.", 40, (40,)),
        ("granting motion to stay [2129911-2]. [25-5309]", None, ()),
    ],
)
def test_only_an_entrys_number_is_taken_for_one(see, text, of, refers_to):
    """Days, rules, counts and case numbers are no entry numbers."""
    event = see("ruling", f"ORDER {text}{SIGNED}")
    assert (event.matters[0].of, event.refers_to) == (of, refers_to)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("ORDER deferring ruling on 12 Motion for Preliminary Injunction.", "routine"),
        ("ORDER: 12 Motion for Preliminary Injunction is taken under advisement.", "routine"),
        ("ORDER that the motion for stay pending appeal is carried with the case.", "routine"),
        ("Minute Entry: Hearing held on 12 Motion to Dismiss. The court takes the motion under advisement.", None),
        ("Minute Entry: Hearing held; ruling on 12 Motion to Dismiss DEFERRED.", None),
        ("ORDER directing the Clerk to withhold issuance of the mandate.", "routine"),
        ("Issuance of the mandate is withheld.", "routine"),
        ("ORDER recalling the mandate issued on 3/4/2025.", "major"),
        ("MANDATE RECALLED.", "major"),
    ],
)
def test_what_is_put_off_is_not_decided(see, text, weight):
    """An order that only puts off a decision is routine, minutes that do are no ruling."""
    event = see("ruling", text)
    assert (event.significance if event else None) == weight
    assert event is None or event.relief != "mandate"


def test_who_dissents_is_not_who_decides(see):
    """A dissenter, and a judge whose order is reviewed, are not the judge of the ruling."""
    dissent = (
        "Petition DENIED. Justice Alito, with whom Justice Thomas joins, dissenting from the denial of certiorari."
    )
    assert see("ruling", dissent).judge is None
    assert see("ruling", "ORDER: Judge Smith's order is AFFIRMED.").judge is None
    assert see("ruling", "Application (26A55) denied by Justice Kagan.").judge == "Kagan"


def test_intent_is_no_appeal(see):
    """Who gives notice of an intent to appeal has not appealed."""
    assert see("appeal", "NOTICE of intent to appeal by Ann Orr.") is None


@pytest.mark.parametrize(
    ("text", "weight", "disposition", "relief"),
    [
        ("JUDGMENT entered. Vacated in part and remanded. [24-1622]", "major", "vacated", None),
        (
            "JUDGMENT filed. The decision is: Affirmed-in-Part, Reversed-in-Part, and Remanded.",
            "major",
            "granted_in_part",
            None,
        ),
        ("JUDGMENT ORDER filed. Decision: Vacated and remanded. [24-1824]", "major", "vacated", None),
        ("PER CURIAM OPINION. [24-2355] Judgment affirmed.", "major", "affirmed", None),
        ("[10999123] Terminated on the merits after oral hearing. Affirmed.", "major", "affirmed", None),
        (
            "ORDER granting motion for summary affirmance [2130000-2]. [25-5001]",
            "major",
            "granted",
            "summary_disposition",
        ),
        ("ORDER dismissing 2255 motion and denying a certificate of appealability.", "major", "dismissed", "habeas"),
        (
            "ORDER that this petition for review, no brief having been filed, is dismissed.",
            "major",
            "dismissed",
            "petition",
        ),
        (
            "ORDER: motion for injunction GRANTED; request for a stay of this order DENIED.",
            "major",
            "granted",
            "injunction",
        ),
        ("ORDER denying motion for release pending appeal.", "major", "denied", "detention"),
        (
            "INDICATIVE RULING on 151 Motion. On remand the Court would grant the motion.",
            "major",
            "other",
            "indicative",
        ),
        ("ORDER granting 3 Motion to Seal Case.", "major", "granted", "sealing"),
        ("ORDER ON MANDATE: the judgment of 2/3/2024 is made the judgment of this Court.", "routine", "other", None),
        (
            "ORDER directing the parties, who have settled, to file a stipulation of dismissal.",
            "routine",
            "other",
            None,
        ),
        ("ORDER staying the mandate pending a petition for certiorari.", "major", "granted", "stay_pending_appeal"),
        ("ORDER that the case is stayed pending appeal of another.", "major", "other", "stay_of_proceedings"),
        ("ORDER staying case pending resolution of an appeal.", "major", "other", "stay_of_proceedings"),
        ("MOTION ORDER, granting motion for a stay pending appeal [22].", "major", "granted", "stay_pending_appeal"),
        (
            "STREAMLINED REQUEST [12] by Appellant to extend time to file the brief is approved.",
            "routine",
            "granted",
            None,
        ),
        ("MINUTE entry: motion to dismiss [34] is entered and continued to 6/3/25.", "routine", "other", None),
        (
            "ORDER UNSEALING CASE. The United States having declined to intervene, it shall be unsealed.",
            "major",
            "other",
            "sealing",
        ),
        (
            "ORDER denying Motion for stay filed by Office of Grants Oversight.",
            "major",
            "denied",
            "stay_of_proceedings",
        ),
        ("Petition for a writ of certiorari DENIED. Justice Roe took no part.", "major", "denied", "certiorari"),
        (
            "Clerk's entry of dismissal: the Appeal was DISMISSED for want of prosecution.",
            "major",
            "dismissed",
            "dismissal",
        ),
    ],
)
def test_kinds_of_orders(see, text, weight, disposition, relief):
    """What each kind of order comes to, in the forms that courts give it."""
    event = see("ruling", text)
    assert (event.significance, event.disposition, event.relief) == (weight, disposition, relief)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PETITION [2133999] for writ of mandamus filed by Ann Orr. [25-5301]", "mandamus"),
        ("PETITION filed [2093377] by Appellant for rehearing en banc. [25-5301]", "rehearing"),
        ("Petition for a writ of certiorari and motion for leave to proceed in forma pauperis filed.", "certiorari"),
        ("CIVIL CASE docketed. Notice of appeal filed by Office of Grants Oversight. [25-1266]", "docketed"),
        ("Notice of Docketing Appeal to District Court: civil action 4:25-cv-00633 assigned.", "docketed"),
        (
            "U.S. SUPREME COURT NOTICE, docket #25-704, stating petition for writ of certiorari has been filed.",
            "certiorari",
        ),
        ("Docket Entry 55 Notice of Appeal deleted: filed in error, duplicate of 54.", None),
        ("NOTICE of Docketing Record on Appeal from USCA re 55 Notice of Appeal.", None),
    ],
)
def test_forms_of_appeals(see, text, kind):
    """The forms in which courts write appeals, and what undoes or follows one."""
    event = see("appeal", text)
    assert (event.appeal.type if event else None) == kind

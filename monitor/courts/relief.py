"""What courts are asked for: the subjects of motions and orders, how much they matter, and the relief they are.

One table, the most important first. "major" is what decides merits, relief, liberty or the life of a case, in whole or
part; "routine" is its housekeeping (docs/detection.md has the list in words). The subject of a motion is the leftmost
one in its name: a "motion to extend time to respond to a motion to dismiss" asks for time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.model import Significance


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a court can be asked for. `relief` is its value in INTERFACE.md, None for most; `rank` 0 matters most."""

    name: str
    significance: Significance
    relief: str | None
    rank: int


_UNTIL = r"[^.;]{0,80}?"
_MAJOR: dict[str, tuple[str | None, str]] = {
    # 5 U.S.C. 705: a court postpones what an agency does
    "stay of agency action": (
        "stay_of_agency_action",
        rf"(?:stay|postpone|relief){_UNTIL} (?:5 )?(?:U\.?S\.?C\.? )?(?:§+ ?|section |sec\. )?705\b"
        r"|(?:section|§+) ?705 (?:stay|relief|motion)"
        r"|(?:stay(?:ing)?|postpon(?:e|ing))(?: of)?(?: the)? (?:[\w'-]+ ){0,3}?(?:effective dates?|final rule|rule|regulation|agency action|policy)\b",
    ),
    "indicative ruling": (
        "indicative",
        r"indicative ruling|rule 62\.1|(?:FRCP|Fed\. ?R\. ?Civ\. ?P\.) ?62\.1|rule 12\.1\b",
    ),
    "administrative stay": ("administrative_stay", r"administrative(?:ly)? stay"),
    "stay pending appeal": (
        "stay_pending_appeal",
        rf"(?:stay(?:ing|s|ed)?|injunction)\b{_UNTIL} pending (?:(?:an?|the|its|his|her|their|resolution of|disposition of|further) )*"
        r"(?:(?:[\w']+ )?(?:motion|petition) (?:for|to) [\w ]{0,30}?)?(?:interlocutory |direct )?(?:appeals?\b|appellate review|certiorari|review|order of the court)"
        r"|stay (?:of )?(?:the )?(?:[\w']+ ){0,3}?(?:judgment|injunction|removal|execution|mandate|order)"
        r"|recall(?:ing|ed)? (?:and stay )?(?:the )?mandate",
    ),
    "temporary restraining order": ("restraining_order", r"temporary restraining|restraining order|\bTRO\b"),
    "injunction": (
        "injunction",
        r"(?:preliminary |permanent |emergency |temporary )*(?:injunction|injunctive relief)\b(?! (?:hearing|briefing|schedule))|enjoin",
    ),
    "relief from stay": (
        "relief_from_stay",
        r"relief from (?:the )?(?:automatic |co-?debtor )*stay|(?:lift|modify|terminate|annul)(?:ing)? (?:the )?(?:automatic )?stay"
        r"|(?:extend|impose|continue|reinstate)(?:ing)? (?:the )?automatic stay|stay relief",
    ),
    "habeas corpus": (
        "habeas",
        r"(?:writs? of )?habeas(?! corpus ad)|\b(?:2241|2254|2255)\b|set aside,? (?:or correct )?(?:the )?sentence",
    ),
    "judgment as a matter of law": (
        "judgment",
        r"judgment as a matter of law|JMOL|new trial|judgment notwithstanding|judgment of acquittal",
    ),
    "summary judgment": ("summary_judgment", r"summary (?:judg(?:e)?ment|disposition|affirmance|reversal)|\bMSJ\b"),
    "judgment on the pleadings": (
        "judgment",
        r"judgment on (?:the )?(?:pleadings|administrative record|agency record|partial findings)",
    ),
    "default judgment": (
        "default_judgment",
        r"default judg(?:e)?ment|judgment by default|set(?:ting)? aside (?:the )?(?:entry of )?default|vacate (?:the )?(?:entry of )?default",
    ),
    "class certification": (
        "class_certification",
        r"(?:certify(?:ing)?|certification of|decertify)(?: an?| the)?(?: \w+)? class|class (?:action )?certif|collective action|conditional certification",
    ),
    "settlement approval": (
        "settlement",
        r"(?:preliminary |final )approval|approv\w* (?:of )?(?:the )?(?:class )?(?:settlement|compromise)|compromise (?:controversy|and settlement)|consent decree|(?:approve|approving) (?:the )?(?:class )?settlement|9019",
    ),
    "suppression": ("suppression", r"suppress"),
    "arbitration": (
        "arbitration",
        r"compel(?:ling)? (?:\w+ )?arbitration|confirm(?:ing)? (?:the )?arbitration|vacate (?:the )?arbitration|arbitration award",
    ),
    "permission to appeal": (
        "permission_to_appeal",
        r"(?:leave|permission) to (?:file (?:an )?(?:interlocutory )?)?appeal(?! in forma)|certificate of appealability|\bCOA\b|interlocutory appeal|certify[\w ]* (?:for )?(?:interlocutory )?appeal|1292\(b\)|appeal pursuant to (?:rule )?23\(f\)",
    ),
    "certiorari": ("certiorari", r"(?:writs? of )?certiorari|\bcert\.? (?:petition|granted|denied|before judgment)"),
    "mandamus": ("mandamus", r"(?:writs? of )?mandamus|writ of prohibition"),
    "rehearing": ("rehearing", r"rehearing|reconsider\w* en banc|initial(?:ly)? (?:hear\w*|en banc)|hear\w* en banc"),
    "dismissal": (
        "dismissal",
        r"dismiss(?:al|ing|ed)?\b|failure to state a claim|lack of (?:subject[- ]matter )?jurisdiction|voluntary dismissal|nolle prosequi|deny(?:ing)? discharge",
    ),
    "contempt": ("contempt", r"\bcontempt\b|held in contempt"),
    "sanctions": ("sanctions", r"\bsanctions?\b"),
    "remand": ("remand", r"\bremand(?:ing|ed)?\b"),
    "transfer": (
        "transfer",
        r"(?:change (?:of )?|transfer(?:ring)? (?:of )?)venue|transfer(?:ring|red)? (?:of )?(?:the |this |related )?(?:civil )?(?:case|action|matter|to (?:the )?(?:[\w.]+ ){0,4}(?:district|division|court))|inter-?district transfer|order of transfer|(?:conditional |mdl )?transfer (?:in )?order|transferr?ed to (?:the )?[\w. ]{0,40}(?:district|court)|jurisdiction[^.]{0,40}\btransferred|certif\w* of transfer|transfer of jurisdiction",
    ),
    "intervention": ("intervention", r"interven(?:e|tion|or status)\b"),
    "detention or release": (
        "detention",
        r"detain\b|detention|detained|(?:pretrial|pre-trial) release|conditions of (?:pretrial )?release\b|release on (?:bond|bail)|(?:bail|bond|bench warrant)\b(?! (?:posted|exonerat|receipt|review))|revo(?:ke|cation of|king) (?:bond|bail|release|pretrial|supervised|probation)|remanded to (?:the )?custody|compassionate release|reduc\w+ (?:of |in )?(?:his |her )?sentence|sentence reduction|release from custody|supervised release",
    ),
    "forfeiture": ("forfeiture", r"forfeiture"),
    "plan confirmation": (
        "plan_confirmation",
        r"(?:order )?confirm(?:ing|ed|ation of)? (?:the |debtors?'? |first |second |third |amended |modified |joint )*(?:chapter \d+ )?plan|plan (?:of reorganization )?(?:is |was )?confirm(?:ed|ation)|confirmation of (?:chapter \d+ )?plan",
    ),
    "sale": (
        "sale",
        r"(?:approv\w*|authoriz\w*|motion (?:to|for)|order)\b[^.;]{0,60}?\b(?:sale|sell)\b(?! (?:procedures|hearing))|sale free and clear|sell (?:real |personal )?property|363\(?[bf]?",
    ),
    "conversion": ("conversion", r"convert(?:ing|ed)?\b[^.;]{0,30}?(?:case|chapter)|conversion (?:of|to|from)"),
    "discharge": (
        "discharge",
        r"discharg(?:e of|ing) (?:the )?(?:joint )?debtors?|order of discharge|(?:standard|final)? ?discharge (?:of|order|granted)|granting (?:a )?discharge|order discharging debtor",
    ),
    "reopening": ("reopening", r"reopen(?:ing)?\b"),
    "sealing of the case": ("sealing", r"(?:un)?seal(?:ing)? (?:the |this |entire )+case|case (?:is )?(?:un)?sealed"),
    "reconsideration": (
        "reconsideration",
        r"reconsider(?:ation)?|(?:alter|amend) (?:or amend )?(?:the )?(?:[\w']+ )?judgment|relief from (?:the )?(?:final )?(?:judgment|order)|rule 60|59\(e\)|60\(b\)|vacate (?:the )?(?:[\w']+ )?(?:judgment|order|dismissal)",
    ),
    "closing of the case": (
        "closing",
        r"final decree|clos(?:e|ing) (?:the |this )?(?:bankruptcy |adversary |administratively )?(?:case|proceeding)|administratively clos\w+",
    ),
    "mandate": ("mandate", r"issu(?:e|ance) (?:of )?(?:the )?mandate|mandate (?:shall|to) issue"),
    "stay of proceedings": (
        "stay_of_proceedings",
        r"stay(?:ing|ed)?\b(?! of (?:deadlines|discovery)|(?: \w+){0,2} (?:deadlines?|discovery|of discovery|briefing|response))",
    ),
    "petition": (
        "petition",
        r"petitions? for review|the petition\b|petition(?= (?:is |GRANTED|DENIED))|appeal(?= (?:is |be )?(?:hereby )?(?:dismissed|allowed|denied))",
    ),
    "claims": (
        "judgment",
        r"(?:counts?|claims?)(?= (?:one|two|[ivx\d])| against| for| in| of| are)|(?:judgment|verdict)\b(?! creditor| debtor| form)",
    ),
}
_ROUTINE: dict[str, str] = {
    "reference to a magistrate judge": r"refer(?:ral|ring|red|s)?\b(?! to as)|reassign\w*|recus\w+|disqualif\w+",
    "time": r"(?:extension|enlarge(?:ment)?|additional|more|shorten(?:ing|ed)?|extend(?:ing|ed)?|reduce)(?: of)?(?: the)?(?: briefing)? (?:time|deadlines?|stay\b|page|discovery|answer|response|dates?|schedule)|extension\b|extend(?:ing)?\b|out of time|deadlines?\b|to continue\b|continu(?:ance|ing)\b|continued\b|postpone\b|adjourn\w*|reset(?:ting)?\b|reschedul\w*|speedy trial|excludable|expedit\w*|time to (?:answer|file|respond|serve)|toll(?:ing)?\b",
    "schedule": r"schedul\w*|hearing\b|conference\b|case management|discovery plan|setting\b|briefing\b|pretrial order|trial date|oral arguments?|argument\b|mediation|settlement conf\w*|ADR\b|status report|show cause|advance\b|calendar\w*|docket call|submission",
    "leave to file": r"leave to (?:file|amend|supplement|exceed|participate|appear|proceed|serve|withdraw|appeal in forma|reply|conduct|take|join)|supplement\b|amend(?:ed|ing)?\b|correct\b|file (?:under seal|excess|a |an |amended|supplement)|exceed\w*|(?:page|word) limits?|excess pages|over-?length|amicus|substitut\w*|withdraw(?:al)?\b|redact\w*|seal(?:ed|ing)?\b|under seal|impound|strike\b|unseal\w*",
    "counsel": r"pro hac vice|appear\b|appearance|admi(?:t|ssion)\b|appoint\w*|counsel\b|attorney\b|employ(?:ment)?\b|retain\w*|CJA|compensation|fees?\b|costs\b|reimbursement|interpreter",
    "in forma pauperis": r"in forma pauperis|\bIFP\b|prepayment|without prepaying|installments?|PLRA|filing fee",
    "discovery": r"compel\b|discovery|deposition|depose|subpoenas?|protective order|quash|produc(?:e|tion)|interrogator\w*|confidential\w*|ESI\b|inspect\w*|examination|2004|privilege|in camera|letters? rogatory|expert\b|daubert|limine|preclude|exclude|bill of particulars|jury instructions|exhibits?\b|testimony|witness\w*|judicial notice",
    "housekeeping": r"consolidat\w*|relat(?:ed|e) cases?|coordinate|bifurcat\w*|join(?:der|t administration)|service\b|serve\b|publication|travel|modify(?:ing)? (?:the )?(?:conditions|bail|bond|terms|release)|modification of|passport|conditions paperwork|transcripts?|writ\b|ad (?:prosequendum|testificandum)|exonerat\w*|return of|release of (?:funds|passport|exhibits|bond)|disburs\w*|deposit|payment|psychiatric|competenc\w+|evaluation|clarif\w+|abey\w*|deem\w*|request(?:s)? for (?:notice|copies)|telephon\w*|electronic\w*|video\w*|procedures|bar date|claims? (?:bar|register)|objection to (?:proof of )?claim|wages|cash collateral|critical vendors|utilities|reject\w*|assum\w*|lease|disclosure statement|reaffirmation|avoid\w*|lien|matrix|exempt\w*|designat\w*",
}

SUBJECTS: tuple[Subject, ...] = (
    *(Subject(name, "major", relief, rank) for rank, (name, (relief, _)) in enumerate(_MAJOR.items())),
    *(Subject(name, "routine", None, len(_MAJOR) + rank) for rank, name in enumerate(_ROUTINE)),
)
"""All subjects, the most important first."""

_SUBJECT = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<s{rank}>{pattern})" for rank, pattern in enumerate([*(p for _, p in _MAJOR.values()), *_ROUTINE.values()])
    )
    + ")",
    re.IGNORECASE,
)


def subjects_in(text: str) -> Iterator[Subject]:
    """The subjects that a text names, in order."""
    for match in _SUBJECT.finditer(text):
        yield SUBJECTS[int((match.lastgroup or "s0")[1:])]


def subject_of(text: str) -> Subject | None:
    """What a motion with this name asks for: its leftmost subject, None when it names none that we know."""
    return next(subjects_in(text), None)

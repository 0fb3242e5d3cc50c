"""What courts are asked for: the subjects of motions and orders, how much they matter, and the relief they are.

The most important stands first. "major" is what decides merits, relief, liberty or the life of a case, in \
    whole or part;
"routine" is its housekeeping (docs/detection.md has the list in words). The subject of a motion is the \
    leftmost one in
its name: a "motion to extend time to respond to a motion to dismiss" asks for time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.courts.housekeeping import ROUTINE
from monitor.courts.phrases import leftmost
from monitor.model import Significance

_MAJOR: dict[str, str] = {
    "stay of agency action": r"""
        (?:stay|postpone|relief)[^.;]{0,80}? (?:5 )?(?:U\.?S\.?C\.? )?(?:§+ ?|section |sec\. )?705\b
        (?:section|§+) ?705 (?:stay|relief|motion)
        (?:stay(?:ing)?|postpon(?:e|ing))(?: of)?(?: the)? (?:[\w'-]+ ){0,3}?(?:effective dates?|final rule\
            |rule|regulation|agency action|policy)\b
    """,
    "indicative ruling": r"""
        indicative ruling
        rule 62\.1
        (?:FRCP|Fed\. ?R\. ?Civ\. ?P\.) ?62\.1
        rule 12\.1\b
    """,
    "administrative stay": r"""
        administrative(?:ly)? stay
    """,
    "stay pending appeal": r"""
        (?:stay(?:ing|s|ed)?|injunction)\b[^.;]{0,80}? pending (?:(?:an?|the|its|his|her|their|resolution of\
            |disposition of|further|[\w']+'s) )*(?:(?:[\w']+ )?(?:motion|petition) (?:for\
            |to) [\w ]{0,30}?)?(?:interlocutory |direct )?(?:appeals?\b|appellate review|certiorari|review\
            |order of (?:the )?(?:court|chief justice|justice|undersigned|panel))
        stay (?:of )?(?:the )?(?:[\w']+ ){0,3}?(?:judgment|injunction|removal|execution|mandate|order)
    """,
    "recall of the mandate": r"""
        recall(?:ing|ed|s)? (?:and stay )?(?:of )?(?:the |its |our )?mandate
        mandate (?:(?:is|was|be|shall|hereby) )*recalled
    """,
    "temporary restraining order": r"""
        temporary restraining
        restraining order
        \bTRO\b
    """,
    "injunction": r"""
        (?:preliminary |permanent |emergency |temporary )*(?:injunction|injunctive relief)\b(?! (?:hearing\
            |briefing|schedule))
        enjoin
    """,
    "relief from stay": r"""
        relief from (?:the )?(?:automatic |co-?debtor )*stay
        (?:lift|modify|terminate|annul)(?:ing)? (?:the )?(?:automatic )?stay(?! (?:of|on) (?:all )?discovery)
        (?:extend|impose|continue|reinstate)(?:ing)? (?:the )?automatic stay
        stay relief
        no (?:automatic )?stay is in effect
        stay has (?:been )?(?:expired|terminated)
    """,
    "dissolution": r"""
        (?:dissolv|vacat|lift|terminat|modif)\w* (?:of )?(?:the |this court's |that )?(?:[\w']+ ){0,2}?(?:injunctions?\
            |restraining order|TRO|stay(?! of removal| (?:of|on) (?:all )?discovery))\b
    """,
    "habeas corpus": r"""
        (?:writs? of )?habeas(?! corpus ad)
        \b(?:2241|2254|2255)\b
        set aside,? (?:or correct )?(?:the )?sentence
        second or successive
        motion for authorization(?= (?:is|to file))
    """,
    "judgment as a matter of law": r"""
        judgment as a matter of law
        JMOL
        new trial
        judgment notwithstanding
        judgment of acquittal
    """,
    "summary judgment": r"""
        summary (?:judg(?:e)?ment|jgmt?|judgmt|jdgmt)
        \bMSJ\b
    """,
    "summary disposition": r"""
        summary (?:disposition|affirmance|reversal)
    """,
    "judgment on the pleadings": r"""
        judgment on (?:the )?(?:pleadings|administrative record|agency record|partial findings)
    """,
    "default judgment": r"""
        default judg(?:e)?ment
        judgment by default
        set(?:ting)? aside (?:the )?(?:entry of )?default
        vacate (?:the )?(?:entry of )?default
    """,
    "class certification": r"""
        (?:certify(?:ing)?|certification of|decertify)(?: an?| the)?(?: \w+)? class
        class (?:action )?certif
        collective action
        conditional certification
    """,
    "settlement approval": r"""
        (?:preliminary |final )approval
        approv\w* (?:of )?(?:the )?(?:class )?(?:stipulation (?:for|of|re) )?(?:settlement|compromise)
        compromise (?:controversy|and settlement)
        consent decree
        (?:approve|approving) (?:the )?(?:class )?settlement
        9019
    """,
    "suppression": r"""
        suppress
    """,
    "arbitration": r"""
        compel(?:ling)? (?:\w+ )?arbitration
        confirm(?:ing)? (?:the )?arbitration
        vacate (?:the )?arbitration
        arbitration award
    """,
    "permission to appeal": r"""
        (?:leave|permission) to (?:file (?:an )?(?:interlocutory )?)?appeal(?! in forma)
        certificate of appealability
        \bCOA\b
        interlocutory appeal
        certify[\w ]* (?:for )?(?:interlocutory )?appeal
        1292\(b\)
        appeal pursuant to (?:rule )?23\(f\)
    """,
    "certiorari": r"""
        (?:writs? of )?certiorari
        \bcert\.? (?:petition|granted|denied|before judgment)
    """,
    "mandamus": r"""
        (?:writs? of )?mandamus
        writ of prohibition
    """,
    "rehearing": r"""
        rehearing
        reconsider\w* en banc
        initial(?:ly)? (?:hear\w*|en banc)
        hear\w* en banc
    """,
    "dismissal": r"""
        dismiss(?:al|ing|ed)?\b
        failure to state a claim
        lack of (?:subject[- ]matter )?jurisdiction
        voluntary dismissal
        nolle prosequi
        quash(?:ing|ed)? (?:the )?(?:indictment|information|count)
        deny(?:ing)? discharge
    """,
    "contempt": r"""
        \bcontempt\b
        held in contempt
    """,
    "sanctions": r"""
        \bsanctions?\b
    """,
    "remand": r"""
        (?<!following )(?<!after )\bremand(?:ing|ed)?\b(?! order from)
    """,
    "transfer": r"""
        (?:chang(?:e|ing) (?:of )?|transfer(?:ring)? (?:of )?)(?:the )?(?:divisional )?venue
        transfer(?:ring|red)? (?:of )?(?:the |this |related )?(?:civil )?(?:case|action|matter\
            |to (?:the )?(?:[\w.]+ ){0,4}(?:district|division|court))
        inter-?district transfer
        order of transfer
        (?:conditional |mdl )?transfer (?:in )?order
        transferr?ed to (?:the )?[\w. ]{0,40}(?:district|court)
        jurisdiction[^.]{0,40}\btransferred
        certif\w* of transfer
        transfer of jurisdiction
        transfer\b(?! of (?:claim|funds|property)| agreement)
    """,
    "intervention": r"""
        interven(?:e|tion|or status)\b
    """,
    "detention or release": r"""
        detain\b
        detention
        detained
        (?:pretrial|pre-trial) release
        conditions of (?:pretrial )?release\b
        release (?:on (?:bond|bail)|pending (?:appeal|trial|sentenc\w+))
        (?:bail|bond|bench warrant)\b(?! (?:posted|exonerat|receipt|review))
        revo(?:ke|cation of|king) (?:bond|bail|release|pretrial|supervised|probation)
        remanded to (?:the )?custody
        compassionate release
        reduc\w+ (?:of |in )?(?:his |her )?sentence
        sentence reduction
        release from custody
        terminat\w+ (?:of )?(?:the )?(?:(?:his|her|defendant's|term of) )*(?:probation|supervis)
        early termination of
        supervised release
    """,
    "plea": r"""
        withdraw(?:ing|al of)? (?:(?:his|her|the|a) )?(?:guilty )?plea
    """,
    "forfeiture": r"""
        forfeiture
    """,
    "plan confirmation": r"""
        (?:order )?confirm(?:ing|ed|ation of)? (?:the |debtors?'? |first |second |third |amended |modified \
            |joint )*(?:chapter \d+ )?plan
        plan (?:of reorganization )?(?:is |was )?confirm(?:ed|ation)
        (?:(?:chapter \d+|amended|modified) )+plan(?= (?:is|be|not)\b)
        confirmation of (?:chapter \d+ )?plan
        approv\w+ (?:the )?(?:[\w']+ ){0,6}?plan of (?:reorganization|liquidation)
    """,
    "sale": r"""
        (?:approv\w*|authoriz\w*|motion (?:to|for)|order)\b[^.;]{0,60}?(?<!notice )(?<!notice of )\
            \b(?:sale|sell)\b(?! (?:procedures\
            |hearing))
        sale free and clear
        sell (?:real |personal )?property
        363\(?[bf]?
    """,
    "conversion": r"""
        convert(?:ing|ed)?\b[^.;]{0,30}?(?:case|chapter)
        conversion (?:of|to|from)
        appoint\w* (?:of )?(?:an? |the )?(?:chapter 11|operating) trustee
    """,
    "discharge": r"""
        discharg(?:e of|ing) (?:the )?(?:joint )?debtors?
        order of discharge
        (?:standard|final)? ?discharge (?:of|order|granted)
        granting (?:a )?discharge
        order discharging debtor
    """,
    "reopening": r"""
        reopen(?:ing)?\b
        reinstat(?:e|es|ing|ement)(?: of)? (?:the |this |its )?(?:appeal|case|action|proceeding)
        (?:appeal|case|action|proceeding)s? (?:(?:is|are|be|hereby) )*reinstated
    """,
    "sealing of the case": r"""
        (?:un)?seal(?:ing)? (?:the |this |entire )*(?:case|action)\b
        case (?:is )?(?:un)?sealed
    """,
    "reconsideration": r"""
        reconsider(?:ation)?
        (?:alter|amend) (?:or amend )?(?:the )?(?:[\w']+ )?judgment
        relief from (?:the )?(?:final )?(?:judgment|order)
        rule 60
        59\(e\)
        60\(b\)
        vacate (?:the )?(?:[\w']+ )?(?:judgment|order|dismissal)
        to vacate\b(?! (?:the )?(?:hearing|deadline|date|schedul|trial|conference))
    """,
    "closing of the case": r"""
        final decree
        clos(?:e|ing|ure of) (?:the |this )?(?:bankruptcy |adversary |administratively |civil |criminal )?(?:case\
            |proceeding|file|action|matter)\b
        administratively clos\w+
    """,
    "mandate": r"""
        issu(?:e|ance) (?:of )?(?:the )?mandate(?! (?:(?:is|was|be|shall|hereby) )*(?:withheld|stayed|held))
        mandate (?:shall|to) issue
    """,
    "stay of proceedings": r"""
        stay(?:ing|ed)?\b(?! of (?:deadlines|discovery)|(?: \w+){0,2} (?:deadlines?|discovery|of discovery\
            |briefing|response))
    """,
    "petition": r"""
        petitions? for review
        petition(?= (?:is |GRANTED|DENIED))
        appeal(?= (?:is |be )?(?:hereby )?(?:dismissed|allowed|denied))
    """,
    "report and recommendation": r"""
        reports? (?:and|&) recommendations?
    """,
    "claims": r"""
        (?:counts?|claims?)(?= (?:one|two|[ivx\d])| against| for| in| of| are)
        (?:judgment|verdict)\b(?! creditor| debtor| form)
    """,
}
_RELIEF = {
    "indicative ruling": "indicative",
    "temporary restraining order": "restraining_order",
    "habeas corpus": "habeas",
    "judgment as a matter of law": "judgment",
    "judgment on the pleadings": "judgment",
    "settlement approval": "settlement",
    "detention or release": "detention",
    "sealing of the case": "sealing",
    "closing of the case": "closing",
    "claims": "judgment",
}
"""The relief of INTERFACE.md where it is not the subject's own name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a court can be asked for. `relief` is its value in INTERFACE.md, None for housekeeping.

    `rank` sorts the most important first.
    """

    name: str
    significance: Significance
    relief: str | None
    rank: int


SUBJECTS: tuple[Subject, ...] = (
    *(Subject(name, "major", _RELIEF.get(name, name.replace(" ", "_")), rank) for rank, name in enumerate(_MAJOR)),
    *(Subject(name, "routine", None, len(_MAJOR) + rank) for rank, name in enumerate(ROUTINE)),
)
"""All subjects, the most important first."""

_SUBJECT = leftmost({f"s{rank}": table for rank, table in enumerate([*_MAJOR.values(), *ROUTINE.values()])})


def subjects_in(text: str) -> Iterator[Subject]:
    """The subjects that a text names, in order."""
    for match in _SUBJECT.finditer(text):
        yield SUBJECTS[int((match.lastgroup or "s0")[1:])]


def subject_of(text: str) -> Subject | None:
    """What a motion with this name asks for: its leftmost subject, None when it names none that we know."""
    return next(subjects_in(text), None)

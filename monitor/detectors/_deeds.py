"""Deeds of a court that need no motion: sentence, plea, bail, an injunction issued, a case stayed or closed."""

from monitor.courts.phrases import leftmost
from monitor.courts.relief import SUBJECTS, Subject

NAMED = {subject.name: subject for subject in SUBJECTS}
"""All subjects by name."""

_DONE = {
    "sentence": r"""
        sentenced\b(?! memo)
        \d+ (?:months?|years?|days?),? (?:of )?(?:imprisonment|custody|probation|incarceration)
        custody of (?:the )?(?:bop|bureau)
        time served
        supervised release (?:for|of|is)
        judgment and commitment
        judgment in a criminal case
    """,
    "plea": r"""
        (?:plea|pleads?|pled|pleaded)[^.;]{0,80}?(?<!not )guilty\b
        guilty plea (?:entered|accepted|taken)
        plea (?:is )?accepted
        accept\w* (?:\w+ ){0,3}?plea
        change of plea (?:hearing )?(?:held|as to)
        deferred prosecution
    """,
    "verdict": r"""
        (?:jury|court) (?:returns?|returned|reached|finds?|found)[^.;]{0,60}?(?:verdict|guilty|liable\
            |for (?:the )?(?:plaintiff|defendant))
        verdict (?:returned|rendered|reached|for|in favor|entered)
        mistrial
        acquitt\w+
    """,
    "custody": r"""
        (?:bond|bail)[^.;]{0,60}? (?:is )?(?:re)?set (?:at|as|for|in)
        (?:bond|bail) (?:is )?(?:re)?set\b
        (?:orders?|ordered|impos\w+|setting|sets?|set) (?:the )?(?:same )?(?:bond|bail|conditions of release\
            |detention)
        (?:ordered|be|is|remain\w*) (?:detained|released)\b
        detention (?:is )?ordered
        order of detention
        detention order
        order setting conditions of (?:pretrial )?release
        bench warrant (?:is |to be |be )?(?:issued?|ordered)
        (?:issu\w+|order\w*) (?:of )?(?:a )?(?:bench|arrest) warrant
        (?:remanded|committed) (?:in)?to (?:the )?custody
    """,
    "injunction": r"""
        (?:preliminarily |permanently |temporarily |hereby |immediately )*(?:enjoin(?:ed|s|ing)|restrained)\b
        (?:injunction|restraining order) (?:is |are |shall )?(?:hereby )?(?:issued?|entered|imposed|remains?|extended)
        (?:issu\w+|enter\w+|extend\w+|modify\w+) (?:an? |the )?(?:\w+ )?(?:injunction|restraining order)
    """,
    "stay": r"""
        (?:case|action|proceedings?|matter|litigation|removal|order|judgment|injunction|mandate\
            |appeal)s? (?:(?:is|are|be|shall be|hereby|remains?|in its entirety) )*stayed
        (?:staying|stays) (?:the |this )?(?:\w+ )?(?:case|action|proceeding|matter|litigation|removal|order\
            |judgment|injunction|mandate)
        removal stayed
    """,
    "transfer": r"""
        (?:case|action|matter|proceeding|jurisdiction)\b[^.;]{0,60}? transferr?ed (?:to|in)
        transferring (?:the |this )?(?:case|action|matter|venue|proceeding|civil|jurisdiction)
    """,
    "closing": r"""
        (?:case|action|proceeding|matter)\b(?: [\w:-]+)? (?:(?:is|be|shall be|hereby|administratively\
            |remains?) )*(?:closed|terminated|reopened|converted)
    """,
    "discharge": r"""
        discharging (?:the )?(?:joint )?debtors?
    """,
    "stipulated_dismissal": r"""
        (?:order|judgment|decree|stipulation) (?:and order )?(?:of|for|re|regarding) (?:\w+ ){0,3}?dismissal
        dismissal (?:of|with|without) [^.;]{0,60}?(?:so ordered|is approved)
        (?:stipulation|agreement) (?:withdrawing|dismissing) (?:this |the )?appeal
        appeal (?:is )?(?:hereby )?withdrawn
        not be permitted to proceed
    """,
}
DONE_AS = {
    "sentence": (Subject("sentence", "major", "sentence", -1), "other"),
    "plea": (Subject("plea", "major", "plea", -1), "other"),
    "verdict": (Subject("verdict", "major", "verdict", -2), "other"),
    "custody": (NAMED["detention or release"], "other"),
    "injunction": (NAMED["injunction"], "granted"),
    "stay": (NAMED["stay of proceedings"], "other"),
    "transfer": (NAMED["transfer"], "other"),
    "closing": (NAMED["closing of the case"], "other"),
    "discharge": (NAMED["discharge"], "other"),
    "stipulated_dismissal": (NAMED["dismissal"], "dismissed"),
}
"""What each table's deed comes to: its subject and disposition."""

DEED = leftmost(_DONE)
"""Finds a deed; `lastgroup` is the name of its table."""

"""Deeds of a court that need no motion: sentence, plea, bail, an injunction issued, a case stayed or closed."""

from monitor.courts.phrases import leftmost
from monitor.courts.relief import SUBJECTS, Subject

NAMED = {subject.name: subject for subject in SUBJECTS}
"""All subjects by name."""

_DONE = {
    "sentence": r"""
        sentenced\b(?! memo)
        \d+ (?:months?|years?|days?),? (?:of )?(?:imprisonment|custody|probation|incarceration)
        \d+ (?:months?|years?|days?),? (?:in |with )?(?:the )?(?:bop|tsr|sr|supervised)\b
        custody of (?:the )?(?:bop|bureau)
        time served
        supervised release (?:for|of|is) (?:a (?:term|period|total) of )?(?:\d|one|two|three|four|five|six|life\b\
            |impos)
        (?:imprisonment|incarceration|probation|supervised release|custody of (?:the )?bop) ?: ?(?:\d|life\b)
        judgment and commitment
        judgment in a criminal case
    """,
    "plea": r"""
        (?:plea|pleads?|pled|pleaded)[^.;]{0,80}?(?<!not )guilty\b
        (?<!not )guilty plea (?:entered|accepted|taken)
        plea (?:agreement )?(?:is )?accepted
        order (?:accepting|entering) (?:\w+ )?plea
        accept\w* (?:\w+ ){0,3}?plea
        change of plea (?:hearing )?(?:held|as to)
        deferred prosecution
    """,
    "verdict": r"""
        (?:jury|court) (?:deliberates? and |deliberated and )?(?:returns?|returned|reached|finds?|found)[^.;]{0,60}?\
            (?:verdict|guilty|liable|for (?:the )?(?:plaintiff|defendant))
        verdict (?:returned|rendered|reached|for|in favor|entered)
        mistrial
        acquitt\w+
    """,
    "custody": r"""
        (?:bond|bail)(?! (?:\w+ )?hearing)[^.;]{0,60}? (?:is )?(?:re)?set (?:at|as|for|in)
        (?:bond|bail) (?:is )?(?:re)?set\b
        (?:orders?|ordered|impos\w+|setting|sets?|set) (?:the )?(?:same )?(?:bond|bail|conditions of release\
            |detention)
        (?:ordered|be|is|remain\w*) (?:detained|released)\b
        (?:orders?|ordered) (?:that )?(?:the )?(?:defendants?|him|her|them) (?:be |is )?(?:detained|released|held)\b
        detention (?:is )?ordered
        (?:bond|bail|release) (?:is |hereby )?revoked
        order of detention
        order (?:of|for|scheduling [\w ]{0,30}?and for) temporary detention
        detention order
        order setting conditions of (?:pretrial )?release
        bench warrant (?:is |to be |be )?(?:issued?|ordered)
        (?:issu\w+|order\w*) (?:of )?(?:a )?(?:bench|arrest) warrant
        (?:remanded|committed) (?:in)?to (?:the )?custody
    """,
    "restraint": r"""
        (?:restraining order|TRO)\b(?: (?:\d+|\[\d+\]|(?:entered|issued|dated|of) [^.;]{1,30}?))? (?:(?:is|are|shall\
            |be|remains?|hereby) )*(?:issued|entered|imposed|in effect|extended)\b{then}
        (?:restraining order|TRO) (?:to|shall|will) issue\b
        (?:issu(?:es|ed|ing)|enter(?:s|ed|ing)|extend(?:s|ed|ing)|modif(?:ies|ied|ying)) (?:an? |the |its )?\
            (?:\[?\d+\]? )?(?:\w+ ){0,2}?(?:restraining order|TRO)\b
    """,
    "injunction": r"""
        (?:preliminarily |permanently |temporarily |hereby |immediately )*(?:enjoin(?:ed|s|ing)|restrained)\b
        injunction (?:is |are |shall )?(?:hereby )?(?:issued?|entered|imposed|remains?|extended)\b{then}
        (?:issu(?:es?|ed|ing)|enter(?:s|ed|ing)?|extend(?:s|ed|ing)?) (?:an? |the )?(?:\[?\d+\]? )?(?:\w+ )?injunction
    """,
    "modified": r"""
        (?<!order )modif(?:y|ies|ied|ying) (?:the |its )?(?:\[?\d+\]? )?(?:\w+ ){0,2}?(?:injunction|restraining order)
        (?:injunction|restraining order)\b[^;]{0,60}? (?:is|be|are) (?:hereby )?modified
    """,
    "administrative_stay": r"""
        administratively stay(?:ed|s|ing)?\b
        (?:temporarily |hereby )?(?:enter(?:s|ed|ing)|issu(?:es|ed|ing)|impos(?:es|ed|ing)) (?:an? |the )?\
            (?:temporary |interim )?administrative stay
        administrative stay (?:(?:is|be|shall|hereby) )*(?:entered|issued|imposed|extended)\b{then}
    """,
    "stay": r"""
        (?:case|action|proceedings?|matter|litigation|removal|order|judgment|injunction|mandate\
            |appeal)s? (?:(?:is|are|be|shall be|hereby|remains?|in its entirety) )*stayed
        (?:staying|stays) (?:the |this )?(?:\w+ )?(?:case|action|proceeding|matter|litigation|removal|order\
            |judgment|injunction|mandate)
        (?:order(?! that)|judgment|injunction|decision|ruling|removal)\b(?:[^.;:]|(?<=no)\.|:(?=\d)){0,160}? \
            (?:is|are|be) (?:hereby |temporarily )?stayed
        stay\b[^.;]{0,60}? (?:is|be|are) (?:hereby )?extended
        removal stayed
    """,
    "transfer": r"""
        (?:case|action|matter|proceeding|jurisdiction)\b[^.;]{0,60}? transferr?ed (?:to|in)
        transfer(?:ring|s) (?:the |this )?(?:case|action|matter|venue|proceeding|civil|jurisdiction|petition|appeal)
    """,
    "closing": r"""
        (?:case|action|proceeding|matter)\b(?: [\w:-]+)? (?:(?:is|be|shall be|hereby|administratively\
            |remains?) )*(?:closed|terminated|reopened|converted)
    """,
    "summary": r"""
        enter(?:s|ed|ing) summary judgment (?:for|against|in favor)
    """,
    "rehearing": r"""
        (?:case|appeal|matter|cause|petition)s? (?:shall |will |is to |are to )?be reheard (?:by the court )?en banc
    """,
    "discharge": r"""
        discharging (?:the )?(?:joint )?debtors?
    """,
    "stipulated_dismissal": r"""
        (?:order|judgment|decree|stipulation) (?:and order )?(?:of|for|re|regarding) (?:\w+ ){0,3}?dismissal
        dismissal (?:of|with|without) [^.;]{0,60}?(?:so ordered|is approved)
        (?:stipulation|agreement) (?:withdrawing|dismissing) (?:this |the )?appeal
        appeal (?:is )?(?:hereby )?withdrawn
        entering (?:\d+ )?(?:the )?(?:notice|stipulation) of (?:voluntary )?dismissal
        not be permitted to proceed
    """,
}
DONE_AS = {
    "sentence": (Subject("sentence", "major", "sentence", -1), "other"),
    "plea": (Subject("plea", "major", "plea", -1), "other"),
    "verdict": (Subject("verdict", "major", "verdict", -2), "other"),
    "custody": (NAMED["detention or release"], "other"),
    "restraint": (NAMED["temporary restraining order"], "granted"),
    "injunction": (NAMED["injunction"], "granted"),
    "modified": (NAMED["injunction"], "other"),
    "administrative_stay": (NAMED["administrative stay"], "granted"),
    "stay": (NAMED["stay of proceedings"], "other"),
    "transfer": (NAMED["transfer"], "other"),
    "closing": (NAMED["closing of the case"], "other"),
    "summary": (NAMED["summary judgment"], "granted"),
    "rehearing": (NAMED["rehearing"], "granted"),
    "discharge": (NAMED["discharge"], "other"),
    "stipulated_dismissal": (NAMED["dismissal"], "dismissed"),
}
"""What each table's deed comes to: its subject and disposition."""

_THEN = r"(?! (?:on|in|by|\d|[a-z]+ \d))"
"""What may not follow "injunction entered": a day, which makes it one of old."""
DEED = leftmost({name: table.replace("{then}", _THEN) for name, table in _DONE.items()})
"""Finds a deed; `lastgroup` is the name of its table."""

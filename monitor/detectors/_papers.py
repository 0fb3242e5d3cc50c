"""The names of the papers that clerks and parties file, by kind; `_heads.py` finds the leftmost of all.

"MEMORANDUM in Opposition to Motion to Stay" is a brief and "MANDATE of USCA as to 56 Notice of Appeal" a mandate,
whatever else they name. Each table holds the names of one kind, one a line (courts/phrases.py):

undone      it, or what it repeats, does not count: entered in error, deleted, a correction by the clerk
paperwork   the clerk's own, or of an appeal already taken: no ruling, no appeal
filing      a party's paper: what it asks for is no ruling
appeals     takes, opens or numbers a review in a higher court; the table's name is the appeal's type
"""

CLERKS_AND_APPEALS = {
    "undone": r"""
        (?:\w+ )?(?:entered|filed|docketed|issued|posted|scheduled) in (?:the )?(?:error|wrong case|incorrect case)
        docketing error
        docket entry \d+[^.;]{0,80}? (?:deleted|stricken|withdrawn)\b
        (?:entry |document |docket )?(?:deleted|stricken|withdrawn) (?:entry|by|per|from the|document|docket)
        court deleted
        disregard\b
        placed in file
        document not used
        \(?termed\)?
        incorrect (?:entry|event)
        correction of docket
        (?:clerk's |notice of |notice regarding |docket |entry )*(?:correction|corrective entry\
            |modification(?! of (?:\w+ )?(?:conditions|plan|probation|supervis|release|sentence|bond))\
            |deficiency|docket annotation)\b(?! order)
        notice to (?:filer|attorney|counsel) (?:to re-?file|regarding deficient)
        errata
    """,
    "objection": r"""
        (?:notice of )?appeals? (?:of|from|to) (?:the )?(?:u\.?s\.? )?magistrate
        (?:objections? to|appeal from) (?:the )?(?:\w+ ){0,3}(?:report|order|decision)
    """,
    "proposed": r"""
        \[?proposed\]?
        (?:notice of )?lodg(?:ed|ing|ment)\b
        form of (?:order|judgment)
        submission of
        (?:\w+ ){0,3}?unsigned
        order (?:to show cause )?-? ?unsigned
        order (?:(?!denying|granting|signed|entered)[\w',]+ ){0,8}?-{1,2} ?\(?proposed\b
        order (?:(?!denying|granting|signed|entered|re|on|as|by)[\w',]+ ){0,6}?\(proposed\)
        (?:text |paperless |electronic )?orders? (?:upload|lodged|submitted|proposed)
    """,
    "rehearing": r"""
        (?:\w+'s? )?(?:combined |joint |corrected |amended )?petition for (?:panel )?(?:rehearing|reconsideration)
        (?:\w+'s? )?petition for (?:initial )?(?:hearing|rehearing) en ?banc
        (?:\w+'s? )?petition for en ?banc (?:re)?(?:hearing|consideration)
        suggestion for rehearing
        petition,? for rehearing
        petition(?: \[[\d-]+\])?(?: filed)?(?: \[[\d-]+\])? (?:by [\w .,'&]{0,80} )?for (?:panel |initial )?\
            (?:re)?hearing
        motion for (?:panel )?rehearing(?: en banc)?,? filed by (?:appell|petitioner|respondent)
    """,
    "petition": r"""
        (?:amended |cross-? ?)?petition for (?:judicial )?review\b(?! of)
        petition for review of
        petition(?: \[[\d-]+\])?(?: filed)?(?: \[[\d-]+\])? (?:by [\w .,'&]{0,80} )?for (?:judicial )?review
        (?:cross-)?application for enforcement
        petition (?:to|for leave to|for permission to\
            |for permission for leave to) (?:file )?(?:an )?(?:interlocutory )?appeal
        petition (?:for|requesting) (?:permission|leave) to appeal
        petition for (?:a )?grant of review
        notice is (?:hereby )?given that a certificate for review
        certificate for review
        (?:motion|application) for (?:leave|permission) to (?:file an )?(?:interlocutory )?appeal(?! in forma| ifp)
        motion for leave to appeal(?! in forma| ifp)
        miscellaneous case docketed
        (?:petition|agency|original) case docketed
    """,
    "certiorari": r"""
        (?:conditional |cross-)*petition for (?:a )?writ of certiorari and motion [^.;]{0,120}filed
        (?:conditional |cross-)*petition for (?:a )?writ of certiorari\b(?! (?:and|granted|denied|dismissed\
            |before judgment (?:granted|denied)))
        supreme court case info
        supreme court notice[^;]{0,200}? petition for (?:a )?writ of cert\w* (?:has been |was )?filed
        petition for cert\w*
        (?:notice of )?(?:filing of )?(?:us |u\.s\. |usca )?(?:supreme court )?(?:notice (?:of|that\
            |from) )?(?:the )?petition for (?:a )?writ of cert\w* (?:was |has been )?(?:filed|docketed)
        statement as to jurisdiction
        jurisdictional statement
    """,
    "mandamus": r"""
        petition for (?:an? )?(?:extraordinary )?writ of (?:mandamus|prohibition)
        petition for (?:mandamus|prohibition)
        petition(?: \[[\d-]+\])?(?: filed)?(?: \[[\d-]+\])? (?:by [\w .,'&]{0,80} )?for (?:an? )?(?:extraordinary )?\
            (?:writ of )?(?:mandamus|prohibition)
        petition (?:in the nature of|pursuant to 28 u\.?s\.?c\.? 1651)
    """,
    "application": r"""
        application \(\d\d\w\d+\) (?:for|to) (?!extend|exceed|file|reduce)
        application to (?:vacate|stay) .{0,60}submitted to
    """,
    "paperwork": r"""
        (?:certified and |certificate of |notice of |letter of |appeal )?transmi(?:ssion|ttal|tted|tting|t)\b
        (?:acknowledge?ment|receipt|certificate|certification|certified copy|copy|copies|list|index|designation\
            |preparation)s? (?:of|to|that|and|for|in|on|re)\b(?! (?:\w+ ){0,3}(?:mandate|judgment|opinion)\
            | petition for permission)
        (?:\w+'s? )?(?:appeal|appellate) (?:record|transcript|fees?|remark|designation|filing|information\
            |instruction|paper|docketing|packet|document)
        (?:us ?ca|court of appeals|cca) (?:appeal )?(?:fees?|transcript|scheduling|record|letter|notice\
            |correspondence|acknowledg\w+|appeal (?:fees?|transcript))
        (?:electronic )?index to
        (?:\w+'s? )?designation\b
        (?:supplemental |certified |electronic |original |\w+ )?records? (?:on|of|for) appeal
        (?:supplemental |certified |electronic )record
        record (?:requested|received|sent|returned|transmitted|from|on|of)
        clerk's (?:notice|certificate|letter|certification|office)
        notice (?:to|by|from) (?:the )?(?:parties|counsel|attorneys?|court|clerk|bankruptcy|usca|pro se|all\
            |debtors?|filers?|creditors)
        notice of (?:docketing(?! (?:of )?(?:bankruptcy |notice of )?appeal (?:to|from))|filing|hearing|electronic\
            |briefing|schedul\w+|(?:case )?(?:re)?assignment|requirement|chang\w+|removal|vacated|cancel\w+\
            |continu\w+|re-?schedul\w+|appearance|attorney|withdrawal|availab\w+|reference|case)
        notice of (?:the )?(?:\w+ )?(?:filing|mailing|service|entry)
        notice of appeal (?:notification|transmit\w+|sent|fee|record|information|packet|form|instructions)
        (?:usca |appeal |appellate )?(?:briefing|time|brief) (?:schedul\w+|order due)
        schedule notice
        (?:filing|docket(?:ing)?|appeal) fees?\b
        docketing (?:statement|letter|notice)
        fees? (?:paid|received|notice|due)
        (?:appeal )?transcript\b
        court reporter
        (?:satisfaction|abstract|renewal|assignment|registration|exemplification) of (?:\w+ )?judgment
        (?:judgment|order|commitment) returned
        (?:judgment|order|opinion) received from\b
        opinion (?:distributed|sent|mailed|e-?mailed)
        hold for
        warrant (?:for arrest )?(?:\w+ )?return
        (?:\w+ )?warrants? (?:\w+ ){0,2}?returned
        agency (?:decision|record)
        (?:district court|bankruptcy court|lower court|usdc|agency) (?:judgment|order|opinion|docket|decision\
            |record)s?\b[^.;]{0,60}?\breceived
        administrative record
        (?:electronic notice of )?(?:judge |magistrate |case |judicial |random )(?:re)?assign\w*
        case (?:designated|unassigned|submitted|ready|calendared|screened|argued|assigned|participant\
            |number\b(?! assigned)|management(?! (?:\w+ )?order)|conference|added|related)
        (?:added|updated|removed) (?:\w+ ){0,2}(?:counsel|party|parties|attorneys?|case)
        terminated (?:\w+ ){0,2}(?:counsel|party|parties|attorneys?)
        (?:re)?set(?:/reset|ting)? (?:\w+ )?(?:deadlines?|hearings?|schedule)
        (?:terminate|reset|set)(?:ing|d)? (?:motions?|deadlines?|hearings?)
        deadlines?\b
        hearings? (?![^;]{0,160}\bsigned on \d)(?:set|scheduled|cancel\w*|continued|reset|rescheduled|is|to be|on)
        meeting of creditors
        (?:initial )?case (?:opening|transferred in)
        summons
        distributed for
        waiver of
        (?:set for|argued)
        notification\b(?! (?:by|from|of) [\w ]{0,40}?(?:appellate|appeals?) (?:docket|case) (?:number|no\b))
        adjourn\w*
        pro hac vice counsel
        corrected? caption
        remark
        (?:bnc|pdf)
        mail(?:ed|ing)
        (?:mail|order) (?:sent|returned|order by)
        (?:judge|magistrate judge) [\w. ]{3,30} (?:added|assigned|recused|no longer)
    """,
    "amended": r"""
        amended,? (?:\w+ )?notice of (?:\w+ )?(?:cross-? ?)?appeal
        (?:second|third|corrected) (?:amended )?notice of (?:\w+ )?(?:cross-? ?)?appeal
        notice of amended (?:\w+ )?appeal
    """,
    "cross": r"""
        (?:conditional |joint |protective )?notice of (?:conditional |joint |protective )?cross-? ?appeal
        cross-? ?appeal (?:filed|opened|from|to|docketed|by)
    """,
    "docketed": r"""
        (?:(?:civil|criminal|agency|bankruptcy|private|prisoner|immigration|tax|habeas|direct|new|us) )*(?:case\
            |appeal) (?:docketed|opened|is opened)
        (?:case|appeal|cause) (?:has been )?(?:entered and )?docketed
        docketed cause
        notice of docketing (?:of )?(?:bankruptcy |notice of )?appeal (?:to|from)
        notif\w+ (?:by|from|of) [\w ]{0,40}?(?:appellate|appeals?) (?:docket|case) (?:number|no\b)
        notice of (?:\w+ )*appeal,?[^.;]{0,80}? (?:opened|docketed)\b
        (?:case|appeal|usca) number assigned
        notice (?:of|regarding|re) (?:the )?(?:us ?ca|u\.s\.c\.a\.|appeal|appellate|court of appeals\
            |circuit)(?:[\w ()/-]{0,30}?)? (?:number|no\b)
        received [\w ]{0,60}?(?:case|docket|appeal) (?:number|no\b)
        (?:appeal|appellate|court of appeals|us ?ca|cca|bap|circuit)(?:[\w ()/-]{0,30}?)? (?:case|docket\
            |appeal) (?:number|no\b|#)
        (?:us ?ca|u\.s\.c\.a\.|cca|appeal|bap) (?:number|no\b|#)
        assign(?:ed|ment of) (?:us ?ca|appeal|court of appeals|appellate|circuit)
    """,
    "notice": r"""
        (?:joint |protective |corrected |bankruptcy |emergency )*notice (?:of )?(?:(?:joint|civil|criminal\
            |bankruptcy|interlocutory|conditional|protective|preliminary injunction|direct|the|an|its|their\
                |his) )*appeals?\b(?! rights?| from (?:the )?(?:u\.?s\.? )?magistrate\
                    | of (?:the )?(?:u\.?s\.? )?magistrate)
        (?:interlocutory|bankruptcy) appeal\b
        appeal (?:from|to|of) (?:the )?(?:u\.?s\.? )?(?:bankruptcy|district court|circuit|supreme|united states\
            |federal circuit|\w+ circuit|bap|(?:final |interlocutory )?(?:order|judgment))\b(?! judge| magistrate)
    """,
}
"""What is no ruling though it may name one."""

FILINGS = {
    "filing": r"""
        (?:\w+ )?(?:motions?|memorand(?:um|a)(?! disposition)|memo|brief|reply|response|opposition|objections?\
            |oppose|answers?\
            |replies)\b
        (?:letters?|declarations?|affidavits?|affirmations?|complaints?|counterclaims?|crossclaims?\
            |cross-claims?|stipulations?|exhibits?|certificates?)\b
        (?:applications?|petitions?|requests?|statements?|supplements?|reports?(?! (?:and|&) recommend)|notices?\
            |withdrawals?|returns?\
            |joinders?|claims?|proofs?)\b
        (?:status|witness|indictments?|information|superseding|civil cover|corporate disclosure|disclosures?\
            |amicus|attachments?|appearances?)\b
        (?:waivers?|consents?|agreements?|acknowledg\w+|demands?|subpoenas?|depositions?|errata|citations?\
            |supplemental(?! (?:reports? (?:and|&) recommend|order|opinion|judgment))|schedules?|lists?|plans?\
            |bonds?|suggestion)\b
        (?:tendered|submitted|received|sealed|redacted|redaction)\b
        (?:adversary case|voluntary petition|transfer agreement|presentence|pre-?sentence|sentencing summary\
            |sentencing (?:memo\w*|position))
        (?:remarks?|calendar|adjourn|form \d+|five|paper copies|unopposed)
    """,
}
"""What a paper is when nothing else is named at its place."""

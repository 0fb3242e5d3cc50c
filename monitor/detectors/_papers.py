"""The names of the papers that courts, clerks and parties file, by kind; `_heads.py` finds the leftmost.

"MEMORANDUM in Opposition to Motion to Stay" is a brief and "MANDATE of USCA as to 56 Notice of Appeal" a mandate,
whatever else they name. Each table holds the names of one kind; of two names at the same place the earlier table's is
taken. The kinds:

undone      it, or what it repeats, does not count: entered in error, deleted, a correction by the clerk
paperwork   the clerk's own, or of an appeal already taken: no ruling, no appeal
filing      a party's paper: what it asks for is no ruling
appeals     takes, opens or numbers a review in a higher court; the table's name is the appeal's type
minutes     a hearing; a ruling only where it records one
weighty     a ruling that is major by its kind: opinion, judgment, verdict, mandate …
relieving   a ruling whose name says the relief: "Preliminary Injunction", "Order of Dismissal" need no verb
order       a ruling, major or routine by its subject
"""

TABLES = {
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
        incorrect entry
        correction of docket
        (?:clerk's |notice of |notice regarding |docket |entry )*(?:correction|corrective entry|modification\
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
        (?:ex parte )?(?:received )?unsigned
        order (?:upload|lodged|submitted)
    """,
    "rehearing": r"""
        (?:\w+'s? )?(?:combined |joint |corrected |amended )?petition for (?:panel )?(?:rehearing|reconsideration)
        (?:\w+'s? )?petition for (?:initial )?(?:hearing|rehearing) en banc
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
        notice of (?:docketing(?! (?:of )?(?:bankruptcy )?appeal to)|filing|hearing|electronic|briefing|schedul\w+\
            |(?:case )?(?:re)?assignment|requirement|chang\w+|removal|vacated|cancel\w+|continu\w+|re-?schedul\w+\
            |appearance|attorney|withdrawal|availab\w+|reference|case)
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
        (?:added|updated|removed|terminated) (?:\w+ ){0,2}(?:counsel|party|parties|attorneys?|case)
        (?:re)?set(?:/reset|ting)? (?:\w+ )?(?:deadlines?|hearings?|schedule)
        (?:terminate|reset|set)(?:ing|d)? (?:motions?|deadlines?|hearings?)
        deadlines?\b
        hearings? (?:set|scheduled|continued|reset|rescheduled|is|to be|on)
        meeting of creditors
        (?:initial )?case (?:opening|transferred in)
        summons
        distributed for
        waiver of
        (?:set for|argued)
        notification\b
        adjourn\w*
        pro hac vice counsel
        corrected? caption
        remark
        (?:bnc|pdf)
        mail(?:ed|ing)
        (?:judge|magistrate judge) [\w. ]{3,30} (?:added|assigned|recused|no longer)
    """,
    "amended": r"""
        amended,? (?:\w+ )?notice of (?:\w+ )?(?:cross-? ?)?appeal
        (?:second|third|corrected) (?:amended )?notice of (?:\w+ )?(?:cross-? ?)?appeal
        notice of amended (?:\w+ )?appeal
    """,
    "cross": r"""
        (?:conditional |joint |protective )?notice of (?:conditional |joint |protective )?cross-? ?appeal
        cross-? ?appeal (?:filed|opened|from|to|docketed)
    """,
    "docketed": r"""
        (?:(?:civil|criminal|agency|bankruptcy|private|prisoner|immigration|tax|habeas|direct|new|us) )*(?:case\
            |appeal) (?:docketed|opened|is opened)
        (?:case|appeal|cause) (?:has been )?(?:entered and )?docketed
        docketed cause
        notice of docketing (?:of )?(?:bankruptcy )?appeal to
        notice of (?:\w+ )*appeal,?[^.;]{0,80}? (?:opened|docketed)\b
        (?:case|appeal|usca) number assigned
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
            |federal circuit|\w+ circuit|bap|order|judgment)\b(?! judge| magistrate)
    """,
    "mandate": r"""
        (?:certified |true |formal |received )*(?:copy of |notice of )?(?:(?!order|motion|withh|recall|stay\
            |letter|opinion|judgment|petition|appeal)[\w.-]+ ){0,6}?mandate\b(?! (?:(?:is|was|be|shall\
                |hereby) )*(?:recalled|withheld|stayed|held))
    """,
    "stipulated": r"""
        (?:joint |agreed |so[- ]ordered )*stipulations?(?:,| and| &|/)* (?:and )?(?:(?!proposed\
            |\[)[\w]+ ){0,2}?order(?:ed)?\b(?! \(?proposed)
        so[- ]ordered
        (?:agreed|consent|stipulated) (?:\w+ ){0,3}?(?:order|judgment|decree)\b
    """,
    "minutes": r"""
        (?:electronic |text |clerk's |courtroom |criminal |civil |paperless |docket )*minute(?:s)? (?:entry\
            |sheet|text entry)
        (?:courtroom |court |civil |criminal )?minutes\b(?! orders?)
        (?:court|courtroom|hearing|trial|conference) (?:proceedings?|deputy minutes|held)
        (?:electronic )?clerk's notes
        proceedings? (?:held|memo)
        (?:sentencing|plea|change of plea|arraignment|initial appearance|bench trial|jury trial|trial\
            |motion hearing|status conference|detention hearing)\b(?! (?:memo\w*|position|brief|exhibit\
                |submission|transcript|scheduled|set\b|reset|summary|agreement|letter))
    """,
    "warrant": r"""
        warrants? (?:of arrest |for arrest )?(?:is |to be )?(?:issued|ordered)
        (?:unsealed |sealed |amended )?(?:bench |arrest )warrants?\b(?![^.;]{0,60}(?:return|execut))
    """,
    "verdict": r"""
        (?:jury |redacted |unredacted |special |sealed )*verdict\b(?! form| sheet)
    """,
    "weighty": r"""
        (?:unpublished |published |per curiam |slip |signed |sealed |redacted |amended |written \
            |filed )*opinions?\b(?! letter)(?:,? (?:and|&) (?:order|judgment|memorandum)s?)*
        memorandum (?:and|&) opinion
        memorandum[, ]+(?:opinions?|decisions?|rulings?|disposition|& order|and order|of decision|, ?opinion\
            |order)(?:,? (?:and|&) (?:order|judgment)s?)*
        (?:summary order|decision)\b(?! (?:under|on) review)(?:,? (?:and|&) (?:order|judgment)s?)*
        findings of fact
        (?:order|ruling) (?:and|&) (?:reasons|opinion|memorandum|judgment)
        (?:final |default |consent |amended |clerk's |partial |summary |declaratory |money \
            |bill of )*judgment\b(?! debtor| creditor| proof)
        (?:final )?decree\b
        report (?:and|&) recommendations?
        (?:findings and|proposed findings and|magistrate judge's) recommendations?
        r ?& ?r\b
        indicative rulings?
        recommended (?:decision|disposition)
        adjudged to be
        terminated on the merits
    """,
    "relieving": r"""
        (?:preliminary |permanent |temporary )injunction\b
        temporary restraining order
        (?:order of |notice of )?discharge of (?:joint )?debtor
        (?:case|adversary|adversary case [\w:\[\]-]+|proceeding|civil case|bankruptcy case\
            |adversary proceeding) (?:is )?(?:closed|dismissed|terminated|reopened|converted|remanded)
        (?:certiorari|rehearing|cert)\b(?= (?:is )?(?:granted|denied|dismissed))
        probable jurisdiction noted
        (?:clerk's )?entry of dismissal
        writ of certiorari
        plan confirmed
        probation jurisdiction
    """,
    "order": r"""
        (?:\w+ )?orders? (?:(?:re)?setting|re-?scheduling)
        (?:(?!(?:stipulat\w+|motions?|proposed|requests?|objections?|letters?|to|of|re|with|from|for|on|in|by\
            |see|the|an|and|appeal\w*|petition)\b)[\w'/-]+ ){0,3}?orders?\b(?! (?:due|form))
        (?:sealed |text |electronic )?letter orders?
        motion order\b
        upon consideration of
        the (?:acting )?solicitor general is invited
        (?:issuance of )?(?:the )?mandate (?:(?:is|was|be|shall|hereby) )*(?:recalled|withheld|stayed|held)
        (?:temporary )?stay of (?:the )?mandate
        disposition (?:of|without)
        (?:it is )?(?:hereby |so |further )?ordered that\b
        rulings?\b
        (?:memo(?:randum)? )?endorse(?:ment|d)
        clerk's entry of default
        (?:clerk's )?(?:entry of )?default\b(?! judgment)
        directive
        writ of habeas corpus ad
        abstract of
        removal stayed
        abstract of judgment
        commitment
    """,
    "petitioned": r"""
        (?:(?:unopposed|agreed|joint|consent|emergency|first|second|third|corrected|ex parte) )*(?:motion\
            |application|petition|request)s? (?:(?!filed|by|that|if|order|granting|denying)[^.;]){0,140}?(?:is\
                |are) (?:hereby )?(?:granted|denied)\b
        (?:the )?(?:motion|request|application|petition)s? (?:is|are) (?:hereby )?(?:granted|denied)\b
        streamlined request [^.;]{0,200}? is approved
        application \(\w+\)[^.;]{0,160}? (?:and|is) (?:granted|denied|dismissed)\b
        petition (?!filed|by|that|if|order|granting|denying)(?:(?! (?:filed|by|that|which|order|judgment)\b)\
            [^.;:]){0,80}?(?= (?:GRANTED|DENIED|DISMISSED))
        motion of (?:(?! (?:filed|by|that|which|order|judgment)\b)[^.;:]){0,240}? (?:is |are )?(?:granted\
            |denied)(?=\.)
        (?:petition|application \(\w+\)|application|motion[^.;]{0,100}?)(?= ?(?:is |are |was )?(?:GRANTED\
            |DENIED|DISMISSED|granted|denied|dismissed)\b)
    """,
    "filing": r"""
        (?:\w+ )?(?:motions?|memorand(?:um|a)|memo|brief|reply|response|opposition|objections?|oppose|answers?\
            |replies)\b
        (?:letters?|declarations?|affidavits?|affirmations?|complaints?|counterclaims?|crossclaims?\
            |cross-claims?|stipulations?|exhibits?|certificates?)\b
        (?:applications?|petitions?|requests?|statements?|supplements?|reports?|notices?|withdrawals?|returns?\
            |joinders?|claims?|proofs?)\b
        (?:status|witness|indictments?|information|superseding|civil cover|corporate disclosure|disclosures?\
            |amicus|attachments?|appearances?)\b
        (?:waivers?|consents?|agreements?|acknowledg\w+|demands?|subpoenas?|depositions?|errata|citations?\
            |supplemental|schedules?|lists?|plans?|bonds?|suggestion)\b
        (?:tendered|submitted|received|sealed|redacted|redaction)\b
        (?:adversary case|voluntary petition|transfer agreement|presentence|pre-?sentence|sentencing summary\
            |sentencing (?:memo\w*|position))
        (?:remarks?|calendar|adjourn|form \d+|five|paper copies|unopposed)
    """,
}
"""By kind, the names of its papers, one a line (courts/phrases.py)."""

"""The names of the papers by which a court rules, by kind, one a line (courts/phrases.py).

minutes     a hearing; a ruling only where it records one
weighty     a ruling that is major by its kind: opinion, judgment, verdict, mandate …
relieving   a ruling whose name says the relief: "Preliminary Injunction", "Order of Dismissal" need no verb
order       a ruling, major or routine by its subject
petitioned  a motion with what became of it, as the Supreme Court and some clerks write: "Petition DENIED"
"""

COURTS = {
    "mandate": r"""
        (?:certified |true |formal |received )*(?:copy of |notice of )?(?:(?!order|motion|withh|recall|stay\
            |letter|opinion|judgment|petition|appeal)[\w.-]+ ){0,6}?mandate\b(?! (?:(?:is|was|be|shall\
                |hereby) )*(?:recalled|withheld|stayed|held))
    """,
    "stipulated": r"""
        (?:joint |agreed |so[- ]ordered )*stipulations?(?:,| and| &|/| w/| with)* (?:and )?(?:(?!proposed\
            |\[)[\w]+ ){0,2}?order(?:ed)?\b(?! \(?proposed)
        so[- ]ordered
        (?:application|motion|petition|request|report)s? (?:and|&) order\b
        petition to (?:enter|plead)[^.;]{0,40}? and order\b
        (?:agreed|consent|stipulated) (?:(?!motion|application)[\w-]+ ){0,4}?(?:order|judgment|decree)\b
    """,
    "minutes": r"""
        (?:electronic |text |clerk's |courtroom |criminal |civil |paperless |docket )*minute(?:s)? (?:entry\
            (?! before (?:the )?honorable)|sheet|text entry)
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
        (?:official|signed|completed|redacted|unredacted) (?:jury )?verdict form
    """,
    "weighty": r"""
        (?:unpublished |published |per curiam |slip |signed |sealed |redacted |amended |written \
            |filed )*opinions?\b(?! letter)(?:,? (?:and|&) (?:order|judgment|memorandum)s?)*
        memorandum (?:and|&) opinion
        memorandum(?= ?[.,:(-]{0,2} ?(?:so ordered|signed (?:by|on)|by (?:the court|(?:chief |senior |u\.?s\.? \
            |district |magistrate |bankruptcy )*judge)))
        memorandum[, ]+(?:opinions?|decisions?|rulings?|disposition|& order|and order|of decision|, ?opinion\
            |order)(?:,? (?:and|&) (?:order|judgment)s?)*
        (?:summary order|decision)\b(?! (?:under|on) review)(?:,? (?:and|&) (?:order|judgment)s?)*
        findings of fact
        (?:order|ruling) (?:and|&) (?:reasons|opinion|memorandum|judgment)
        (?:final |default |consent |amended |clerk's |partial |summary |declaratory |money |sealed |redacted \
            |criminal \
            |civil |corrected |bill of )*judgment\b(?! debtor| creditor| proof)
        (?:final )?decree\b
        (?:\w+ )?reports? (?:and|&) recommendations?
        (?:non-?precedential|unpublished|published|memorandum|summary) disposition\b(?! (?:motion|brief))
        per curiam\b(?! order)
        (?:findings and|proposed findings and|magistrate judge's) recommendations?
        r ?& ?r\b
        indicative rulings?
        recommended (?:decision|disposition)
        disposition of adversary
        adjudged to be
        sentence (?:as to|imposed)\b
        (?:(?:affirmed|reversed|vacated|remanded|dismissed|denied|granted)[^.;]{0,60}; )?terminated on the merits
    """,
    "relieving": r"""
        (?:preliminary |permanent |temporary )injunction\b
        temporary restraining order
        (?:order of |notice of )?discharge of (?:joint )?debtor
        chapter \d+ discharge\b(?! date| hearing| reaffirm)
        order for relief\b(?! (?:hearing|entered in error))
        (?:case|adversary|adversary case [\w:\[\]-]+|proceeding|civil case|bankruptcy case|criminal case|action\
            |adversary proceeding) (?:is |statistically |administratively |hereby )*(?:closed|dismissed|terminated\
            |reopened|converted|remanded)
        (?:terminat(?:ed|ing)|clos(?:ed|ing)) (?:the )?(?:civil |criminal |bankruptcy |adversary )?case\b(?! manage)
        (?:case|action) (?:(?:will be|is|is being|to be|has been|was) )?(?:sent|transmitted|forwarded) to (?:the )?\
            (?:u\.?s\.? |united states )?district court (?:for|of)
        (?:case|action|appeal) (?:(?:is|has been|electronically|hereby) )*transferred (?:electronically |out )*to \
            (?:the |usdc )?(?!\w+ division|judge|magistrate)
        inter-?district transfer (?:out )?(?:to|of)
        (?:certiorari|rehearing|cert)\b(?= (?:is )?(?:granted|denied|dismissed))
        probable jurisdiction noted
        (?:clerk's )?entry of dismissal
        writ of certiorari
        plan confirmed
        probation jurisdiction
        transfer of jurisdiction
        case (?:is )?unsealed
        plea (?:agreement )?(?:as to [\w. ,()]{1,40} )?(?:is )?accepted
        appeal (?:(?:is|hereby|has been) )*(?:dismissed|withdrawn|reinstated)\b
    """,
    "order": r"""
        (?:\w+ )?orders? (?:(?:re)?setting|re-?scheduling)
        (?:(?!(?:stipulat\w+|motions?|proposed|requests?|objections?|letters?|to|of|re|with|from|for|on|in|by\
            |see|the|an|and|appeal\w*|petition)\b)[\w'/-]+ ){0,3}?orders?\b(?! (?:due|form))
        (?:sealed |text |electronic )?letter orders?
        (?:scheduling |marginal |journal |docket )?entry\b(?=[ .]{0,2}[:-]| for \w+ \d| (?:granting|denying\
            |discussing|concerning|directing|setting)\b)
        cja \d+\b(?=[^.;]{0,60} authoriz)
        motion order\b
        notice (?:and|&) order\b
        minute entry before (?:the )?honorable
        response\b[^.;]{0,40}? requested(?: by (?:the chief )?justice|\.)
        hearing (?:continued|rescheduled)\b(?=[^;]{0,160}\bsigned on \d)
        upon consideration of
        the (?:acting )?solicitor general is invited
        (?:issuance of )?(?:the )?mandate (?:(?:is|was|be|shall|hereby) )*(?:recalled|withheld|stayed|held)
        (?:temporary )?stay of (?:the )?mandate
        disposition (?:of|without)
        (?:it is )?(?:hereby |so |further )?ordered that\b
        rulings?\b
        (?:memo(?:randum)?[- ])?endorse(?:ment|d)(?:[- ]letter)?\b(?! notice of)
        clerk's entry of default
        costs taxed\b
        (?:clerk's )?taxation of costs
        modification of (?:\w+ )?conditions of
        (?:clerk's )?(?:entry of )?default\b(?! judgment)
        directive
        writ of habeas corpus ad
        abstract of
        removal stayed
        (?:case|appeal|petition|proceedings?|motion)s? (?:is |are |being )?(?:held|placed) in abeyance
        this (?:civil )?(?:action|case) (?:is )?(?:hereby )?consolidated with
        abstract of judgment
        commitment
    """,
    "petitioned": r"""
        (?:(?:unopposed|agreed|joint|consent|emergency|first|second|third|corrected|ex parte) )*(?:motion\
            |application|petition|request)s? (?:(?!filed|by|that|if|order|granting|denying)[^.;]){0,140}?(?:is\
                |are) (?:hereby )?(?:granted|denied)\b
        (?:the )?(?:motion|request|application|petition)s? (?:is|are) (?:hereby )?(?:granted|denied)\b
        the (?:motion|application|request)s? (?:of|for|to) [^.;]{0,240}? (?:is|are) (?:hereby )?(?:granted|denied\
            |dismissed)\b
        streamlined request [^.;]{0,200}? is approved
        application \(\w+\)[^.;]{0,160}? (?:and|is) (?:granted|denied|dismissed)\b
        application \(\w+\) (?:is )?referred to the court\b
        petition (?!filed|by|that|if|order|granting|denying)(?:(?! (?:filed|by|that|which|order|judgment)\b)\
            [^.;:]){0,80}?(?= (?:GRANTED|DENIED|DISMISSED))
        motion \(\w+\)[^.;]{0,240}? (?:granted|denied)(?=\.)
        motion of (?:(?! (?:filed|by|that|which|order|judgment)\b)[^.;:]){0,240}? (?:is |are )?(?:granted\
            |denied)(?=\.)
        (?:petition|application \(\w+\)|application|motion[^.;]{0,100}?)(?= ?(?:is |are |was )?(?:GRANTED\
            |DENIED|DISMISSED|granted|denied|dismissed)\b)
    """,
}

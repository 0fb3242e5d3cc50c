"""The words of news about rulings: who acts, what courts do, and what makes it background."""

import re

from monitor.courts.phrases import any_of, leftmost

ACTOR = re.compile(
    r"\b(?:"
    + any_of(r"""
        (?<!former )(?<!ex-)(?<!retired )judges?\b(?!'s? (?:name|chambers))
        justices?\b(?! department| dept| project| minist| league)
        magistrate\b
        chancellor\b
        (?:supreme|appeals?|appellate|district|circuit|high|federal|state|superior|trial|bankruptcy|top|county\
            |lower|tax|the|a) courts?\b(?!house| filing| papers| documents| records| order| case| battle| fight)
        (?-i:[A-Z][a-z]{3,}) courts?\b(?!house| filing| papers| documents| records| order| case| battle| fight)
        court of (?:\w+ ){0,2}?appeals?
        court of (?:federal )?(?:claims|chancery|justice|cassation|session|common pleas|international trade\
            |human rights|arbitration)
        full (?:federal )?court
        courts?\b(?=,? (?:\w+ly )?(?:on|has|rul|blocks|denie|grant|revers|uph|toss|throw|overtu|find|reject\
            |order|says|strik|sides|let|affirm|vacat|declin|refus|dismiss|halt|pause|clear))
        scotus\b
        (?:\d+(?:st|nd|rd|th|d)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh\
            |federal|d\.?c\.?) (?:u\.?s\.? )?circuit\b(?! court judge)
        (?<!'s )(?<!'s appeal )(?<!'s appeals )(?<!'s disciplinary )panel\b
        appellate division
        (?<!grand )jur(?:y|ors)\b
        tribunal\b
    """)
    + ")",
    re.IGNORECASE,
)
COURTLY = re.compile(
    r"\bjudges?\b|\bjustices\b|\bcircuit\b|\b(?:supreme|appeals|appellate|district|federal|state|high) court"
    r"|\bcourt of (?:\w+ )?appeals?\b|\bemployment tribunal\b|\bjur(?:y|ors)\b|\bprosecutors?\b|\bcourtroom\b",
    re.IGNORECASE,
)
"""Words of a story that is about a court of law."""
ACTS = {
    "granted_in_part": r"""
        (?:throws?|threw|toss(?:es|ed)?|dismiss(?:es|ed)|block(?:s|ed)) (?:out )?(?:most|some|several|parts?|two\
            |three) of\b
        (?:partly|partially) (?:grant|block|lift|uph|den|dismiss|stay)\w*
        will toss part
        (?:block|toss|dismiss|throw|strik|uph|grant)\w* (?:only )?parts? of
    """,
    "dismissed": r"""
        (?:throws?|threw|toss(?:es|ed)?) (?:out )?(?:(?!out\b)[\w$,.%'-]+ ){0,5}?(?:law)?(?:suits?|case|complaint\
            |challenges?|claims?|charges?|indictments?|prosecution|appeal|petition|action)\b
        dismiss(?:es|ed)\b
        will (?:toss|dismiss|throw out)\b
    """,
    "denied": r"""
        den(?:ies|ied)\b(?! (?:that|wrongdoing))
        (?:shoots?|shot|bats?|batted|slaps?|slapped|smacks?|smacked|strikes?) down
        (?:spurn|rebuff|snub(?:b)?|brush)(?:s|es|ed)\b
        green-?light(?:s|ed)
        (?:gives|gave|given) (?:[\w'-]+ ){0,4}?(?:green light|go-ahead|nod|permission|leave)
        authoriz(?:es|ed)\b
        permit(?:s|ted)\b
        reject(?:s|ed)\b
        refus(?:es|ed)\b
        declin(?:es|ed)\b(?! (?:to )?comment)
        turn(?:s|ed) (?:\w+ ){0,6}?(?:down|away|aside|back)\b
        rebuff(?:s|ed)
        (?:is letting|lets|let)\b(?! (?:us|me)\b)
        allow(?:s|ed)\b
        clear(?:s|ed) (?:the )?way
        rul(?:es|ed) against
        (?:won't|will not|would not|wouldn't|did not|didn't) (?!say|comment|be\b|rule|decide\
            |have\b|run\b|seek|retire\
            |recuse|step down|attend|answer|discuss|reveal|speak|get\b|know|issue|act\b|return|resign|immediately\
            |indicate|hint|elaborate|appear|seem|want|tell|explain|see\b|specify|set\b|like|think|believe)\w+
        (?:saw|sees|found|finds) no (?:reason|error|fault|abuse|flaw|basis|grounds|merit)
        (?:leaves|left|keeps|kept) (?:[\w'-]+ ){0,7}?(?:in place|standing|intact|in effect|in force|undisturbed)
        (?:lets|let) (?:[\w'-]+ ){0,6}?stand\b
    """,
    "affirmed": r"""
        affirm(?:s|ed)\b
        uph(?:olds|eld)\b
        sid(?:es|ed) with
        (?:backs|backed)\b(?! (?:by|out|off|away))
        sustain(?:s|ed)\b
        preserv(?:es|ed)\b
        confirm(?:s|ed)\b(?= (?:the |a |his |her |its )?(?:[\w-]+ ){0,2}?(?:ruling|decision|conviction|sentence|ban\
            |order))
        keeps?\b(?= \w+ (?:\w+ ){0,6}(?:in place|under|blocked|on hold))
    """,
    "reversed": r"""
        revers(?:es|ed)\b
        overturn(?:s|ed)\b
        overrul(?:es|ed)\b
        reinstat(?:es|ed)\b
        reviv(?:es|ed)\b
        restor(?:es|ed)\b
        scrap(?:s|ped)\b
        (?:undoes|undid)\b
    """,
    "vacated": r"""
        vacat(?:es|ed)\b
        (?:throws?|threw|thrown|toss(?:es|ed)?|sets?|knock(?:s|ed)) (?:[\w$,.%'-]+ ){0,8}?(?:out|aside|down|away)\b
        toss(?:es|ed)\b
        (?:strikes|struck|took) (?:[\w$,.%'-]+ ){0,6}?down\b
        quash(?:es|ed)\b
        void(?:s|ed)\b
        invalidat(?:es|ed)\b
        nullif(?:ies|ied)\b
        wip(?:es|ed) out
        dissolv(?:es|ed)\b
    """,
    "remanded": r"""
        remand(?:s|ed)\b
        (?:sends|sent) (?:\w+ ){0,5}?back\b
    """,
    "granted": r"""
        (?:temporarily |permanently |indefinitely )?(?:block(?:s|ed)|halt(?:s|ed)|paus(?:es|ed)|bar(?:s|red)\
            |stay(?:s|ed)|suspend(?:s|ed)|freez(?:es)|frozen?|enjoin(?:s|ed)|restrain(?:s|ed)|stop(?:s|ped)\
                |prohibit(?:s|ed)|forb(?:ids|ade|idden)|prevent(?:s|ed))\b
        put(?:s)? (?:\w+ ){0,8}?on hold
        extend(?:s|ed)\b
        (?:delay|postpone|place|shield|jail|free)(?:s|ed|d)\b
        (?:plac|unseal|disqualifi?|fin)(?:es|ed|ies|s)\b(?! (?:that|out))
        (?:requir|compell?)(?:es|ed|s)\b
        granted\b
        grants\b(?! (?:case|program|money|funding|office|for|worth|from|and|that|made|totaling|dispute)\b)
        approv(?:es|ed)\b
        sign(?:s|ed) off on\b
        bless(?:es|ed)\b
        certif(?:ies|ied)\b
        (?<!for )order(?:s|ed)\b
        direct(?:s|ed)\b(?= (?:the|that|\w+ to))
        (?:tells|told) (?!(?:them|lawyers|attorneys|both|jurors|reporters|the (?:parties|lawyers|jury|two sides\
            |audience))\b)\
            (?:[\w'$-]+ ){1,8}?(?:(?:that )?(?:it|he|she|they) (?:must|may not|cannot|can't) |(?:again )?(?:not )?to \
            (?!(?:the|an?|be in court|be back|appear|return|come|file|submit|brief|respond|answer|report|explain\
            |prepare|meet\
            |show|expect|focus)\b))
        clear(?:s|ed)\b
        lift(?:s|ed)\b
        agree[sd]?(?: (?:on )?\w+day)? to (?:hear|take|block|pause|halt|review|let|decide|consider|weigh)
        (?:issu(?:es|ed)|sign(?:s|ed)|hand(?:s|ed) down)\b(?= (?:an?|the|its|\w+) (?:[\w-]+ ){0,4}?(?:injunction\
            |order|stay|ruling|opinion\
            |decision|judgment|verdict|warrant|restraining))
        award(?:s|ed)\b
        (?:deal(?:s|t)|deliver(?:s|ed))\b(?= (?:[\w.'-]+ ){0,8}?(?:blow|setback|defeat|loss|rebuke|victory|win\
            |verdict)s?\b)
        (?:hand(?:s|ed)|(?:gives|gave))\b(?= (?:[\w.'-]+ ){0,8}?(?:victory|victories|wins?|defeats?|setbacks?|loss\
            |losses\
            |blow|reprieve|down))
    """,
    "other": r"""
        rul(?:es|ed)\b(?! (?:out|on party|the roost))
        held that
        holds that
        h(?:olds|eld)\b(?![,.;])(?! (?:a|an|the|its|oral|hearings?|up|off|talks|arguments?))
        declar(?:es|ed)\b
        conclud(?:es|ed)\b
        f(?:inds|ound)\b
        decid(?:es|ed)\b(?! (?:whether|not to hold|to run))
        determin(?:es|ed)\b
        deem(?:s|ed)\b
        (?:agrees|agreed|disagrees|disagreed)\b(?= (?:that|with)\b)
        (?:says|said)\b(?= (?:that )?(?:[\w'$.-]+ ){1,12}?(?:unconstitutional|illegal\w*|unlawful\w*|violat\w+\
            |cannot|can't\
            |must|may not|can (?:continue|proceed|go|sue|enforce|keep|resume|remain|stay|move)))
        sentenc(?:es|ed)\b
        convict(?:s|ed)\b
        pronounc(?:es|ed)\b
        acquit(?:s|ted)\b
        reach(?:es|ed) (?:a |its |their )?verdict
        return(?:s|ed) (?:\w+ ){0,3}?verdict
        (?:has |have )?presumed\b
        cit(?:es|ed) (?:[\w'.-]+ ){1,8}?for contempt
        (?:holds?|held|finds?|found) (?:[\w'.-]+ ){1,8}?in contempt
        impos(?:es|ed)\b
    """,
}
ACT = leftmost(ACTS)
BETWEEN = re.compile(
    r"\b(?:to|which|that|whose|would|could|may|might|should|can|will|whether|if|asked|asking|urged|before|until"
    r"|not|never|didn't|an? (?:\w+ )?(?:poll|study|report|survey|review|audit|complaint|analysis)"
    r"|won't|against|where|because|reviews?|weighs?|by|signal\w*)\b",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(
    r"\b(?:ask\w*|urg\w+|push\w*|want\w*|tell\w*|told|petition\w*|press\w*|beg\w*|await\w*|before|su(?:e|es|ed"
    r"|ing)|request\w*|seek\w*"
    r"|after(?! (?:[\w-]+ ){1,3}?(?:years|months|weeks|days|hours)\b)|since|because|when|if|until|unless|while|once"
    r"|whether|that|which|who|against|what|to|by|(?:every|each) time|argu\w+|claim\w*|contend\w*"
    r"|alleg\w+|complain\w*"
    r"|(?:appeal|petition|brief|motion|filing|(?:law)?suit)\b[^.;]{0,30} says)(?: [\w.'-]+){0,4} $",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:fil(?:es?|ed|ing)|lodg(?:es?|ed|ing)|brought|pending|docketed|submitted)\b[^,;]{0,40}? (?:in|with|at|before)"
    r"(?: [\w.'-]+){0,4} $",
    re.IGNORECASE,
)
"""Before a court that is where a paper was filed: "the suit, filed in federal court, says the rule broke the law"."""
SUFFERED = re.compile(r"\b(?:was|were|been|is|are|got|gets)\b", re.IGNORECASE)
"""What that paper came to there: "the suit filed in federal court was dismissed"."""
REPORTED = re.compile(
    r"\b(?:announc|report|confirm|learn)\w*(?: (?:today|yesterday|(?:on )?\w+day))? that(?: an?"
    r"| the)?(?: [\w.]+){0,3} $"
    r"|\b(?:yesterday|today|\w+day(?: \w+)?),? when(?: an?| the)?(?: [\w.]+){0,4} $"
    r"|\b(?:won|lost|win|victory|blow|setback|defeat|reprieve)\b[^.;]{0,40} when(?: an?| the)?(?: [\w.]+){0,4} $",
    re.IGNORECASE,
)
"""Before a court that acts in what somebody announces, or wins by it."""
DAY_AFTER = re.compile(r"\b(?:(?:one|a|the) day (?:after|earlier)|hours after|minutes after)\b", re.IGNORECASE)
REACH = 110
"""How far behind its actor an act may stand, in characters."""
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been) (?:\w+ ){0,2}?(?:found (?:not )?(?:guilty|liable)|convicted|sentenced"
    r"|(?:held|found) in (?:civil |criminal )?contempt"
    r"|acquitted|(?:blocked|ordered|struck down"
    r"|overturned|upheld|dismissed|thrown out|tossed|halted|rejected"
    r"|denied)(?:,? (?:on )?\w+day)? by (?:[\w.]+ ){0,4}?"
    r"(?:judges?|courts?|jury|panel|justices|circuit))\b"
    r"|\b(?:was|were|has been|have been) (?:refused|denied|granted|dismissed|rejected|thrown out|upheld|turned down"
    r"|quashed"
    r"|overturned|blocked|halted)(?= (?:today|yesterday|tonight|this (?:morning|afternoon|evening|week)|(?:on "
    r"|late )*\w+day)\b)"
    r"|\breach(?:ed|es) (?:a |its |their )?verdict\b|\b(?:guilty|not guilty|liable) (?:on|of|in)\b",
    re.IGNORECASE,
)
HEADLINE_PASSIVE = re.compile(
    r"\b(?:sentenced (?:to|for)|convicted (?:of|in|on)|found (?:not )?guilty|found liable|acquitted"
    r"|(?:appeal|petition|bid|request|motion|plea|challenge|suit|lawsuit)s? (?:is |are )?(?:denied|rejected"
    r"|dismissed|tossed"
    r"|thrown out|granted|refused|turned down|spurned|upheld|revived)|(?:held|found) in contempt"
    r"|gets \d+ (?:years|months)"
    r"|(?:ordered|barred|blocked|banned|cleared|halted|overturned|upheld|struck down|dismissed|tossed|thrown out"
    r"|rejected"
    r"|denied|reinstated|vacated|reversed|revived|paused|delayed) (?:by|in) (?:[\w.]+ ){0,4}?"
    r"(?:courts?|judges?|panel|justices|jury|circuit|scotus))\b"
    r"|\b(?:wins?|won|loses?|lost|scores?|secures?|suffers?)\b(?! (?:right|bid) to (?:appeal"
    r"|sue))(?: [\w.'$-]+){0,6}? "
    r"(?:rulings?|appeal|injunction|verdict|judgment|(?:law)?suit|(?:legal |court |election |final "
    r"|last )challenge|reprieve|dismissal"
    r"|retrial|new trial|immunity|court (?:battle|fight|bid|case|order|victory|defeat)"
    r"|in (?:federal |supreme |appeals )?court)\b",
    re.IGNORECASE,
)
UNTOLD = re.compile(
    r"\b(?:if|whether|could|might|may(?! \d)|hop(?:es|ing)|seeks?|wants?|to win|had been|would be|could be|(?:days?"
    r"|weeks?|months?|years?) after)\b",
    re.IGNORECASE,
)
"""A sentence with these tells no news by a passive: "if it is struck down", "days after he was sentenced"."""
OF_WHO = re.compile(r"\bwho (?:\w+ ){0,2}$", re.IGNORECASE)
_ALL_JUDGES = r"all (?:of )?(?:its |the )?(?:\w+ )?(?:active )?judges"
GRANTS_REVIEW = re.compile(
    r"^(?-i:[A-Z][A-Z ,.]{0,40}(?:\([A-Za-z ]+\) )?-{1,2} )?(?:the )?"
    r"(?:(?!ask|petition|urg|want|press|push|beg)[\w.']+ ){0,3}?"
    r"(?:supreme court(?: of [\w ]{3,20})?|top court|high court|justices|scotus)"
    r"(?: said(?: on)? \w+day(?: that)? (?:it|they))? (?:will|to|agrees? to) (?:hear|review|take up|decide)\b"
    r"(?! (?:oral |opening )?(?:arguments?|from|whether to)"
    r"|[^.;]{0,60}\b(?:next (?:week|month)|arguments?|on \w+day)\b)"
    r"|^(?:(?!\b(?:ask|petition|urg|want|seek|request|call|push|hop)\w*\b)[^.;])*?"
    rf"\b(?:full|entire|en banc|{_ALL_JUDGES}|appeals court|circuit)\b[^.;]{{0,40}} (?:will|to|agree[sd]? to) "
    r"(?:rehear|revisit|reconsider)\b"
    rf"|\b{_ALL_JUDGES} of [^.;]{{0,40}} will hear\b",
    re.IGNORECASE,
)
"""A supreme court takes a case (S. Ct. Rule 16), or a full court one of its panel's: a ruling on that."""
DAYS_RULING = re.compile(
    r"\b(?:(?<!last )(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:night|evening|morning"
    r"|afternoon))?|today|yesterday)'s (?:[\w-]+ ){0,3}?"
    r"(?:ruling|decision|order|verdict|opinion|judgment|injunction)\b"
    r"|\b(?:ruling|decision|order|opinion|judgment)\b[^.;]{0,30}? (?:issued|released|handed down"
    r"|announced|entered|came|comes|arrived|landed)(?: late| early| on| down)* (?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b"
    r"|\b(?:ruling|decision|order|opinion|judgment|verdict|injunction) (?:came|comes) (?:late |on |early "
    r"|down )*(?:\w+day )?from\b",
    re.IGNORECASE,
)
EXPLAINS = re.compile(
    r"^(?:(?:can|could|will|does|is|should|what)\b[^?]*\?|what (?:to|you|we)|how |why |explain|everything |a timeline"
    r"|timeline|here's|who is|five things)|\?$",
    re.IGNORECASE,
)

CASE = re.compile(
    r"\b((?:[A-Z][\w.&'-]*|of|the|for|and|de|&|Ass'n)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|de"
    r"|&)){0,7}) v\.? ((?:[A-Z][\w.&'-]*)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|&)){0,6})"
)

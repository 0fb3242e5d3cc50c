"""The words of news: who acts, what courts do, how appeals are taken and how they are only threatened."""

import re

from monitor.courts.phrases import any_of, leftmost

ACTOR = re.compile(
    r"\b(?:"
    + any_of(r"""
        judges?\b(?!'s? (?:name|chambers))
        justices?\b(?! department| dept| project| minist| league)
        magistrate\b
        chancellor\b
        (?:supreme|appeals?|appellate|district|circuit|high|federal|state|superior|trial|bankruptcy|top|county\
            |lower|tax|the|a) courts?\b(?!house| filing| papers| documents| records| order| case| battle| fight)
        court of (?:\w+ ){0,2}?appeals?
        courts?\b(?=,? (?:\w+ly )?(?:on|has|rul|blocks|denie|grant|revers|uph|toss|throw|overtu|find|reject\
            |order|says|strik|sides|let|affirm|vacat|declin|refus|dismiss|halt|pause|clear))
        scotus\b
        (?:\d+(?:st|nd|rd|th|d)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh\
            |federal|d\.?c\.?) (?:u\.?s\.? )?circuit\b(?! court judge)
        (?<!'s )(?<!'s appeal )(?<!'s appeals )(?<!'s disciplinary )panel\b
        appellate division
        jur(?:y|ors)\b
        tribunal\b
    """)
    + ")",
    re.IGNORECASE,
)
COURTLY = re.compile(
    r"\bjudges?\b|\bjustices\b|\bcircuit\b|\b(?:supreme|appeals|appellate|district|federal|state|high) court"
    r"|\bcourt of (?:\w+ )?appeals?\b|\bemployment tribunal\b",
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
        reject(?:s|ed)\b
        refus(?:es|ed)\b
        declin(?:es|ed)\b(?! (?:to )?comment)
        turn(?:s|ed) (?:\w+ ){0,6}?(?:down|away|aside)
        rebuff(?:s|ed)
        (?:is letting|lets|let)\b
        allow(?:s|ed)\b
        clear(?:s|ed) (?:the )?way
        rul(?:es|ed) against
        (?:won't|will not|wouldn't|did not|didn't) (?:block|halt|pause|stop|lift|hear|reinstate|take up|let|allow)
        leav(?:es) (?:\w+ ){0,5}?in place
    """,
    "affirmed": r"""
        affirm(?:s|ed)\b
        uph(?:olds|eld)\b
        sid(?:es|ed) with
        keeps?\b(?= \w+ (?:\w+ ){0,6}(?:in place|under|blocked|on hold))
    """,
    "reversed": r"""
        revers(?:es|ed)\b
        overturn(?:s|ed)\b
        overrul(?:es|ed)\b
        reinstat(?:es|ed)\b
        reviv(?:es|ed)\b
        restor(?:es|ed)\b
    """,
    "vacated": r"""
        vacat(?:es|ed)\b
        (?:throws?|threw|toss(?:es|ed)?|sets?|knock(?:s|ed)) (?:[\w$,.%'-]+ ){0,8}?(?:out|aside|down|away)\b
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
            |stay(?:s|ed)|suspend(?:s|ed)|freez(?:es)|froze|enjoin(?:s|ed)|restrain(?:s|ed)|stop(?:s|ped)\
                |prohibit(?:s|ed)|forb(?:ids|ade)|prevent(?:s|ed))\b
        put(?:s)? (?:\w+ ){0,8}?on hold
        extend(?:s|ed)\b
        granted\b
        grants\b(?! (?:case|program|money|funding|office|for|worth|from|and|that|made|totaling|dispute)\b)
        approv(?:es|ed)\b
        certif(?:ies|ied)\b
        order(?:s|ed)\b
        direct(?:s|ed)\b(?= (?:the|that|\w+ to))
        clear(?:s|ed)\b
        lift(?:s|ed)\b
        agree[sd]?(?: (?:on )?\w+day)? to (?:hear|take|block|pause|halt|review|let|decide|consider|weigh)
        issu(?:es|ed)\b(?= (?:an?|the|its|\w+) (?:[\w-]+ ){0,4}?(?:injunction|order|stay|ruling|opinion\
            |decision|judgment|verdict|warrant|restraining))
        award(?:s|ed)\b
        deal(?:s|t)\b(?= (?:\w+ ){0,4}?(?:blow|setback|defeat|loss))
        hand(?:s|ed)\b(?= (?:\w+ ){0,6}?(?:victory|win|defeat|setback|loss|blow|down))
    """,
    "other": r"""
        rul(?:es|ed)\b(?! (?:out|on party|the roost))
        held that
        holds that
        h(?:olds|eld)\b(?! (?:a|an|the|its|oral|hearings?|up|off|talks|arguments?))
        declar(?:es|ed)\b
        conclud(?:es|ed)\b
        f(?:inds|ound)\b
        decid(?:es|ed)\b(?! (?:whether|not to hold|to run))
        determin(?:es|ed)\b
        sentenc(?:es|ed)\b
        convict(?:s|ed)\b
        acquit(?:s|ted)\b
        reach(?:es|ed) (?:a |its |their )?verdict
        return(?:s|ed) (?:\w+ ){0,3}?verdict
        (?:has |have )?presumed\b
        impos(?:es|ed)\b
    """,
}
ACT = leftmost(ACTS)
BETWEEN = re.compile(
    r"\b(?:to|which|that|whose|would|could|may|might|should|can|will|whether|if|asked|asking|urged|before|until"
    r"|not|never|didn't"
    r"|won't|against|where|because|reviews?|weighs?|by|signal\w*)\b",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(
    r"\b(?:ask\w*|urg\w+|push\w*|want\w*|tell\w*|told|petition\w*|press\w*|beg\w*|await\w*|before|su(?:e|es|ed"
    r"|ing)|request\w*|seek\w*"
    r"|after|since|because|when|if|until|unless|while|once|whether|that|which|who|against|what|to"
    r"|by)(?: [\w.'-]+){0,4} $",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:announc|report|confirm|learn)\w*(?: (?:today|yesterday|(?:on )?\w+day))? that(?: an?| the)?(?: \w+)? $"
    r"|\b(?:won|lost|win|victory|blow|setback|defeat|reprieve)\b[^.;]{0,40} when(?: an?| the)?(?: [\w.]+){0,4} $",
    re.IGNORECASE,
)
"""Before a court that acts in what somebody announces, or wins by it."""
DAY_AFTER = re.compile(r"\b(?:(?:one|a|the) day (?:after|earlier)|hours after|minutes after)\b", re.IGNORECASE)
REACH = 110
"""How far behind its actor an act may stand, in characters."""
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been) (?:\w+ ){0,2}?(?:found (?:not )?(?:guilty|liable)|convicted|sentenced"
    r"|acquitted|(?:blocked|ordered|struck down"
    r"|overturned|upheld|dismissed|thrown out|tossed|halted|rejected|denied)(?: on \w+day)? by (?:[\w.]+ ){0,4}?"
    r"(?:judges?|courts?|jury|panel|justices|circuit))\b"
    r"|\breach(?:ed|es) (?:a |its |their )?verdict\b|\b(?:guilty|not guilty|liable) (?:on|of|in)\b",
    re.IGNORECASE,
)
UNTOLD = re.compile(r"\b(?:if|whether|had been|would be|could be|(?:days|weeks|months|years) after)\b", re.IGNORECASE)
"""A sentence with these tells no news by a passive: "if it is struck down", "days after he was sentenced"."""
OF_WHO = re.compile(r"\bwho (?:\w+ ){0,2}$", re.IGNORECASE)
DAYS_RULING = re.compile(
    r"\b(?<!last )(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:night|evening|morning"
    r"|afternoon))?'s (?:[\w-]+ ){0,3}?"
    r"(?:ruling|decision|order|verdict|opinion|judgment|injunction)\b"
    r"|\b(?:ruling|decision|order|opinion|judgment)\b[^.;]{0,30}? (?:issued|released|handed down"
    r"|announced)(?: late| on)? (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
EXPLAINS = re.compile(
    r"^(?:(?:can|could|will|does|is|should|what)\b[^?]*\?|what (?:to|you|we)|how |why |explain|everything |a timeline"
    r"|timeline|here's|who is|five things)|\?$",
    re.IGNORECASE,
)

FILED = re.compile(
    r"\b(?:"
    + any_of(r"""
        (?:formally |officially |immediately |promptly |swiftly |quickly |has |have |also )*appealed\b(?! for\b)\
            (?! to (?!(?:the |a |an |that |its )?(?:[\w.]+ ){0,5}?(?:court|circuit|justices|judge|tribunal|scotus)\b))
        (?:is|are|was|were) (?:now |also |already )?appealing\b(?! (?:to|for) (?:voters|donors|the public|fans\
            |help|calm|people|because))
        (?:files?|filed|filing|lodg(?:es|ed)|submit(?:s|ted)|fil(?:es|ed)) (?:(?!brief|motion|lawsuit|suit\
            |response|paper)[\w$,.'-]+ ){0,6}?(?:notices? (?:of|that)|appeals?\b|cross-appeal)
        (?:files?|filed|lodg(?:es|ed)|submit(?:s|ted)) (?:(?!brief)[\w-]+ ){0,4}?(?:petition\
            |application)s? (?:with|to|for|asking|at|seeking|before|in) (?:[\w.']+ ){0,6}?(?:supreme court\
                |certiorari|circuit|rehearing|review|court of appeals|appeals court)
        petition(?:s|ed) (?:the )?(?:[\w.]+ ){0,3}?(?:supreme court|circuit|court of appeals|justices|appeals court)
        (?:asks?|asked|urg(?:es|ed)) (?:the )?(?:u\.?s\.? |nation's )?(?:supreme court|high court\
            |justices)(?: on \w+day| \w+day)? to\b(?! (?:reject|deny|leave|keep|refuse|turn|dismiss))
        (?:asks?|asked) (?:the |a )?(?:[\w.]+ ){0,5}?(?:appeals court|circuit(?: court of appeals)?\
            |court of appeals)(?: on \w+day| \w+day)? to (?:overturn|reverse|throw out|review|undo|reconsider|rehear)
        (?:takes|took|taken|taking) (?:the |its |his |her |their |that \
            |this )(?:[\w-]+ ){0,4}?to (?:the )?(?:[\w.]+ ){0,3}?(?:supreme court|circuit|appeals court\
                |court of appeals|high court)\b
        (?:sought|seeks) (?:\w+ )?(?:review|rehearing|certiorari)\b
        (?:noticed|notices|noted) (?:an? |its |his |her |their )?appeal\b
        appeal(?:s)? (?:was|were|has been|have been) (?:filed|lodged|docketed)\b
    """)
    + ")",
    re.IGNORECASE,
)
HEADLINE_APPEALS = re.compile(
    r"(?<![\w-])(?<!of )(?<!Court )(?:appeals|appealing)\b(?= (?:(?!court|panel|judge|process|board|from|for"
    r"|to (?:voters|fans))[\w$.'-]+ ){0,8}?"
    r"(?:ruling|decision|order|verdict|injunction|judgment|conviction|sentence|ban|block|dismissal|case|judge"
    r"|win|loss|penalty|fine|to (?:the )?(?:supreme|\d|u\.?s))\w*)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|plans?|plann(?:ed|ing) (?:to|an)|vow\w*|promis\w+|pledg\w+"
    r"|intends?|expect\w*|likely|consider\w*|weigh\w*"
    r"|threaten\w*|whether|if|unless|until|won't|not|never|didn't|declin\w+|decid\w+|able|ready|prepar\w+"
    r"|deadline|days|time|right|want\w*|had|who|which|urg\w+|refus\w+|told|said (?:it|he|she|they))\b"
    r"[^,.;]{0,45}$|\bto (?:\w+ly )?$",
    re.IGNORECASE,
)
PROSPECTIVE = re.compile(
    r"\b(?:will|would|can|could|may|might|plans? to|planned to|planning to|vow(?:s|ed|ing)? to|promis(?:es|ed"
    r"|ing) to|pledg(?:es|ed) to|intends? to"
    r"|expected to|likely to|prepar\w+ to|decided to|wants? to|free to)(?: (?:immediately|promptly|likely"
    r"|quickly|also|now))? "
    r"(?:appeal\b|file (?:an? )?(?:notice of )?appeal|seek (?:further |an? )?(?:review|appeal)|ask (?:the "
    r"|a )?(?:[\w.]+ ){0,4}?(?:court|justices|circuit)|(?:try|go to|turn to) (?:\w+ ){0,4}?(?:supreme court"
    r"|higher court|larger panel|circuit))",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\b((?:[A-Z][\w.&'-]*|of|the|for|and|de|&|Ass'n)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|de"
    r"|&)){0,7}) v\.? ((?:[A-Z][\w.&'-]*)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|&)){0,6})"
)

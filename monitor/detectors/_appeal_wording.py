"""The words of news about appeals: how they are taken, and how they are only threatened."""

import re

from monitor.courts.phrases import any_of

_COURT = (
    r"(?:the |an? |its |that |state's |nation's |country's )?(?:(?!to |into )[\w.'-]+ ){0,5}?(?:supreme court"
    r"|high(?:er|est)? court|top court"
    r"|scotus|justices?\b(?! dep)|circuit\b(?! court judge| judge)|courts? of (?:\w+ )?appeals?|appeals? (?:court"
    r"|panel|judges)"
    r"|appellate (?:court|division|panel|judges)|full court|en banc)"
)
"""A court above the one that ruled."""
_DAY = r"(?:,? (?:late |early )?(?:on )?\w+day(?: (?:night|evening|morning|afternoon))?,?)?"
_PAPERS = r"(?:petition|application|request|bid|plea|challenge|papers?|case|motion)s?"
_FILE = (
    r"(?:files?|filed|(?<!^)filing|lodg(?:es?|ed|ing)|submit(?:s|ted|ting)?|brings?|brought|register(?:s|ed)"
    r"|serv(?:es|ed)|sends?|sent)"
)

FILED = re.compile(
    r"\b(?:"
    + any_of(rf"""
        (?:formally |officially |immediately |promptly |swiftly |quickly |has |have |also )*appealed\b(?! for\b)\
            (?! to (?!(?:the |a |an |that |its )?(?:[\w.]+ ){{0,5}}?(?:court|circuit|justices|judge|tribunal\
            |scotus)\b))
        (?:is|are|was|were) (?:now |also |already |formally )?appealing\b(?! for\b)(?! to (?!(?:the |a |an )?\
            (?:[\w.]+ ){{0,5}}?(?:court|circuit|justices|judge|tribunal|scotus)\b))
        {_FILE} (?:(?!brief|motion|lawsuit|suit\
            |response|paper)[\w$,.'-]+ ){{0,6}}?(?:notices? (?:of|that|to appeal)|appeals?\b|cross-appeal)
        {_FILE} (?:(?!brief|opposition|response|to\b)[\w'-]+,? ){{0,6}}?{_PAPERS} (?:(?!that\b\
            |brief)[\w.',-]+ ){{0,8}}?\
            (?:{_COURT}|certiorari|(?:re)?hearing|review)
        {_FILE} for (?:\w+ ){{0,2}}?(?:rehearing|review|certiorari|reconsideration)\b
        petition(?:s|ed|ing) {_COURT}
        (?:asks?|asked|asking|urg(?:es?|ed|ing)|begs?|begged|beseech\w*|implor(?:es?|ed|ing)|call(?:s\
            |ed) on) (?:the )?\
            (?:u\.?s\.? |nation's )?(?:supreme court|high(?:est)? court|top court|justices){_DAY} to\b\
            (?! (?:reject|deny|leave|keep|refuse|turn|dismiss|uphold|affirm|stay out))
        (?:asks?|asked|asking|urg(?:es?|ed|ing)|begs?|begged|implor(?:es?|ed|ing)|call(?:s|ed) on|want(?:s\
            |ed)?) {_COURT}{_DAY} to \
            (?:immediately |quickly |swiftly )?(?:overturn|overrule|reverse|throw|toss|undo|set|strike|scrap|vacate\
            |void|lift\
            |freeze|revive|restore|reinstate|bring back|review|reconsider|rehear|revisit|step in|intervene|erase\
            |wipe|cancel\
            |free|spare|pause|halt|suspend|block|put)
        (?:takes?|took|taken|taking|bring(?:s|ing)?|brought|carr(?:y|ies|ied|ying)) (?:the |its |his |her |their \
            |that \
            |this )?(?:(?!part|place|issue|aim|steps|note)[\w'$-]+ ){{1,6}}?(?:to|before) {_COURT}
        (?:sought|seeks|is seeking|are seeking) (?:[\w-]+ ){{0,2}}?(?:review|rehearing|certiorari|reversal)\b
        (?:noticed|notices|noted|launch(?:es|ed)|brought|mount(?:s|ed)|initiat(?:es|ed)|begun|began|start(?:s|ed)\
            |enter(?:s|ed)|made|took|taken|open(?:s|ed)) (?:an? |its |his |her |their |the )?(?:formal |emergency \
            |expedited )?appeal\b\
            (?= (?:against|over|of|with|at|in|from|on|to (?:the )?(?:[\w.]+ ){{0,4}}?(?:court|circuit)))
        appeal(?:s)? (?:was|were|has been|have been) (?:formally |quickly |promptly )?(?:filed|lodged|docketed\
            |taken|entered|noticed\
            |made|brought)\b
        notices? of appeal (?:(?:was|were|has been|have been) )?(?:\w+ly )?(?:filed|lodged|submitted|served|went\
            |landed|hit)\b
        (?:in|with|by|under|via|through) (?:an?|its|his|her|their|the) (?:\w+ )?(?:notice of appeal\
            |petition for (?:re|cert|review))\b
        (?:asks?|asked|appl(?:ies|ied)|seeks|sought|requests?|requested) (?:[\w.']+ ){{0,6}}?(?:leave\
            |permission) to appeal\b
        challeng(?:es|ed|ing) (?:[\w.'-]+ ){{0,8}}?(?:at|before|in|to) {_COURT}
        (?<!case )(?<!fight )(?<!battle )(?<!dispute )(?:turns|turned|turning|went|gone|goes|going|head(?:s|ed)\
            |runs|ran|rush(?:es|ed)|rac(?:es|ed)|appl(?:ies\
            |ied)) (?:straight |back \
            |directly )?(?:to|before) {_COURT}
    """)
    + ")",
    re.IGNORECASE,
)
AT_ONCE = re.compile(
    r"\b(?:immediately|promptly|swiftly|quickly|already|at once|right away|within (?:\w+ )?(?:hours|minutes))\b",
    re.IGNORECASE,
)
"""What marks an appeal as news though its sentence names no day."""
HAS_APPEALED = re.compile(
    r"\b(?:has|have) (?:since |now |also |\w+ly )?(?:appealed|filed|lodged|asked|petitioned|gone)\b", re.IGNORECASE
)
"""What is news where the story's head tells of something that a court did on that day."""
HEADLINE_APPEALS = re.compile(
    r"\bappeals? (?:is |are )?filed\b"
    r"|(?<=s )(?<!wins )(?<!loses )appeal(?= (?:(?!court|panel|process|board|from|for"
    r"|to|of)[\w$.'-]+ ){0,6}?(?:ruling|decision|order"
    r"|verdict|injunction|judgment|conviction|sentence|ban|dismissal|reinstatement|award|acquittal|approval"
    r"|denial|loss)s?\b)"
    r"|(?<![\w-])(?<!of )(?<!Court )(?:appeals|appealing)\b(?! (?:court|panel|judges?|board)\b)(?= (?:(?!court|panel"
    r"|judge|process|board|from|for"
    r"|to (?:voters|fans))[\w$.'-]+ ){0,8}?"
    r"(?:ruling|decision|order|verdict|injunction|judgment|conviction|sentence|ban|block|dismissal|case|judge"
    r"|win|loss|penalty|fine|to (?:the )?(?:supreme|\d|u\.?s))\w*)"
    r"|(?<=\w )appeals(?= (?:(?:\w+ )?(?:hours|minutes) later|at once|immediately|promptly|(?:the )?same day)\b)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|plans?|plann(?:ed|ing) (?:to|an)|vow\w*|promis\w+|pledg\w+"
    r"|intends?|expect\w*|likely|consider\w*|weigh\w*"
    r"|threaten\w*|whether|if|unless|until|while|won't|not|never|didn't|declin\w+|decid\w+|able|ready|prepar\w+"
    r"|deadline|days|time|right|want\w*|had|who|which|urg\w+|refus\w+|told|said (?:it|he|she|they)(?! (?:has|have"
    r"|had)\b))\b"
    r"[^,.;]{0,45}$|\bto (?:\w+ly )?$|\bbeing $|\bwhen (?:an?|the) (?:appellant|party|defendant|person"
    r"|litigant)\b[^,.;]{0,45}$",
    re.IGNORECASE,
)
PROSPECTIVE = re.compile(
    r"\b(?:will|would|can|could|may|might|plans? to|planned to|planning to|vow(?:s|ed|ing)? to|promis(?:es|ed"
    r"|ing) to|pledg(?:es|ed) to|intends? to"
    r"|expected to|likely to|prepar\w+ to|decided to|wants? to|free to)(?: (?:immediately|promptly|likely"
    r"|quickly|also|now))? "
    r"(?:appeal\b(?! for\b)|file (?:an? )?(?:notice of )?appeal|seek (?:further |an? )?(?:review|appeal)|ask (?:the "
    r"|a )?(?:[\w.]+ ){0,4}?(?:court|justices|circuit)|(?:try|go to|turn to) (?:\w+ ){0,4}?(?:supreme court"
    r"|higher court|larger panel|circuit))"
    r"|\b(?:consider(?:s|ing)?|mull(?:s|ing)?|weigh(?:s|ing)?|discuss(?:es|ing)?|review(?:s"
    r"|ing)?) (?:\w+ ){0,3}?appeal(?:ing)?\b"
    r"|\b(?:plans?|planned|vow(?:s|ed)|promis(?:es|ed)|expect(?:s|ed)) (?:an |its |his )?(?:\w+ )?appeal\b"
    r"|\bappeal (?:is|was) (?:expected|likely|planned|certain|considered)\b",
    re.IGNORECASE,
)

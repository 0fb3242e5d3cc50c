"""The words of news about appeals: how they are taken, and how they are only threatened."""

import re

from monitor.courts.phrases import any_of

FILED = re.compile(
    r"\b(?:"
    + any_of(r"""
        (?:formally |officially |immediately |promptly |swiftly |quickly |has |have |also )*appealed\b(?! for\b)\
            (?! to (?!(?:the |a |an |that |its )?(?:[\w.]+ ){0,5}?(?:court|circuit|justices|judge|tribunal|scotus)\b))
        (?:is|are|was|were) (?:now |also |already |formally )?appealing\b(?! for\b)(?! to (?!(?:the |a |an )?\
            (?:[\w.]+ ){0,5}?(?:court|circuit|justices|judge|tribunal|scotus)\b))
        (?:files?|filed|(?<!^)filing|lodg(?:es|ed)|submit(?:s|ted)|fil(?:es|ed)) (?:(?!brief|motion|lawsuit|suit\
            |response|paper)[\w$,.'-]+ ){0,6}?(?:notices? (?:of|that|to appeal)|appeals?\b|cross-appeal)
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
        (?:noticed|notices|noted|launch(?:es|ed)|brought|mount(?:s|ed)|initiat(?:es|ed)|begun|began|start(?:s|ed)\
            |enter(?:s|ed)) (?:an? |its |his |her |their |the )?(?:formal |emergency |expedited )?appeal\b\
            (?= (?:against|over|of|with|at|in|to (?:the )?(?:[\w.]+ ){0,4}?(?:court|circuit)))
        appeal(?:s)? (?:was|were|has been|have been) (?:filed|lodged|docketed|taken|entered)\b
        notices? of appeal (?:(?:was|were|has been|have been) )?(?:\w+ly )?(?:filed|lodged|submitted|served)\b
        (?:in|with|by|under) (?:an?|its|his|her|their|the) notice of appeal\b
        (?:asks?|asked|appl(?:ies|ied)|seeks|sought|requests?|requested) (?:[\w.']+ ){0,6}?(?:leave\
            |permission) to appeal\b
        challeng(?:es|ed|ing) (?:[\w.'-]+ ){0,8}?(?:ruling|decision|order|verdict|injunction)s? (?:at|before|in\
            |to) (?:the )?\
            (?:[\w.]+ ){0,4}?(?:supreme court|circuit|appeals court|court of appeals)\b
        (?:turns|turned|went|goes|head(?:s|ed)|runs|ran) (?:back )?to (?:the )?(?:u\.?s\.? )?(?:supreme court\
            |high court\
            |appeals court|[\w.]+ circuit)\b
        (?:files?|filed|submit(?:s|ted)|lodg(?:es|ed)) (?:[\w'-]+ ){0,4}?(?:requests?|appeals?|bids?) (?:with|to|at\
            |in|before) \
            (?:[\w.']+ ){0,5}?(?:supreme court|circuit|court of appeals|appeals court|high court)\b
    """)
    + ")",
    re.IGNORECASE,
)
HEADLINE_APPEALS = re.compile(
    r"\bappeals? (?:is |are )?filed\b|(?<![\w-])(?<!of )(?<!Court )(?:appeals|appealing)\b(?= (?:(?!court|panel"
    r"|judge|process|board|from|for"
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

"""Whether a word of decision decides: "granted" in "if it is granted" or "re 12 Order granting ..." decides nothing."""

import re

_HYPOTHETICAL = re.compile(
    r"\b(?:may(?! \d)|might|could|would|if|unless|until|whether|cannot|why|proposed|should"
    r"|requests? (?:that|to)\b(?![^,;]{0,60} (?:is|are)(?: hereby)? $)|requesting|seek(?:s|ing)|asks?|asking"
    r"|opposing|improvidently)\b[^,;]{0,60}$"
    r"|\bwill\b[^,;]{0,40}\b(?:be|result|lead)\b[^,;]{0,30}$"
    r"|(?<!voted )(?<!votes )(?<!unanimously )\bto $"
    r"|(?<!is )(?<!are )(?<!adjudged )(?<!ordered )\bto be $"
    r"|\bnot (?:be |been |yet |previously |otherwise |already |expressly |heretofore |herein )*$"
    r"|\bto vacate,? (?:or )?$|\bhaving (?:previously |already )?been $",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:may(?! \d)|might|if|unless|until|whether|why|objections?)\b[^,;]{0,60}$"
    r"|(?<!\brecommendation )(?<!\brecommendations )(?<!\brecommending )(?<!\brecommends )\bto $",
    re.IGNORECASE,
)
_JUST_NUMBERED = re.compile(r"\[\d\d-\d+\] (?:judgment|order|decision) $", re.IGNORECASE)
"""The number of an appeal, after which a judgment is decided on and not referred to: "[24-2355] Judgment affirmed"."""
_REFERENCE = re.compile(
    r"\b(?:re:?|as to|of|from|on|to|regarding|the|an?|court's|prior|its|this|that|\d+\]?|approving|staying"
    r"|amending|vacating|by|and) "
    r"(?:[\w',]+ ){0,4}?(?P<paper>order|judgment|decision|opinion|ruling|mandate|decree)s?,?"
    r"(?: \(?(?:(?:ECF|Dkt|Doc)\.? (?:No\. )?)?\[?\d{1,5}\]?\)?)?"
    r"(?: (?:dated|entered|issued|of|on|filed|signed) (?:(?!\b(?:is|are|be|was|were"
    r"|hereby)\b)(?:[^,;]|, (?=\w?\d))){0,30})?,? (?:\w+ly )?"
    r"(?:\w+ing (?:in part )?and )?$",
    re.IGNORECASE,
)


_NOT_THE_COURTS = re.compile(
    r"\b(?:having|united states|government|plaintiffs?|defendants?|appell\w+|part(?:y|ies)|counsel|he|she|they)\b"
    r"[^,;.]{0,40}$",
    re.IGNORECASE,
)
_NAMES_A_GRANT = re.compile(
    r"\b(?:of|for|in|on|an?|the|federal|state|research|block|these|those|such|its|their) $", re.IGNORECASE
)


_COMES_AFTER = re.compile(
    r"\b(?:following|after|on|upon|(?:motion|request|stipulation) (?:for|to)(?: \w+)?) $", re.IGNORECASE
)
_ASKS_FOR_IT = re.compile(r"\b(?:summary|for) $", re.IGNORECASE)


def is_a_noun(word: str, lead: str) -> bool:
    """Whether a word is no verb here: "Office of Grants", "the grant of a stay", "motion for summary affirmance"."""
    if word.lower() in ("affirmance", "reversal", "vacatur"):
        return bool(_ASKS_FOR_IT.search(lead))
    if word.lower() == "remand":
        return bool(_COMES_AFTER.search(lead))
    return word.lower() in ("grant", "grants") and bool(_NAMES_A_GRANT.search(lead))


def is_a_partys(word: str, lead: str) -> bool:
    """Whether somebody else declines: "the United States having declined to intervene"."""
    return word.lower().startswith(("declin", "refus")) and bool(_NOT_THE_COURTS.search(lead))


def is_hypothetical(lead: str) -> bool:
    """Whether the words before an act make it only possible, asked for, or denied; a dash begins anew."""
    return bool(_HYPOTHETICAL.search(lead.rpartition(" - ")[2]))


def is_unsure(lead: str) -> bool:
    """The same for a recommendation, in which "should be granted" is what is said."""
    return bool(_UNSURE.search(lead))


def paper_referred_to(lead: str) -> int | None:
    """Where in the words before an act a paper is named of which the act is told: "the 12 Order denying"."""
    paper = None if _JUST_NUMBERED.search(lead) else _REFERENCE.search(lead)
    return paper.start("paper") if paper else None

"""Rulings told in words of no table: whatever a court does at the head of a story, but what courts do undecided.

Writers make of a ruling what they like ("gutted", "blew up", "slammed the door on"). What a court does without ruling
is a shorter list: it hears, asks, schedules, doubts.
"""

import re

from monitor.courts.phrases import any_of
from monitor.detectors._wording import ACTOR

_UNDECIDED = frozenset(
    """
    abuse acknowledge address adjourn admit admonish advise announce answer appear appoint approach argue arrive ask
    assign attack attend base begin berate blast brace break call caution chide cite come comment concern conduct
    confirm consider continue convene convict count criticise criticize debate delay deliberate demand deride
    describe detail die discuss divide do dominate doubt elevate end enter err examine exceed expect explain express
    eye face fail fear feature file finish focus gather get go grapple grill happen hash have head hear hint hire
    hope host hurry ignore include indicate insist interrupt interview invite involve join jump know lambast lament
    last laud launch lead lean learn leave like list listen live look loom lose make meet mention misapply misread
    mock move mull name near need nominate note notice observe offer open overlook oversee overstep own paint panic
    pick plan plead point poke ponder post postpone praise predict prepare preside press pretend probe promise
    propose pull push question quiz quote raise react read recall receive recess recommend recuse refer reflect
    remain remark remind repeat reply report request reserve resign respond resume retire retreat return reveal
    review ridicule run say scald schedule scoff scold seek seem select serve set share show sigh sign signal sit
    skewer slam slate sound spar speak spend stand start state step stress struggle study submit suggest surprise
    swear sympathize tackle take talk tell thank threaten time tire tout turn urge use vacation view visit voice vow
    wade wait walk want warn watch weigh welcome win wonder work worry wrap wrestle write
    """.split()  # noqa: SIM905 (a table of words, not of strings)
)
"""What courts and judges do in stories without deciding."""
_NO_VERBS = frozenset(
    """
    as backlogs battles bosses candidates cases clerks commissions confirmations costs dates decisions delays documents
    fees fights filings fixes has hearings hopefuls is its judges justices leaks limits losses nominations nominees
    observers offices officials opinions orders papers picks plaintiffs powers precedents proceedings races records
    reforms reporters reviews rules rulings scholars seats shares sources stays systems terms this trials vacancies
    verdicts was watchers wins
    """.split()  # noqa: SIM905
)
"""What may follow "court" or "judge" in a headline and ends like a verb."""
_WORD = r"(?: (?:[A-Z][\w.'-]*|de|of|the|for))"
_NAME = rf"(?-i:{_WORD}*)"
_ASIDE = (
    r"(?:, (?!which|who|where)[^,.;]{3,60},)?(?:,? (?:in|for|of|at|from|on) (?:[\w.'-]+ ){0,4}?[\w.'-]+)?"
    r"(?:,? (?:on )?(?:late )?\w+day)?,?(?: \w+ly)*(?: has| have)?"
)
_PASTS = any_of(r"""
    blew|cut|drew up|dealt|shut|swept|tore|split|undercut|rewrote|put|threw|withdrew|struck|spiked|gave|kept|sent|froze
    took (?:the )?(?:\w+ ){0,3}?(?:away|off|apart|down|out|from)
    left (?:it|that|the (?!bench|room|court))
""")
_DID = re.compile(
    rf"{ACTOR.pattern}{_NAME}{_ASIDE} (?P<verb>(?:{_PASTS})\b(?! (?:no|few|questions) |[^.;]{{0,60}} calendar)"
    rf"|[a-z]{{3,}}ed\b(?! (?:by|as|for|at)\b))",
    re.IGNORECASE,
)
_NAMES = r"(?!(?:adams|charles|collins|davis|hughes|james|jones|lewis|louis|myers|roberts|sanders|thomas|williams)\b)"
"""Names of judges that end like a verb in the present."""
_DOES = re.compile(
    rf"{ACTOR.pattern}(?-i:{_WORD}*?)(?: \w+ly)? {_NAMES}(?P<verb>[a-z]{{3,}}s)\b(?! (?:is|are|was|were)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:can|cannot|can't|may|must|should|has|have|had|does|do|did|didn't|doesn't|don't|is|are|isn't|aren't|was|were"
    r"|violat\w+|broke|breach\w+|deserves?|owes?|gets?)\b(?:(?! if | whether )[^;?]){4,200}?,\"? (?:an? "
    r"|the )?(?:[\w.]+ ){0,3}?"
    rf"{ACTOR.pattern}{_NAME}(?:,? (?:in|for|of) (?:[\w.'-]+ ){{0,4}}?[\w.'-]+)?"
    r" (?P<verb>said|says|rule[sd]|wrote|writes|held|holds|decide[sd]|found|finds|conclude[sd]|determine[sd]"
    r"|declare[sd]|agreed|ordered)\b(?! in court)",
    re.IGNORECASE,
)
"""What a court has said, told before it: "Kansas can't require it, a federal appeals court said"."""
_SO_SAID = re.compile(
    rf"\b(?:so said|(?:so )?(?:held|ruled|decided|concluded|found)) (?:an? |the )(?:[\w.]+ ){{0,3}}?{ACTOR.pattern}",
    re.IGNORECASE,
)
"""The same the other way round: "so ruled the 3rd Circuit"."""
_JUDGE = r"(?:[\w.']+ ){0,4}?(?:judges?|courts?|jury|jurors|panel|justices|circuit)\b"
_WHEN = r"(?: (?:on )?(?:late )?\w+day)?"
_WAS = re.compile(
    rf"(?<!who )(?<!that )(?<!which )\b(?:was|were|been|being|is|are|got|gets) (?:\w+ly )?"
    rf"(?P<verb>[a-z]{{3,}}ed){_WHEN} by {_JUDGE}",
    re.IGNORECASE,
)
_BY = re.compile(rf"^(?:[\w$,.'-]+ ){{1,10}}?(?P<verb>[a-z]{{3,}}ed){_WHEN} by {_JUDGE}", re.IGNORECASE)
_TOLD = (_DID, _WAS)
_TOLD_IN_HEADLINE = (_DOES, _DID, _WAS, _BY)


def decided(text: str, *, headline: bool) -> re.Match[str] | None:
    """The court and what it does, where that is nothing that courts do without deciding; None else."""
    for pattern in _TOLD_IN_HEADLINE if headline else _TOLD:
        for match in pattern.finditer(text):
            verb = match["verb"].lower()
            if verb not in _NO_VERBS and not _bases(verb) & _UNDECIDED:
                return match
    return _SAID.search(text) or _SO_SAID.search(text)


def _bases(verb: str) -> set[str]:
    """What a verb may be before its ending: "tossed" of toss, "scrapped" of scrap, "denies" of deny."""
    stem = verb.removesuffix("s") if verb.endswith("s") else verb.removesuffix("ed")
    return {verb, stem, stem + "e", stem[:-1], stem.removesuffix("e"), stem.removesuffix("ie") + "y", stem[:-1] + "y"}

"""Rulings told in words of no table: whatever a court does at the head of a story, but what courts do undecided.

Writers make of a ruling what they like ("gutted", "blew up", "slammed the door on"). What a court does without ruling
is a shorter list: it hears, asks, schedules, doubts.
"""

import re

from monitor.courts.phrases import any_of
from monitor.detectors._wording import ACTOR

_UNDECIDED = frozenset(
    """
    abuse accuse acknowledge address adjourn admit admonish advise agonize allude announce answer appear applaud
    appoint approach argue arrive ask assert assign attack attend avoid await balk base begin believe belong bemoan
    berate blast bombard brace break brood call caution champion chastise chat chide choke chuckle cite clash
    collect color come comment compare compete complain compliment concern conduct confer confirm congratulate
    consider contemplate contend continue convene convict correspond count cover criticise criticize cross crowd cry
    dance debate define delay deliberate demand demonstrate depart deride describe detail die dig dine
    disclose discuss dispute divide do dodge dominate doubt draft dress drift dwell echo elaborate elect elevate emerge
    empathize emphasize employ end enter entertain equate err examine exceed exchange excoriate excuse exhale expect
    experience explain express eye face fail fear feature fiddle file finish flash float flow focus follow foresee
    fret frown fume gather gavel get glance glare go grapple grill gripe groan grumble guess guide hammer happen
    hash have head hear highlight hint hire hope host hurry ignore imagine imply include indicate inherit inquire
    insist inspect interject interrupt interview intimate invite involve jab join joke juggle jump know lambast
    lament last laud laugh launch lead lean learn leave lecture like liken linger list listen live lob long look
    loom lose lunch maintain make march mark marvel mediate meditate meet mention misapply misread mock move mull
    murmur muse name near need needle nod nominate note notice nudge object observe offer open opine outline
    overlook oversee overstep own paint panic parse peer pen pepper perceive pick pine plan play plead plot point
    poke ponder pose post postpone pounce praise preach predict prepare preside press pretend probe proceed prod
    promise prompt propose pull push puzzle question quip quiz quote rail raise ramble rattle react read rebut
    recall receive recess recite reckon recommend recount recuse refer reference reflect refrain regret rehearse
    reiterate relate rely remain remark remind repeat reply report request reserve resign respond rest resume retire
    retort retreat return reveal review ridicule roll run say scald scan schedule scoff scold scour search seek seem
    select serve set shake share sharpen shift shout show shrug sigh sign signal sip sit sketch skewer slam slate
    smile sniff sound spar speak speculate spell spend sputter squabble squirm stand stare start state step stress
    struggle study stumble stutter submit sue suggest summarize summon suppose surmise surprise survey suspect swear
    sympathize tackle take talk teach tease tell testify thank threaten time tire toil touch tour tout trade train
    turn tussle type unpack upbraid urge use usher utter vacation veer vent venture view visit voice volunteer vow
    wade wait walk wander want warn watch weep weigh welcome whisper wield win wince wish wither witness wonder work
    worry wrap wrestle write yell yield zero
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
_NAME = rf"(?-i:{_WORD}{{0,6}})"
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
    rf"{ACTOR.pattern}(?-i:{_WORD}{{0,6}}?)(?: \w+ly)? {_NAMES}(?P<verb>[a-z]{{3,}}s)\b(?! (?:is|are|was|were)\b)",
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
    rf"{ACTOR.pattern}{_NAME} (?:said|says|wrote|writes|found|held)(?:,? (?:on )?(?:late )?\w+day)?,? in (?:an? "
    rf"|the |her |his |its )"
    rf"(?:[\w-]+ ){{0,3}}?(?:ruling|opinion|order|decision)\b|"
    rf"\b(?:so said|(?:so )?(?:held|ruled|decided|concluded|found)) (?:an? |the )(?:[\w.]+ ){{0,3}}?{ACTOR.pattern}",
    re.IGNORECASE,
)
"""The same the other way round: "so ruled the 3rd Circuit"."""
_JUDGE = r"(?:[\w.']+ ){0,4}?(?:judges?|courts?|jury|jurors|panel|justices|circuit)\b"
_WHEN = r"(?: (?:on )?(?:late )?\w+day)?"
_DONE = (
    r"[a-z]{3,}ed(?: (?:away|down|out|aside|back|off))?|struck down|shot down|thrown out|set aside|put on hold"
    r"|undone|cut|upheld"
)
_LOST = re.compile(
    r"\b(?P<verb>lost|won|prevailed|failed)\b[^.;]{0,60}? (?:on |late )*(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day (?:in|at|before) "
    r"(?:an? |the )?(?:[\w.]+ ){0,5}?court\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"(?<!who )(?<!that )(?<!which )\b(?:was|were|been|being|is|are|got|gets) (?:\w+ly )?"
    rf"(?P<verb>{_DONE}){_WHEN} by {_JUDGE}",
    re.IGNORECASE,
)
_BY = re.compile(rf"^(?:[\w$,.'-]+ ){{1,10}}?(?P<verb>{_DONE}){_WHEN} by {_JUDGE}", re.IGNORECASE)
_TIME_GIVEN = re.compile(
    r"[^;]{0,40}\b(?:until|days|weeks|months)\b[^.;]{0,30} to (?:suggest|propose|file|submit|respond|answer|reply|brief"
    r"|explain|decide|say|argue|come up)\b",
    re.IGNORECASE,
)
"""What a court gives without ruling: time for the next paper."""
STATED = (_SAID, _SO_SAID)
"""Statements that a court is named to have made: no mere asides, whatever stands before them."""
_TOLD = (_DID, _WAS, _LOST)
_TOLD_IN_HEADLINE = (_DOES, _DID, _WAS, _BY)


def decided(text: str, *, headline: bool) -> re.Match[str] | None:
    """The court and what it does, where that is nothing that courts do without deciding; None else."""
    for pattern in _TOLD_IN_HEADLINE if headline else _TOLD:
        for match in pattern.finditer(text):
            verb = match["verb"].lower()
            gives_time = verb in ("gives", "gave") and _TIME_GIVEN.match(text, match.end())
            if verb not in _NO_VERBS and not _bases(verb) & _UNDECIDED and not gives_time:
                return match
    return _SAID.search(text) or _SO_SAID.search(text)


def _bases(verb: str) -> set[str]:
    """What a verb may be before its ending: "tossed" of toss, "scrapped" of scrap, "denies" of deny."""
    verb = verb.split(maxsplit=1)[0]
    stem = verb.removesuffix("s") if verb.endswith("s") else verb.removesuffix("ed")
    return {verb, stem, stem + "e", stem[:-1], stem.removesuffix("e"), stem.removesuffix("ie") + "y", stem[:-1] + "y"}

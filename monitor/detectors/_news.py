"""What a story reports as news: who did what, when, and whether it was really done.

A sentence reports a ruling when a court acts in it (actor, act), the act is done and not only possible, asked for or
denied (modality), and it is recent and not background (time, `_sentences.py`). News stands in the headline and the first
sentences; a later sentence counts only when it speaks of the day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.judges import judges_named
from monitor.courts.phrases import any_of, leftmost
from monitor.courts.registry import courts_in
from monitor.courts.relief import subject_of
from monitor.detectors import _facts
from monitor.detectors._plain import Plain, plain
from monitor.detectors._sentences import Sentence, sentences
from monitor.model import Appeal, Finding, Item, LegalEvent

_ACTOR = re.compile(
    r"\b(?:"
    + any_of(r"""
        judges?\b(?!'s? (?:name|chambers))
        justices?\b(?! department| dept| project| minist| league)
        magistrate\b
        chancellor\b
        (?:supreme|appeals?|appellate|district|circuit|high|federal|state|superior|trial|bankruptcy|top|county|lower|tax|the|a) courts?\b(?!house| filing| papers| documents| records| order| case| battle| fight)
        court of (?:\w+ ){0,2}?appeals?
        courts?\b(?=,? (?:\w+ly )?(?:on|has|rul|blocks|denie|grant|revers|uph|toss|throw|overtu|find|reject|order|says|strik|sides|let|affirm|vacat|declin|refus|dismiss|halt|pause|clear))
        scotus\b
        (?:\d+(?:st|nd|rd|th|d)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|federal|d\.?c\.?) (?:u\.?s\.? )?circuit\b(?! court judge)
        panel\b
        appellate division
        jur(?:y|ors)\b
        tribunal\b
    """)
    + ")",
    re.IGNORECASE,
)
_ACTS = {
    "granted_in_part": r"""
        (?:partly|partially) (?:grant|block|lift|uph|den|dismiss|stay)\w*
        will toss part
        (?:block|toss|dismiss|throw|strik|uph|grant)\w* (?:only )?parts? of
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
    "dismissed": r"""
        dismiss(?:es|ed)\b
        will (?:toss|dismiss|throw out)\b
    """,
    "remanded": r"""
        remand(?:s|ed)\b
        (?:sends|sent) (?:\w+ ){0,5}?back\b
    """,
    "granted": r"""
        (?:temporarily |permanently |indefinitely )?(?:block(?:s|ed)|halt(?:s|ed)|paus(?:es|ed)|bar(?:s|red)|stay(?:s|ed)|suspend(?:s|ed)|freez(?:es)|froze|enjoin(?:s|ed)|restrain(?:s|ed)|stop(?:s|ped)|prohibit(?:s|ed)|forb(?:ids|ade)|prevent(?:s|ed))\b
        put(?:s)? (?:\w+ ){0,8}?on hold
        extend(?:s|ed)\b
        grant(?:s|ed)\b
        approv(?:es|ed)\b
        certif(?:ies|ied)\b
        order(?:s|ed)\b
        direct(?:s|ed)\b(?= (?:the|that|\w+ to))
        clear(?:s|ed)\b
        lift(?:s|ed)\b
        agree[sd]? to (?:hear|take|block|pause|halt|review|let)
        issu(?:es|ed)\b(?= (?:an?|the|its|\w+) (?:[\w-]+ ){0,4}?(?:injunction|order|stay|ruling|opinion|decision|judgment|verdict|warrant|restraining))
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
_ACT = leftmost(_ACTS)
_BETWEEN = re.compile(
    r"\b(?:to|which|that|whose|would|could|may|might|should|can|will|whether|if|asked|asking|urged|before|until|not|never|didn't"
    r"|won't|against|where|because|reviews?|weighs?|by|signal\w*)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:ask\w*|urg\w+|push\w*|want\w*|tell\w*|told|petition\w*|press\w*|beg\w*|await\w*|before|su(?:e|es|ed|ing)|request\w*|seek\w*"
    r"|after|since|because|when|if|until|unless|while|once|whether|that|which|who|against|what|to|by)(?: [\w.'-]+){0,4} $",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r"\b(?:(?:one|a|the) day (?:after|earlier)|hours after|minutes after)\b", re.IGNORECASE)
_REACH = 110
"""How far behind its actor an act may stand, in characters."""
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been) (?:\w+ ){0,2}?(?:found (?:not )?(?:guilty|liable)|convicted|sentenced|acquitted|(?:blocked|ordered|struck down"
    r"|overturned|upheld|dismissed|thrown out|tossed|halted|rejected|denied) by (?:\w+ ){0,4}?(?:judges?|courts?|jury|panel|justices))\b"
    r"|\breach(?:ed|es) (?:a |its |their )?verdict\b|\b(?:guilty|not guilty|liable) (?:on|of|in)\b",
    re.IGNORECASE,
)
_DAYS_RULING = re.compile(
    r"\b(?<!last )(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:night|evening|morning|afternoon))?'s (?:[\w-]+ ){0,3}?"
    r"(?:ruling|decision|order|verdict|opinion|judgment|injunction)\b"
    r"|\b(?:ruling|decision|order|opinion|judgment)\b[^.;]{0,30}? (?:issued|released|handed down|announced)(?: late| on)? (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"^(?:what (?:to|you|we)|how |why |explain|everything |a timeline|timeline|here's|who is|five things)|\?$",
    re.IGNORECASE,
)

_FILED = re.compile(
    r"\b(?:"
    + any_of(r"""
        (?:formally |officially |immediately |promptly |swiftly |quickly |has |have |also )*appealed\b(?! (?:to|for) (?:voters|donors|the public|fans|help|calm|people|residents|information|witnesses|supporters|members|local|anyone))
        (?:is|are|was|were) (?:now |also |already )?appealing\b(?! (?:to|for) (?:voters|donors|the public|fans|help|calm|people|because))
        (?:files?|filed|filing|lodg(?:es|ed)|submit(?:s|ted)|fil(?:es|ed)) (?:(?!brief|motion|lawsuit|suit|response|paper)[\w$,.'-]+ ){0,6}?(?:notices? (?:of|that)|appeals?\b|cross-appeal)
        (?:files?|filed|lodg(?:es|ed)|submit(?:s|ted)) (?:(?!brief)[\w-]+ ){0,4}?(?:petition|application)s? (?:with|to|for|asking|at|seeking|before|in) (?:[\w.']+ ){0,6}?(?:supreme court|certiorari|circuit|rehearing|review|court of appeals|appeals court)
        petition(?:s|ed) (?:the )?(?:[\w.]+ ){0,3}?(?:supreme court|circuit|court of appeals|justices|appeals court)
        (?:asks?|asked|urg(?:es|ed)) (?:the )?(?:u\.?s\.? |nation's )?(?:supreme court|high court|justices)(?: on \w+day| \w+day)? to\b(?! (?:reject|deny|leave|keep|refuse|turn|dismiss))
        (?:asks?|asked) (?:the |a )?(?:[\w.]+ ){0,5}?(?:appeals court|circuit(?: court of appeals)?|court of appeals)(?: on \w+day| \w+day)? to (?:overturn|reverse|throw out|review|undo|reconsider|rehear)
        (?:takes|took|taken|taking) (?:the |its |his |her |their |that |this )(?:[\w-]+ ){0,4}?to (?:the )?(?:[\w.]+ ){0,3}?(?:supreme court|circuit|appeals court|court of appeals|high court)\b
        (?:sought|seeks) (?:\w+ )?(?:review|rehearing|certiorari)\b
        appeal(?:s)? (?:was|were|has been|have been) (?:filed|lodged|docketed)\b
    """)
    + ")",
    re.IGNORECASE,
)
_HEADLINE_APPEALS = re.compile(
    r"(?<![\w-])(?<!of )(?<!Court )(?:appeals|appealing)\b(?= (?:(?!court|panel|judge|process|board|from|for|to (?:voters|fans))[\w$.'-]+ ){0,8}?"
    r"(?:ruling|decision|order|verdict|injunction|judgment|conviction|sentence|ban|block|dismissal|case|judge|win|loss|penalty|fine|to (?:the )?(?:supreme|\d|u\.?s))\w*)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must|plans?|planned|planning|vow\w*|promis\w+|pledg\w+|intends?|expect\w*|likely|consider\w*|weigh\w*"
    r"|threaten\w*|whether|if|unless|until|won't|not|never|didn't|declin\w+|decid\w+|able|ready|prepar\w+|deadline|days|time|right|want\w*|had|who|which|urg\w+|refus\w+|told|said (?:it|he|she|they))\b"
    r"[^,.;]{0,45}$|\bto (?:\w+ly )?$",
    re.IGNORECASE,
)
_PROSPECTIVE = re.compile(
    r"\b(?:will|would|can|could|may|might|plans? to|planned to|planning to|vow(?:s|ed|ing)? to|promis(?:es|ed|ing) to|pledg(?:es|ed) to|intends? to"
    r"|expected to|likely to|prepar\w+ to|decided to|wants? to|free to)(?: (?:immediately|promptly|likely|quickly|also|now))? "
    r"(?:appeal\b|file (?:an? )?(?:notice of )?appeal|seek (?:further |an? )?(?:review|appeal)|ask (?:the |a )?(?:[\w.]+ ){0,4}?(?:court|justices|circuit)|(?:try|go to|turn to) (?:\w+ ){0,4}?(?:supreme court|higher court|larger panel|circuit))",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b((?:[A-Z][\w.&'-]*|of|the|for|and|de|&|Ass'n)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|de|&)){0,7}) v\.? ((?:[A-Z][\w.&'-]*)(?: (?:[A-Z][\w.&'-]*|of|the|for|and|&)){0,6})"
)
_CORROBORATING = 4
"""In how many of its first sentences a headline must find a court again."""
_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class Story:
    """A story read once: its headline, its sentences, its day."""

    plain: Plain
    headline: Sentence
    body: tuple[Sentence, ...]
    published: date | None


def read(item: Item) -> Story:
    """Split an item into headline and sentences."""
    body = plain(item.text)
    day = item.published.date() if item.published else item.filed
    return Story(body, Sentence(plain(item.title).text.strip(), 0, -1), tuple(sentences(body.text)), day)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that reports something, the stretch of it that does, and what."""

    sentence: Sentence
    what: str
    rule: str


def ruling(item: Item) -> Finding:
    """The ruling that a story reports as news, or none."""
    story = read(item)
    told = _ruling_told(story)
    if told is None:
        return Finding(None, ("news: no court acts in it as news",))
    where = f"{told.sentence.text} {item.title}"
    subject = subject_of(where)
    event = _event(
        story,
        item,
        told,
        "ruling",
        disposition=told.what,
        relief=subject.relief if subject else None,
        prospective_appeal=any(_prospective(one) for one in (story.headline, *story.body)),
    )
    return Finding(event, (f"news: {told.rule}",))


def _ruling_told(story: Story) -> Told | None:
    """The first sentence that reports a ruling as news; a headline needs a sentence that bears it out."""
    headline = _acts(story.headline) if not _EXPLAINS.search(story.headline.text) else None
    for sentence in story.body:
        act = _acts(sentence)
        if act is None or sentence.background(story.published):
            continue
        if sentence.recent or (sentence.leads and (headline or not _dated_elsewhere(sentence))):
            return Told(sentence, act, "a court acts")
    if headline and (not story.body or _borne_out(story)):
        return Told(story.headline, headline, "the headline")
    return None


def _dated_elsewhere(sentence: Sentence) -> bool:
    return bool(re.search(r"\bhad\b|\bhas been\b", sentence.text))


def _borne_out(story: Story) -> bool:
    return any(_ACTOR.search(one.text) and not one.background(story.published) for one in story.body[:_CORROBORATING])


def _acts(sentence: Sentence) -> str | None:
    """How a court decides in this sentence; None when none does, or only may, was asked to, or once did."""
    text = sentence.text
    for actor in _ACTOR.finditer(text):
        act = _ACT.search(text, actor.end(), actor.end() + _REACH)
        if act and _really(sentence, actor, act):
            return act.lastgroup
    if _PASSIVE.search(text) and not re.search(r"\b(?:if|whether|had been|would be|could be)\b", text):
        return "other"
    return "other" if _DAYS_RULING.search(text) else None


def _really(sentence: Sentence, actor: re.Match[str], act: re.Match[str]) -> bool:
    between = sentence.text[actor.end() : act.start()]
    if (
        _BETWEEN.search(between)
        or re.search(r"\bhad\b", between)
        or (re.search(r"\b(?:who|when)\b", between) and not sentence.recent)
    ):
        return False
    before = sentence.text[max(0, actor.start() - 60) : actor.start()]
    return not _SUBORDINATE.search(before) or bool(_DAY_AFTER.search(sentence.text))


def appeal(item: Item) -> Finding:
    """The appeal that a story reports as filed, or none."""
    story = read(item)
    told = _appeal_told(story)
    if told is None:
        held = (
            "only prospective"
            if any(_prospective(one) for one in (story.headline, *story.body))
            else "nobody appeals in it as news"
        )
        return Finding(None, (f"news: {held}",))
    return Finding(_event(story, item, told, "appeal", appeal=_taken(told, story)), (f"news: {told.rule}",))


def _appeal_told(story: Story) -> Told | None:
    for sentence in (story.headline, *story.body):
        if not _files(sentence) or sentence.background(story.published) and sentence.number > 0:
            continue
        if sentence.leads or sentence.recent:
            return Told(sentence, "notice", "somebody appeals")
    return None


def _files(sentence: Sentence) -> bool:
    """Whether somebody takes an appeal in this sentence, and not only may, will or once did."""
    patterns = (_FILED, _HEADLINE_APPEALS) if sentence.number < 0 else (_FILED,)
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            lead = sentence.text[max(0, match.start() - 70) : match.start()]
            if not _NOT_YET.search(lead) or (sentence.recent and re.search(r"\bhad (?:\w+ )?$", lead)):
                return True
    return False


def _prospective(sentence: Sentence) -> bool:
    return bool(_PROSPECTIVE.search(sentence.text))


def _taken(told: Told, story: Story) -> Appeal:
    text = told.sentence.text
    courts = courts_in(text) or courts_in(story.plain.text[:_HEAD])
    above = next(
        (court for court in courts if court.startswith("ca") and court[2:3] in "0123456789df" or court == "scotus"),
        None,
    )
    kind = "certiorari" if re.search(r"certiorari|petition", text, re.IGNORECASE) and above == "scotus" else "notice"
    if kind == "notice" and above == "scotus":
        kind = "application"
    return Appeal(kind, above)


def _event(story: Story, item: Item, told: Told, kind: str, **more: object) -> LegalEvent:
    """What every event of a story carries."""
    text = story.plain.text
    start, end = told.sentence.start, told.sentence.start + len(told.sentence.text)
    at = None if told.sentence.number < 0 else story.plain.span(start, end)
    judges = judges_named(told.sentence.text) or judges_named(text[:_HEAD])
    courts = courts_in(told.sentence.text) or courts_in(text[:_HEAD])
    numbers = numbers_in(text)
    names = [f"{match[1]} v. {match[2]}" for match in _CASE.finditer(text[: _HEAD * 3])]
    facts: dict[str, object] = {
        "kind": kind,
        "evidence": story.plain.source[slice(*at)] if at else told.sentence.text,
        "at": at,
        "title": item.title,
        "judge": judges[0] if judges else None,
        "court": courts[0] if courts else item.court,
        "docket_number": numbers[0] if numbers else None,
        "case_name": names[0] if names else item.case_name,
        "pages": _facts.pages(text[:_HEAD]),
        "mentions": (*numbers, *dict.fromkeys(names)),
        "url": item.url,
        "record": False,
        "confidence": "certain" if told.sentence.number >= 0 else "likely",
        "rule": f"news: {told.rule}",
    }
    return LegalEvent(**{**facts, **more})  # type: ignore[arg-type]  # each key is a field of LegalEvent

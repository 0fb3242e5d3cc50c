"""What a story reports as news: who did what, when, and whether it was really done.

A sentence reports a ruling when a court acts in it (actor, act), the act is done and not only possible, asked for or
denied (modality), and it is recent and not background (time, `_sentences.py`). News stands in the headline and \
    the first
sentences; a later sentence counts only when it speaks of the day.
"""

import re
from dataclasses import dataclass

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.judges import judges_named
from monitor.courts.registry import courts_in
from monitor.courts.relief import subject_of
from monitor.detectors import _facts
from monitor.detectors._appeal_wording import FILED, HEADLINE_APPEALS, NOT_YET, PROSPECTIVE
from monitor.detectors._bench import deciding_court, deciding_judge, level_of
from monitor.detectors._clauses import within
from monitor.detectors._sentences import RECENT, Sentence, Story, read
from monitor.detectors._wording import (
    ACT,
    ACTOR,
    BETWEEN,
    CASE,
    COURTLY,
    DAY_AFTER,
    DAYS_RULING,
    EXPLAINS,
    GRANTS_REVIEW,
    HEADLINE_PASSIVE,
    OF_WHO,
    PASSIVE,
    REACH,
    REPORTED,
    SUBORDINATE,
    UNTOLD,
)
from monitor.model import Appeal, Finding, Item, LegalEvent

_CORROBORATING = 4
"""In how many of its first sentences a headline must find a court again."""
_HEAD = 2_000
_HAD = re.compile(r"(?<!who )(?<!which )\bhad (?:\w+ )?$")
_AFTER = re.compile(r"\b(?:after|when|because|before|since)\b", re.IGNORECASE)
_LEADING = 2
"""A story whose first sentences say that somebody will appeal is about a ruling of that day, told further down."""


@dataclass(frozen=True, slots=True)
class Act:
    """How a court decides in a sentence, and who acts there, at which level ("trial", "circuit", "supreme").

    `end` is where the sentence has told it.
    """

    disposition: str
    actor: str = ""
    level: str | None = None
    end: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that reports something, and what: the court's act of a ruling, none of an appeal."""

    sentence: Sentence
    act: Act | None
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
        disposition=told.act.disposition if told.act else None,
        relief=subject.relief if subject else None,
        prospective_appeal=any(_prospective(one) for one in (story.headline, *story.body)),
    )
    return Finding(event, (f"news: {told.rule}",))


def _ruling_told(story: Story) -> Told | None:
    """The first sentence that reports a ruling as news; a headline needs a sentence that bears it out."""
    explains = EXPLAINS.search(story.headline.text)
    headline = None if explains else _acts(story.headline)
    answered = any(_prospective(one) for one in story.body[:_LEADING]) and _appeal_told(story) is None
    for sentence in story.body:
        act = _acts(sentence)
        if (
            act is None
            or (explains and not ACTOR.search(sentence.text))
            or sentence.background(story.published, act.end)
            or not _of_a_court(act, story)
        ):
            continue
        leads = sentence.leads and (headline or not _dated_elsewhere(sentence))
        if sentence.recent or leads or (answered and judges_named(sentence.text, acting=True)):
            return Told(sentence, act, "a court acts")
    if headline and (not story.body or (_borne_out(story) and _of_a_court(headline, story))):
        return Told(story.headline, headline, "the headline")
    return None


def _of_a_court(act: Act, story: Story) -> bool:
    """Whether a panel, a tribunal or nobody named is of a court of law: clubs, schools and leagues have theirs too."""
    if act.actor.lower() not in ("", "panel", "tribunal"):
        return True
    return any(COURTLY.search(sentence.text) for sentence in (story.headline, *story.body))


def _dated_elsewhere(sentence: Sentence) -> bool:
    return bool(re.search(r"\bhad\b|\bhas been\b", sentence.text))


def _borne_out(story: Story) -> bool:
    return any(ACTOR.search(one.text) and not one.background(story.published) for one in story.body[:_CORROBORATING])


def _acts(sentence: Sentence) -> Act | None:
    """How a court decides in this sentence; None when none does, or only may, was asked to, or once did."""
    text = sentence.text
    for actor in ACTOR.finditer(text):
        act = next(
            (one for one in ACT.finditer(text, actor.end(), actor.end() + REACH) if not _of_who(actor, one)), None
        )
        if act and _really(sentence, actor, act):
            return Act(act.lastgroup or "other", actor[0], level_of(text, actor.start(), actor.end()), act.end())
    passive = PASSIVE.search(text) or (sentence.number < 0 and HEADLINE_PASSIVE.search(text)) or None
    told = passive and not UNTOLD.search(text, 0, passive.end()) and not _files(sentence)
    if GRANTS_REVIEW.search(text):
        return Act("granted", "Supreme Court", "supreme")
    if told or DAYS_RULING.search(text):
        return Act("other", level=level_of(text, 0, len(text)), end=passive.end() if passive else 0)
    return None


def _of_who(actor: re.Match[str], act: re.Match[str]) -> bool:
    """Whether an act only tells which judge is meant: "the judge, who blocked it in May, holds a hearing"."""
    return bool(OF_WHO.search(actor.string, actor.end(), act.start()))


def _really(sentence: Sentence, actor: re.Match[str], act: re.Match[str]) -> bool:
    between = sentence.text[actor.end() : act.start()]
    if (
        BETWEEN.search(between)
        or re.search(r"\bhad\b", between)
        or (re.search(r"\bwhen\b", between) and not sentence.recent)
    ):
        return False
    before = sentence.text[max(0, actor.start() - 60) : actor.start()]
    if REPORTED.search(before) or DAY_AFTER.search(sentence.text) or (sentence.recent and _prospective(sentence)):
        return True
    return not SUBORDINATE.search(before)


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
    """The first sentence that reports an appeal as taken; a headline in the present is corrected by "will" below it."""
    for sentence in (story.headline, *story.body):
        if not _files(sentence) or (sentence.background(story.published) and sentence.number > 0):
            continue
        if sentence.number < 0 and story.body and _prospective(story.body[0]) and not _files(story.body[0]):
            continue
        if sentence.leads or sentence.recent:
            return Told(sentence, None, "somebody appeals")
    return None


def _files(sentence: Sentence) -> bool:
    """Whether somebody takes an appeal in this sentence, and not only may, will or once did."""
    patterns = (FILED, HEADLINE_APPEALS) if sentence.number < 0 else (FILED,)
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            lead = sentence.text[max(0, match.start() - 70) : match.start()]
            if not NOT_YET.search(lead) or (_HAD.search(lead) and _just_then(sentence, match)):
                return True
    return False


def _just_then(sentence: Sentence, said: re.Match[str]) -> bool:
    """Whether the day of the story is that of these words: "had appealed on Friday", not "after it ruled on Friday"."""
    behind = _AFTER.split(sentence.text[said.end() :])[0]
    return bool(RECENT.search(sentence.text, 0, said.start()) or RECENT.search(behind))


def _prospective(sentence: Sentence) -> bool:
    return bool(PROSPECTIVE.search(sentence.text))


def _taken(told: Told, story: Story) -> Appeal:
    text = told.sentence.text
    courts = courts_in(text) or courts_in(story.plain.text[:_HEAD])
    above = next(
        (court for court in courts if (court.startswith("ca") and court[2:3] in "0123456789df") or court == "scotus"),
        None,
    )
    kind = "certiorari" if re.search(r"certiorari|petition", text, re.IGNORECASE) and above == "scotus" else "notice"
    if kind == "notice" and above == "scotus":
        kind = "application"
    return Appeal(kind, above)


def _event(story: Story, item: Item, told: Told, kind: str, **more: object) -> LegalEvent:
    """What every event of a story carries."""
    text = story.plain.text
    shown = within(told.sentence.text)
    start = told.sentence.start
    at = None if told.sentence.number < 0 else story.plain.span(start, start + len(shown))
    act = told.act or Act("other", level="trial")  # an appeal is taken from the court that ruled
    judge = deciding_judge(story, told.sentence.text, act.actor, act.level)
    court = deciding_court(story, told.sentence.text, judge, act.level)
    numbers = numbers_in(text)
    names = [f"{match[1]} v. {match[2]}" for match in CASE.finditer(text[: _HEAD * 3])]
    facts: dict[str, object] = {
        "kind": kind,
        "evidence": story.plain.source[slice(*at)] if at else shown,
        "at": at,
        "title": item.title,
        "judge": judge,
        "court": court or item.court,
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

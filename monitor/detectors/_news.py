"""What a story reports as news: who did what, when, and whether it was really done.

A sentence reports a ruling when a court acts in it (actor, act), the act is done and not only possible, asked for or
denied (modality), and it is recent and not background (time, `_sentences.py`). News stands in the headline and \
    the first
sentences; a later sentence counts only when it speaks of the day.
"""

import re
from dataclasses import dataclass
from datetime import date

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.judges import judges_named
from monitor.courts.registry import courts_in
from monitor.courts.relief import subject_of
from monitor.detectors import _facts
from monitor.detectors._plain import Plain, plain
from monitor.detectors._sentences import Sentence, sentences
from monitor.detectors._wording import (
    ACT,
    ACTOR,
    BETWEEN,
    CASE,
    DAY_AFTER,
    DAYS_RULING,
    EXPLAINS,
    FILED,
    HEADLINE_APPEALS,
    NOT_YET,
    PASSIVE,
    PROSPECTIVE,
    REACH,
    SUBORDINATE,
)
from monitor.model import Appeal, Finding, Item, LegalEvent

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
    headline = _acts(story.headline) if not EXPLAINS.search(story.headline.text) else None
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
    return any(ACTOR.search(one.text) and not one.background(story.published) for one in story.body[:_CORROBORATING])


def _acts(sentence: Sentence) -> str | None:
    """How a court decides in this sentence; None when none does, or only may, was asked to, or once did."""
    text = sentence.text
    for actor in ACTOR.finditer(text):
        act = ACT.search(text, actor.end(), actor.end() + REACH)
        if act and _really(sentence, actor, act):
            return act.lastgroup
    if PASSIVE.search(text) and not re.search(r"\b(?:if|whether|had been|would be|could be)\b", text):
        return "other"
    return "other" if DAYS_RULING.search(text) else None


def _really(sentence: Sentence, actor: re.Match[str], act: re.Match[str]) -> bool:
    between = sentence.text[actor.end() : act.start()]
    if (
        BETWEEN.search(between)
        or re.search(r"\bhad\b", between)
        or (re.search(r"\b(?:who|when)\b", between) and not sentence.recent)
    ):
        return False
    before = sentence.text[max(0, actor.start() - 60) : actor.start()]
    return not SUBORDINATE.search(before) or bool(DAY_AFTER.search(sentence.text))


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
        if not _files(sentence) or (sentence.background(story.published) and sentence.number > 0):
            continue
        if sentence.leads or sentence.recent:
            return Told(sentence, "notice", "somebody appeals")
    return None


def _files(sentence: Sentence) -> bool:
    """Whether somebody takes an appeal in this sentence, and not only may, will or once did."""
    patterns = (FILED, HEADLINE_APPEALS) if sentence.number < 0 else (FILED,)
    for pattern in patterns:
        for match in pattern.finditer(sentence.text):
            lead = sentence.text[max(0, match.start() - 70) : match.start()]
            if not NOT_YET.search(lead) or (sentence.recent and re.search(r"\bhad (?:\w+ )?$", lead)):
                return True
    return False


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
    start, end = told.sentence.start, told.sentence.start + len(told.sentence.text)
    at = None if told.sentence.number < 0 else story.plain.span(start, end)
    judges = judges_named(told.sentence.text) or judges_named(text[:_HEAD])
    courts = courts_in(told.sentence.text) or courts_in(text[:_HEAD])
    numbers = numbers_in(text)
    names = [f"{match[1]} v. {match[2]}" for match in CASE.finditer(text[: _HEAD * 3])]
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

"""What a story reports as news: that a court ruled, or that somebody appealed.

A sentence reports a ruling when a court acts in it (`_court_acts.py`), and it is recent and not background (time,
`_sentences.py`). News stands in the headline and the first sentences; a later one counts when it speaks of the day.
"""

import re
from dataclasses import dataclass

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.judges import judges_named
from monitor.courts.registry import courts_in
from monitor.courts.relief import subject_of
from monitor.detectors import _facts
from monitor.detectors._appeal_wording import AT_ONCE, HAS_APPEALED
from monitor.detectors._appealing import filed, files, prospective
from monitor.detectors._bench import deciding_court, deciding_judge
from monitor.detectors._clauses import within
from monitor.detectors._court_acts import Act, acts
from monitor.detectors._sentences import Sentence, Story, read
from monitor.detectors._wording import ACTOR, CASE, COURTLY, EXPLAINS
from monitor.model import Appeal, Finding, Item, LegalEvent

_CORROBORATING = 4
"""In how many of its first sentences a headline must find a court again."""
_HEAD = 2_000
_FIRST_SUIT = re.compile(
    r"\b(?:sued|(?:law)?suit (?:filed|says|asks|argues)|filed (?:a )?(?:law)?suit)\b", re.IGNORECASE
)
_BELOW = re.compile(
    r"appeal|lower court|rul(?:ing|ed)\b|verdict|convict|injunction|sentence|\bjudge|circuit|panel", re.IGNORECASE
)
"""Where no decision below is told of, a suit brought in a supreme court is the first of its case, and no appeal."""
_OF_A_RULING = re.compile(
    r"\b(?:hail|cheer|prais|applaud|welcom|celebrat|decr|blast|slam|react|statement|respond|comment"
    r"|after)\w*\b[^.]{0,40}"
    r"\b(?:ruling|decision|verdict|order)\b",
    re.IGNORECASE,
)
"""A headline about what people say of a ruling, which the story tells further down."""
_FIRST_PERSON = re.compile(r"^[^\"']*\b(?:I|me|my)\b(?! \w+\.)[^\"']*$")
"""Who tells of a case of their own, outside quotation marks, asks or remembers."""
_LEADING = 2
"""A story whose first sentences say that somebody will appeal is about a ruling of that day, told further down."""


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
        prospective_appeal=any(prospective(one) for one in (story.headline, *story.body)),
    )
    return Finding(event, (f"news: {told.rule}",))


def _ruling_told(story: Story) -> Told | None:
    """The first sentence that reports a ruling as news; a headline needs a sentence that bears it out."""
    explains = EXPLAINS.search(story.headline.text)
    headline = None if explains else acts(story.headline)
    answered = any(prospective(one) for one in story.body[:_LEADING]) and _appeal_told(story) is None
    for sentence in story.body:
        act = acts(sentence)
        if (
            act is None
            or _FIRST_PERSON.search(sentence.text)
            or (explains and not (sentence.recent and ACTOR.search(sentence.text)))
            or sentence.background(story.published, act.end)
            or not _of_a_court(act, story)
        ):
            continue
        leads = sentence.leads and (headline or not (_dated_elsewhere(sentence) or _led_to_it(sentence, story)))
        told_of = sentence.number < _CORROBORATING and _OF_A_RULING.search(story.headline.text)
        if sentence.recent or leads or told_of or (answered and judges_named(sentence.text, acting=True)):
            return Told(sentence, act, "a court acts")
    if headline and (not story.body or (_borne_out(story) and _of_a_court(headline, story))):
        return Told(story.headline, headline, "the headline")
    return None


def _of_a_court(act: Act, story: Story) -> bool:
    """Whether a panel, a tribunal or nobody named is of a court of law: clubs, schools and leagues have theirs too."""
    if not re.match(r"(?:panel|tribunal)\b|$", act.actor, re.IGNORECASE):
        return True
    return any(COURTLY.search(sentence.text) for sentence in (story.headline, *story.body))


def _dated_elsewhere(sentence: Sentence) -> bool:
    return bool(re.search(r"\bhad\b|\bhas been\b", sentence.text))


def _led_to_it(sentence: Sentence, story: Story) -> bool:
    """Whether the second sentence tells what led to the suit, the appeal or other step that the first reports."""
    first = story.body[0]
    led_to = _FIRST_SUIT.search(first.text) or files(first) or (first.recent and sentence.dated)
    return sentence.number > 0 and not sentence.recent and bool(led_to)


def _borne_out(story: Story) -> bool:
    return any(ACTOR.search(one.text) and not one.background(story.published) for one in story.body[:_CORROBORATING])


def appeal(item: Item) -> Finding:
    """The appeal that a story reports as filed, or none."""
    story = read(item)
    told = _appeal_told(story)
    if told is None:
        held = (
            "only prospective"
            if any(prospective(one) for one in (story.headline, *story.body))
            else "nobody appeals in it as news"
        )
        return Finding(None, (f"news: {held}",))
    return Finding(_event(story, item, told, "appeal", appeal=_taken(told, story)), (f"news: {told.rule}",))


def _appeal_told(story: Story) -> Told | None:
    """The first sentence that reports an appeal as taken; a headline in the present is corrected by "will" below it."""
    first = _FIRST_SUIT.search(story.plain.text) and not _BELOW.search(story.plain.text)
    for sentence in () if first else (story.headline, *story.body):
        said = filed(sentence) if _is_news(sentence, story) else None
        if said is None or (sentence.number > 0 and sentence.background(story.published, said.end())):
            continue
        if sentence.number < 0 and story.body and prospective(story.body[0]) and not files(story.body[0]):
            continue
        return Told(sentence, None, "somebody appeals")
    return None


def _is_news(sentence: Sentence, story: Story) -> bool:
    """Whether an appeal told in this sentence would be one of the story's day."""
    marked = sentence.leads or sentence.recent or AT_ONCE.search(sentence.text)
    return bool(marked) or _answers(sentence, story)


def _answers(sentence: Sentence, story: Story) -> bool:
    """Whether somebody "has appealed" what a court did on the story's day, told at its head."""
    has = HAS_APPEALED.search(sentence.text)
    return bool(has) and any(one.recent and acts(one) for one in story.body[:_LEADING])


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

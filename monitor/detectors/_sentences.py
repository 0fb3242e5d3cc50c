"""The sentences of a story, and what each says of time: news of the day, or background."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from monitor.courts.phrases import any_of
from monitor.detectors._plain import Plain, plain
from monitor.model import Item

MOST = 60
"""How many sentences of a story are read."""
_FEWEST_WORDS = 5
"""A dateline or a heading is shorter."""

_END = re.compile(r"[.!?]['\")\]]* +(?=['\"(\[]?[A-Z0-9])|\.(?=[A-Z][a-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Lt|Col|Atty|Hon|Prof|v|vs|No|Nos|Inc|Co|Corp|Ltd|Jan"
    r"|Feb|Mar|Apr|Aug|Sept|Sep|Oct"
    r"|Nov|Dec|Fla|Calif|Mass|Va|Pa|Tex|Cir|Ct|App|Dist|Rev|Art|Sec|al|e\.g|i\.e|a\.m|p\.m)|[A-Z]\.[A-Z])\.$"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?"
    "|oct|nov|dec"
)
_MONTHS_IN_ORDER = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
RECENT = re.compile(
    r"\b(?:(?<!last )(?<!next )(?<!previous )(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?"
    r"|today|yesterday|tonight|this (?:morning|afternoon|evening|week)|overnight|a day (?:earlier|after|later)"
    r"|(?:one|the) day after"
    r"|within (?:\w+ )?(?:hours|minutes) of|hours (?:after|later|earlier)"
    r"|(?<!for )now (?=the \w+ ha|has |have )(?!ha(?:s|ve) (?:until|to|\w+ days)\b)"
    r"|hours? ago|moments ago|minutes ago|just now|has (?:now|just)|have (?:now"
    r"|just)|at once|before \w+ was over|by (?:midnight|noon|nightfall|evening)"
    r"|(?:by|later) (?:that|the|this) (?:morning|afternoon|evening)"
    r"|(?:just |shortly |soon )?(?:before|after) (?:\d{1,2}(?::\d\d)? [ap]\.m|noon|midnight))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:"
    + any_of(rf"""
        previously|earlier (?!today|this)
        last (?:week|month|year|spring|summer|fall|autumn|winter|term|night's|(?:mon|tues|wednes|thurs|fri\
            |satur|sun)day|{_MONTHS})
        (?:a|two|three|four|five|six|several|\d+|few|many) (?:\w+ )?(?:weeks|months|years|year|month|decade\
            |decades) (?:ago|earlier|before|later|on)
        in (?:early |late |mid-?)?(?:{_MONTHS})\b\.?
        (?:in|since|by) (?:19|20)\d\d
        (?:19|20)\d\d (?:ruling|decision|order|verdict|case)
        years ago|back in|at the time|once (?!the|it|they|he|she)
        most recently|separate(?:ly)? |another (?:court|judge)|in (?:a|the) (?:same|related|similar|separate\
            |earlier|previous|other|one)
        in (?:several|many|other|past|dozens of|a (?:string|series|number) of) (?:\w+ )?(?:cases|rulings|decisions)
        ^(?:judges|courts|panels) have\b|(?:lower|other|some|several|many) (?:judges|courts|panels) have\b\
            |both ways|(?:courts|judges|panels) have (?:split|differed|disagreed)
        in one\b|formerly|first (?:blocked|ruled|issued)
    """)
    + ")",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\b(?:{_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b|\b(\d{{1,2}}) (?:{_MONTHS}),? ((?:19"
    rf"|20)\d\d)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"\b(?:(?:last )?(?:updated|published|posted|modified)|by (?:[A-Z][\w.'-]+ ){{1,4}}(?:on|\|)?):?,?(?: on)?:? ?"
    rf"(?:\w+day,? )?(?:(?:{_MONTHS})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS})\.? \d{{4}})"
    r"(?:,? (?:at )?\d{1,2}:\d\d ?(?:[ap]\.?m\.?)?)?[ |,.-]*",
    re.IGNORECASE,
)
_BYLINE_WITHIN = 400
_ASIDE = re.compile(
    r"\b(?:that(?! (?:order|ruling|decision|case)\b)|which|who|whom|whose|where|when|as|after\
    |since)\b",
    re.IGNORECASE,
)
_DATE_FOLLOWS = re.compile(rf",? (?:the )?(?:(?:{_MONTHS})\.? \d|\d{{1,2}} (?:{_MONTHS}))", re.IGNORECASE)
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:today|yesterday|tonight|this (?:morning|afternoon|evening)|now)\b", re.IGNORECASE)
_WEEK = 6
"""The same weekday a week before cannot be told from the day of the story, nor the day before from the day after."""
_NEAR_DAYS = 1
_DAY_ALONE = re.compile(rf"\bon (?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}})\b(?!,? (?:19|20)\d\d)", re.IGNORECASE)
_SOON_PAST = 3
_LONG_PAST = 250
"""A day without its year is background when it was more than a few days before the story, and not of next year."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a story, by its place in the plain text; number -1 is the headline."""

    text: str
    start: int
    number: int

    @property
    def leads(self) -> bool:
        """Whether it is the headline or among the first two sentences."""
        return self.number <= 1

    @property
    def recent(self) -> bool:
        """Whether it speaks of the day of the story."""
        return bool(RECENT.search(self.text))

    @property
    def dated(self) -> bool:
        """Whether it names a day of the calendar without its year, and none of the week: "on Aug. 1"."""
        return not self.recent and bool(_DAY_ALONE.search(self.text))

    def background(self, published: date | None, told: int = 0) -> bool:
        """Whether it tells what was before: "last year", "in May", a full date that is not near the story's.

        What a clause says of something else does not count ("blocked a rule that was made in May"): it begins behind
        `told`, the place where the sentence has told its act.
        """
        aside = _ASIDE.search(self.text, told) if told else None
        text = self.text[: aside.start()] if aside else self.text
        if any(not _near(match, published) for match in _DATED.finditer(text)):
            return not _of_the_day(text)
        if self._days_ago(published):
            return True
        if not self.recent and any(_long_before(match, published) for match in _DAY_ALONE.finditer(text)):
            return True
        return bool(_PAST.search(text)) and not self.recent

    def _days_ago(self, published: date | None) -> bool:
        """Whether the only day it names is one of the week that was some days before the story's."""
        days = [_DAYS.index(match[1].lower()) for match in _WEEKDAY.finditer(self.text)]
        if published is None or not days or _NOW.search(self.text):
            return False
        return all(_SOON_PAST <= _workdays(day, published.weekday()) < _WEEK for day in days)


def _workdays(day: int, today: int) -> int:
    """How many days ago a weekday was, a weekend between them not counted but for what may be tomorrow."""
    ago = (today - day) % 7
    return ago - 2 if day > today and ago < _WEEK else ago


def _of_the_day(text: str) -> bool:
    """Whether it names the day of the story, and not only the weekday of a full date ("on Tuesday, May 3, 2016")."""
    return any(not _DATE_FOLLOWS.match(text, match.end()) for match in RECENT.finditer(text))


def _long_before(match: re.Match[str], published: date | None) -> bool:
    """Whether a day without its year, "on July 2", was well before the day of the story."""
    if published is None:
        return False
    month = _MONTHS_IN_ORDER.index(match["month"][:3].lower()) + 1
    try:
        day = date(published.year, month, int(match["day"]))
    except ValueError:
        return False
    return _SOON_PAST < (published - day).days < _LONG_PAST


def _near(match: re.Match[str], published: date | None) -> bool:
    """Whether a full date is of the year and about the day of the story."""
    year = int(match[2] or match[4])
    return (
        published is not None
        and year == published.year
        and abs(int(match[1] or match[3]) - published.day) <= _NEAR_DAYS
    )


@dataclass(frozen=True, slots=True)
class Story:
    """A story read once: its headline, its sentences, its day."""

    plain: Plain
    headline: Sentence
    body: tuple[Sentence, ...]
    published: date | None


def read(item: Item) -> Story:
    """Split an item into headline and sentences."""
    return _story(item.title, item.text, item.published.date() if item.published else item.filed)


@lru_cache(maxsize=8)  # several detectors read the same story
def _story(headline: str, text: str, day: date | None) -> Story:
    body, title = plain(text), plain(headline).text.strip()
    return Story(body, Sentence(title, 0, -1), tuple(sentences(body.text, _begins(body.text, title))), day)


def _begins(text: str, title: str) -> int:
    """Where a story begins, behind its headline told again, its byline and the days on which it was put out."""
    start = len(text) - len(text.lstrip())
    if title and text.startswith(title, start):
        start += len(title)
    return max((byline.end() for byline in _BYLINE.finditer(text, start, start + _BYLINE_WITHIN)), default=start)


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """The first MOST sentences of a plain text from a place on that are long enough to say something."""
    number = 0
    for match in _END.finditer(text, start):
        piece = text[start : match.end()].rstrip()
        if _ABBREVIATED.search(text[max(start, match.start() - 12) : match.start() + 1]):
            continue
        if len(piece.split()) >= _FEWEST_WORDS:
            yield Sentence(piece, start, number)
            number += 1
        start = match.end()
        if number >= MOST:
            return
    if len(text[start:].split()) >= _FEWEST_WORDS:
        yield Sentence(text[start:].rstrip(), start, number)

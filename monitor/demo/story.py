"""The storyline as values; story.yaml tells it, and says what of it is public and what invented."""

from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from yaml import safe_load

WASHINGTON = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Row:
    """One docket entry, on the page from `at` on; `number` is its number, of an appellate entry that in brackets."""

    at: datetime
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Docket:
    """One docket page of the replay; `lower` is the docket number of the court appealed from."""

    path: str
    court: str
    number: str
    name: str
    rows: tuple[Row, ...]
    judge: str | None = None
    lower: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One news story, in the feed and on its page from `at` on."""

    at: datetime
    slug: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Storyline:
    """What appears when. `baseline` is where watching starts; `moments` are soon after each thing that happened."""

    baseline: datetime
    moments: tuple[datetime, ...]
    dockets: tuple[Docket, ...]
    stories: tuple[Story, ...]

    def docket(self, number: str) -> Docket:
        """The docket whose number starts so."""
        return next(docket for docket in self.dockets if docket.number.startswith(number))


def _in_washington(value: object) -> object:
    """Times of day without a zone are Washington's."""
    if isinstance(value, dict):
        return {key: _in_washington(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_washington(one) for one in value]
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M").replace(tzinfo=WASHINGTON)
    except ValueError:
        return value.strip() if isinstance(value, str) else value


STORYLINE = TypeAdapter(Storyline).validate_python(
    _in_washington(safe_load(resources.files(__package__).joinpath("story.yaml").read_text(encoding="utf-8")))
)
"""The one that is replayed."""

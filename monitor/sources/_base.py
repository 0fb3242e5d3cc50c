"""What a source kind is. One file of this folder is one kind: it says what to ask and what the answer means, no I/O."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, StrictBool

from monitor.model import Change, Extent, Follow, Mark, Page, PageRequest, Snapshot, Source


class Options(BaseModel):
    """A kind's own options in the config; a kind without any uses this as it is. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CourtWide(Options):
    """Options of a kind that reads a whole court.

    It is narrowed to the dockets of the cases there; with `whole_court` it tells what the court rules in every case.
    """

    whole_court: StrictBool = False


OptionsT = TypeVar("OptionsT", bound=Options)


def ask_plainly(source: Source[OptionsT], mark: Mark) -> PageRequest:
    """The source's own address, with the validators its server gave last time."""
    return PageRequest(source.url, source.headers, mark.etag, mark.last_modified, source.proxy, source.allow_private)


def no_more(_source: Source[OptionsT], _pages: Sequence[Page]) -> PageRequest | None:
    """The snapshot is complete after the first page."""
    return None


def follow_nothing(_source: Source[OptionsT], _changes: Sequence[Change]) -> Sequence[Follow]:
    """No further page is worth reading."""
    return ()


@dataclass(frozen=True, slots=True)
class SourceKind(Generic[OptionsT]):
    """One kind of source, exported by its file as `KIND`.

    `parse` gives the snapshot or raises PageError; pages are in the order asked, at least one. `more` names a further
    page of the same snapshot (the pipeline caps how many). `follow` is asked after the diff, for new items only.
    `span` is how far back a window always reaches; None when the window holds a number of items instead. `prose` kinds
    are always parsed in the worker process: those that look for prose, those that follow expressions of a user, and
    those read by a library whose own expressions are slow on some pages (juriscraper: 3.6 s for 22 KB of one word).
    `only_shown` kinds read nothing that a page does not show: no comment, script, or field of a form (core/essence.py).
    `robots` kinds are lists that lead on, read only where the site's robots.txt lets programs. `address` gives what is
    asked for a court when `url` is left out, None where nothing is known; it raises ValueError, saying what to write,
    when options and court (None if not given) do not agree. `first` gets the mark with `due` set to the moment of
    asking.
    """

    name: str
    extent: Extent
    options: type[OptionsT]
    parse: Callable[[Source[OptionsT], Sequence[Page]], Snapshot]
    first: Callable[[Source[OptionsT], Mark], PageRequest] = ask_plainly
    more: Callable[[Source[OptionsT], Sequence[Page]], PageRequest | None] = no_more
    follow: Callable[[Source[OptionsT], Sequence[Change]], Sequence[Follow]] = follow_nothing
    span: timedelta | None = None
    prose: bool = False
    only_shown: bool = False
    robots: bool = False
    address: Callable[[OptionsT, str | None], str | None] = lambda _options, _court: None

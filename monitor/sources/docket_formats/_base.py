"""What a docket format is. One file of this folder is one format: it knows its pages and reads their entries."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import About
from monitor.sources._identity import Entry


def no_next_page(_url: str, _text: str) -> str | None:
    """The format shows a docket on one page."""
    return None


@dataclass(frozen=True, slots=True)
class Docket:
    """What one page says of one case: the case itself, and its entries in the order of the page.

    `newest_only` is true when the format never shows more than the newest entries.
    """

    about: About
    entries: tuple[Entry, ...] = ()
    newest_only: bool = False


@dataclass(frozen=True, slots=True)
class DocketFormat:
    """A format of docket pages, exported by its file as `FORMAT`.

    `recognise` tells by address and text whether a page is of this format. `read` gives what it says, for a court if
    one is given (else the page must tell); it raises Unreadable. `next_page` is the address of the page that goes on.
    `many_courts` is true where one page holds dockets of several courts, of which the source's is read.
    """

    name: str
    recognise: Callable[[str, str], bool]
    read: Callable[[str, str, str | None], Docket]
    next_page: Callable[[str, str], str | None] = no_next_page
    many_courts: bool = False

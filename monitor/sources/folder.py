"""A folder of files that the user saves: docket pages in any format we know, documents (PDF), court mails (.eml)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from monitor.errors import PageError
from monitor.model import About, Item, Key, Mark, Page, PageRequest, Snapshot, Source
from monitor.sources._base import Options, SourceKind, ask_plainly
from monitor.sources._bundle import bundle_of
from monitor.sources._court_mail import Notice
from monitor.sources._identity import mail_items
from monitor.sources._saved_file import Docket, Found, Paper, found_in, is_document

MOST_DOCUMENTS = 10
"""Documents that one look reads, the newest: each may take a second."""


@dataclass
class Reading:
    """What came of the files, the newest first."""

    dockets: list[Docket] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)
    ignored: int = 0

    def take(self, found: Found) -> None:
        """Keep what a file says."""
        match found:
            case Docket():
                self.dockets.append(found)
            case Paper():
                self.papers.append(found)
            case None | ():
                self.ignored += 1
            case _:
                self.told += found


def first(source: Source[Options], mark: Mark) -> PageRequest:
    """The folder; `etag` says how it stood at the last look."""
    return replace(ask_plainly(source, mark), headers={}, proxy=None, medium="folder")


def parse(source: Source[Options], pages: Sequence[Page]) -> Snapshot:
    """What all files say; one that cannot be read is a flaw and hides no other, a file of no use is ignored.

    Of several saves of one docket the newest tells of each entry. Files come and go: the snapshot is a window.
    """
    page, bundle = pages[0], bundle_of(pages[0])
    reading = Reading(flaws=list(bundle.flaws))
    left_out = [name for name, _ in bundle.files if is_document(name)][MOST_DOCUMENTS:]
    if left_out:
        reading.flaws.append(f"{len(left_out)} documents are not read: of PDFs only the newest {MOST_DOCUMENTS} are")
    for file in (replace(page, url=name, body=body) for name, body in bundle.files if name not in left_out):
        try:
            reading.take(found_in(source, file))
        except PageError as error:
            reading.flaws.append(f"{file.url}: {error.what}; {error.next_step}")
        except RecursionError:
            reading.flaws.append(f"{file.url}: it is nested too deeply to be read; save it again")
    return _snapshot(source, page, reading)


def _snapshot(source: Source[Options], page: Page, reading: Reading) -> Snapshot:
    items = [item for docket in reading.dockets for item in docket.items]
    items += [*mail_items(reading.told), *(paper.item for paper in reading.papers)]
    cases = {(docket.about.court, docket.about.docket_number) for docket in reading.dockets}
    return Snapshot(
        source.id,
        page.fetched,
        "window",
        one_each(items),
        reading.dockets[0].about if len(cases) == 1 else About(),
        flaws=tuple(reading.flaws),
        ignored=reading.ignored,
    )


def one_each(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, of those that share a name only the first, under the names of all."""
    kept: list[Item] = []
    places: dict[Key, int] = {}
    for item in items:
        names = (item.key, *item.aliases)
        place = next((places[name] for name in names if name in places), len(kept))
        if place == len(kept):
            kept.append(item)
        else:
            kept[place] = _under_both(kept[place], item)
        for name in names:
            places.setdefault(name, place)
    return tuple(kept)


def _under_both(one: Item, other: Item) -> Item:
    """The first form of an item, with the words of the other where it has none but a label."""
    names = dict.fromkeys((*one.aliases, other.key, *other.aliases))
    names.pop(one.key, None)
    if one.label_only and not other.label_only:
        one = replace(one, text=other.text, label_only=False)
    return replace(one, aliases=tuple(names), pages=one.pages or other.pages, pdf=one.pdf or other.pdf)


KIND = SourceKind("folder", "window", Options, parse, first)

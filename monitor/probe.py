"""Look at an address before it is put into the config: which kind of source it is, what it shows, what it reports."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from monitor.app import program_for
from monitor.config import Config
from monitor.config.sources import COURT_WIDE
from monitor.config.writing import id_of_case, lines_of, name_of_case, on_one_line
from monitor.core.cases.coverage import Shows, Witness, shows, shows_as_json
from monitor.core.cases.linking import case_of
from monitor.core.detect import Detected, detect
from monitor.core.telling.shape import event_as_json
from monitor.courts.registry import COURTS, short
from monitor.errors import Forbidden, PageError, PrivateAddress, Unreachable, UsageError
from monitor.model import Case, Change, DocketRef, Mark, Page, PageRequest, Snapshot, Source
from monitor.pipeline import ask
from monitor.ports import Fetch, Parts
from monitor.sources import KINDS
from monitor.sources._by_address import ANY_PAGE, Guess, guess
from monitor.sources._links import costs_money

LARGE = 500_000
"""Bytes of a page of which a user should know that each check may load them."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What an address turned out to be, and what its site lets programs do (`robots`: the reason why not, or None)."""

    source: Source[Any]
    snapshot: Snapshot
    court: str | None
    case: Case | None
    known: bool
    found: Detected
    shows: Shows
    robots: str | None = None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form of INTERFACE.md."""
        about = self.snapshot.about
        items = [
            {"key": item.key, "title": item.title, "text": item.text, "date": item.filed, "url": item.url}
            for item in self.snapshot.items
        ]
        return {
            "kind": self.source.kind,
            "court": self.court,
            "case": self.case.id if self.case and self.known else about.case_name,
            "docket_number": about.docket_number,
            "judge": about.judge,
            "parties": list(about.parties),
            "items": items,
            "events": [event_as_json(sighting.event) for sighting in self.found.sightings],
            "robots": {"allowed": self.robots is None, "why": self.robots},
            "coverage": shows_as_json(self.shows),
            "notes": list(self.notes),
            "yaml": self.yaml,
        }

    @property
    def yaml(self) -> str:
        """The lines that watch this address, and its case where the config does not know it; a file of sources.d."""
        entry = {"id": self.source.id, "kind": self.source.kind, "url": self.source.url}
        given = {"court": self.court, "case": self.case and self.case.id, **self.source.options.model_dump()}
        told = self.source.options.model_fields_set | {"court", "case"}
        entry |= {key: value for key, value in given.items() if value and key in told}
        private: dict[str, bool] = {"allow_private": True} if self.source.allow_private else {}
        case = [] if self.case is None or self.known else _lines_of_case(self.case)
        return "\n".join([*case, *lines_of([{**entry, **private}])])


def _lines_of_case(case: Case) -> list[str]:
    dockets = [f"{ref.court} {ref.number}" for ref in case.dockets]
    return ["cases:", f"  - {on_one_line({'id': case.id, 'name': case.name, 'dockets': dockets})}"]


async def probe(config: Config, url: str, kind: str | None, court: str | None) -> Probed:
    """Fetch and read a page, keeping nothing; raises FetchError, PageError, UsageError."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind {kind}", "--kind", f"the kinds are {', '.join(KINDS)}")
    if court is not None and court not in COURTS:
        raise UsageError(f"no court {court}", "--court", "write an id like dcd, cadc or scotus")
    async with program_for(config) as program:
        asking = Asking(program.parts.fetch)
        source, snapshot = await _read(config, url, kind, court, replace(program.parts, fetch=asking))
    found = detect(source, [Change("added", item) for item in snapshot.items], program.parts.detectors)
    its_court = source.court or _only({ref.court for ref in _dockets(snapshot)})
    case, known = _case(config, snapshot)
    probed = Probed(
        source=replace(source, allow_private=asking.private or None),
        snapshot=snapshot,
        court=its_court,
        case=case,
        known=known,
        found=found,
        shows=shows(Witness(replace(source, court=its_court), snapshot.carries, snapshot.about)),
        robots=asking.robots,
    )
    return replace(probed, notes=tuple(_notes(config, probed, asking.pages)))


@dataclass
class Asking:
    """Asks for pages and notes what a user should know: whether robots.txt allows it, where the address leads.

    `private` becomes true when the address that the user named is inside a private network; what leads there from
    elsewhere is refused.
    """

    fetch: Fetch
    robots: str | None = None
    private: bool = False
    pages: list[Page] = field(default_factory=list)

    async def __call__(self, request: PageRequest) -> Page:
        """The page, whatever robots.txt says; raises FetchError."""
        try:
            page = await self._ask(request)
        except PrivateAddress as error:
            if self.private or (urlsplit(request.url).hostname or "-") not in error.where:
                raise
            self.private = True
            page = await self._ask(request)
        self.pages.append(page)
        return page

    async def _ask(self, request: PageRequest) -> Page:
        own = replace(request, allow_private=self.private or request.allow_private, robots=False)
        if self.pages or request.medium != "web":
            return await self.fetch(own)
        try:
            return await self.fetch(replace(own, robots=True))
        except (Forbidden, Unreachable) as error:
            page = await self.fetch(own)
            self.robots = error.what
            return page


async def _read(
    config: Config, url: str, kind: str | None, court: str | None, parts: Parts
) -> tuple[Source[Any], Snapshot]:
    """The address read as the kind that is given or that it tells itself, else as the first that makes sense of it."""
    told = guess(url)
    if kind is not None and (told is None or told.kind != kind):
        told = Guess(kind)
    if told is not None:
        source = _source(config, url, told, court)
        pages, _same = await ask(source, Mark(source.id), parts.clock(), parts)
        return source, await parts.parse(source, pages)
    page = await parts.fetch(PageRequest(url))
    for name in ANY_PAGE[:-1]:
        source = _source(config, url, Guess(name), court)
        try:
            snapshot = await parts.parse(source, [page])
        except PageError:
            continue
        if snapshot.items and (name != "court_feed" or any(item.court for item in snapshot.items)):
            return source, snapshot
    source = _source(config, url, Guess(ANY_PAGE[-1]), court)
    return source, await parts.parse(source, [page])


def _source(config: Config, url: str, told: Guess, court: str | None) -> Source[Any]:
    """A source as the config would give it, not narrowed; raises UsageError when its kind wants more than that."""
    kind = KINDS[told.kind]
    try:
        options = kind.options(**told.options)
    except ValidationError as error:
        raise UsageError(f"a source of kind {kind.name} wants more than its address", url, str(error)) from None
    name = _name(url, {source.id for source in config.sources})
    return Source(name, kind.name, url, options, court=court or told.court)


def _dockets(snapshot: Snapshot) -> Sequence[DocketRef]:
    """The dockets that a page is about, or of which it shows entries."""
    about = snapshot.about
    places = [(about.court, about.docket_number), *((item.court, item.docket_number) for item in snapshot.items)]
    return [DocketRef(court, number) for court, number in places if court and number]


def _case(config: Config, snapshot: Snapshot) -> tuple[Case | None, bool]:
    """The case that the page is about, and whether the config knows it; None for a page of several or of none."""
    known = {case.id: case for ref in _dockets(snapshot) if (case := case_of(ref, config.cases))}
    about = snapshot.about
    if len(known) == 1:
        return next(iter(known.values())), True
    if known or not (about.case_name and about.court and about.court in COURTS and about.docket_number):
        return None, False
    name = name_of_case(about.case_name)
    id_ = id_of_case(None, name, [case.id for case in config.cases])
    return Case(id_, name, (DocketRef(about.court, about.docket_number),)), False


def _only(values: AbstractSet[str]) -> str | None:
    """The value, if there is just one."""
    return next(iter(values)) if len(values) == 1 else None


def _notes(config: Config, probed: Probed, pages: Sequence[Page]) -> list[str]:
    """What to think of before this is watched."""
    return [
        *_of_address(config, probed.source, pages),
        *_of_site(probed, pages),
        *_of_reading(probed),
        *_of_court(config, probed),
    ]


def _of_address(config: Config, source: Source[Any], pages: Sequence[Page]) -> Iterator[str]:
    for own in config.sources:
        if own.url == source.url:
            yield f"it is watched already, as {own.id}"
    if source.kind == "mailbox":
        yield "the address holds a password: keep it in a variable, url: ${COURT_MAIL_URL}"
    elif _led_away(source.url, pages):
        yield f"the address leads to {pages[0].url}: better write that"
    if costs_money(source.url) and source.kind not in COURT_WIDE:
        yield "it is on a court's CM/ECF: a program without login sees the free pages only, others cost money"


def _of_site(probed: Probed, pages: Sequence[Page]) -> Iterator[str]:
    size = sum(len(page.body) for page in pages)
    if probed.robots and KINDS[probed.source.kind].robots:
        yield f"{probed.robots}: it will not be read; watch a feed of the site, or one page by hand (kind: page)"
    elif probed.robots:
        yield f"{probed.robots}: it is read because you name it, but links that lead there are not followed"
    if size > LARGE and not any(page.etag or page.last_modified for page in pages):
        yield f"each check loads {size / 1e6:.1f} MB, changed or not: ask it seldom"


def _of_reading(probed: Probed) -> Iterator[str]:
    kind, snapshot = KINDS[probed.source.kind], probed.snapshot
    if not snapshot.items:
        yield "it shows nothing at the moment"
    if kind.span:
        yield f"it shows the last {kind.span.total_seconds() / 3600:g} hours only: ask it several times a day"
    if kind.name == "docket" and snapshot.extent == "window":
        yield "it shows the newest entries only"
    if kind.name == "page":
        yield "if this is a page of links, such as a section front, try --kind listing"
    if kind.name in {"feed", "listing"}:
        yield "the stories behind it are read with follow_links: true only"


def _of_court(config: Config, probed: Probed) -> Iterator[str]:
    court, kind = probed.court, probed.source.kind
    if court is None and kind in {"docket", *COURT_WIDE}:
        yield "the page names no court: write court: and its id"
    if court is None or kind not in COURT_WIDE:
        return
    watched = sum(ref.court == court for case in config.cases for ref in case.dockets)
    if config.cases:
        of_all = f"of all this only your cases' {watched} docket(s) in {short(court)} will be told"
        yield f"{of_all}; whole_court: true tells the rulings of the others too"
    else:
        yield f"you follow no case: everything of {short(court)} will be told"


def _led_away(url: str, pages: Sequence[Page]) -> bool:
    """Whether the server sent us to another place than the one asked."""
    old, new = urlsplit(url), urlsplit(pages[0].url if pages else url)
    return old.scheme in {"http", "https"} and (old.netloc.rpartition("@")[2], old.path) != (new.netloc, new.path)


def _name(url: str, taken: AbstractSet[str]) -> str:
    """An id for the source that no other has: what is left of host and path."""
    parts = urlsplit(url)
    words = re.findall(r"[a-z0-9]+", f"{parts.hostname or ''} {parts.path}".lower())
    kept = (word for word in words if word not in {"www", "html", "com", "org", "gov", "https", "http"})
    return id_of_case(None, "-".join(kept) or "page", taken)

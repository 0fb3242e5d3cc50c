"""juriscraper's site modules as plain readers: the page that we fetched goes in, the rows of the list come out.

A module is made to download by itself. Ours gets a transport that refuses every request, the page as if it were the
answer of one, and is run without an event loop: it has nothing to wait for. Its private names are pinned by >=4,<5 and
by our samples.
"""

import json
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar

from monitor.errors import PageError, Unreadable
from monitor.model import Page
from monitor.sources._impostors import not_this_format
from monitor.sources._opinion_sites import SiteLine
from monitor.sources._text import text_of
from monitor.sources.docket_formats._juriscraper import CRASHES, loaded

ResultT = TypeVar("ResultT")
Row = Mapping[str, Any]

_PACKAGE = "juriscraper.opinions.united_states"


class _FurtherPageError(ValueError):
    """A site module asked for a page of its own."""


class _NoNetwork:
    """In place of the module's HTTP transport: there is one HTTP client in this program, and it is polite."""

    async def handle_async_request(self, request: Any) -> Any:  # noqa: ANN401 (httpx types stay at the edge)
        raise _FurtherPageError(f"its module asks for a further page ({request.url})")


class _NoShortNames:
    """In place of juriscraper's maker of short case names, which loads 180 MB of place names."""

    def make_case_name_short(self, _name: str) -> str:
        return ""


class _Answer:
    """Our page in the form in which a module expects the answer to its own request."""

    def __init__(self, page: Page) -> None:
        self.content, self.text = page.body, text_of(page)
        self.headers = {"content-type": page.content_type}

    def json(self) -> Any:  # noqa: ANN401 (JSON of any shape)
        return json.loads(self.text)


def listed(line: SiteLine, page: Page) -> Sequence[Row]:
    """The rows of one page of the list, newest first, as juriscraper names their fields ("case_names", "judges" …).

    Empty when the page shows no row and the site may have none (a feed of the day's decisions at a weekend, the first
    days of a term).

    Raises:
        NotThePage: a login, bot-check or maintenance page came instead.
        Unreadable: the module crashed on the page, or asked for another.
    """
    site = _site(line)
    site.downloader_executed = True
    site.request.update(response=_Answer(page), url=page.url)
    try:
        site.html = site._return_response_text_object()  # noqa: SLF001 (see the module's docstring)
        if (unfinished := site._process_html()) is not None:  # noqa: SLF001
            _run(unfinished)
        _run(site.parse())
        return list(site)
    except (*CRASHES, _insanity()) as error:
        raise _not_a_list(page, f"the list of opinions could not be read: {type(error).__name__}: {error}") from error


def must_have_rows(line: SiteLine) -> bool:
    """Whether an empty list is a broken page, as juriscraper knows the site."""
    return bool(_site(line).should_have_results)


def _site(line: SiteLine) -> Any:  # noqa: ANN401 (juriscraper has no types)
    kind = loaded(f"{_PACKAGE}.{line.folder}.{line.site}").Site
    return kind(cnt=_NoShortNames(), transport=_NoNetwork(), http2=False)


def _insanity() -> type[Exception]:
    """What juriscraper raises when its result makes no sense to it."""
    error: type[Exception] = loaded("juriscraper.lib.exceptions").InsanityException
    return error


def _run(coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run to its end a coroutine that waits for nothing; _FurtherPageError if it does."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: ResultT = done.value
        return result
    coroutine.close()
    raise _FurtherPageError("its module waits for something outside of the page")


def _not_a_list(page: Page, what: str) -> PageError:
    other = not_this_format(page.url, text_of(page), "a list of opinions", "")
    return other if not isinstance(other, Unreadable) else Unreadable(what, page.url, "save the page and report it")

"""A docket of the Supreme Court as JSON (https://www.supremecourt.gov/RSS/Cases/JSON/<number>.json)."""

from monitor.sources.docket_formats import _scotus
from monitor.sources.docket_formats._base import Docket, DocketFormat


def recognise(_url: str, text: str) -> bool:
    """By the name of its list of entries."""
    return text.lstrip()[:1] == "{" and '"ProceedingsandOrder"' in text


def read(url: str, text: str, _court: str | None) -> Docket:
    """The case with the dockets below, and its entries. Raises Unreadable."""
    return _scotus.read("scotus.SCOTUSDocketReport", url, text)


FORMAT = DocketFormat("Supreme Court docket (JSON)", recognise, read)

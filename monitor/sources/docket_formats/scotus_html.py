"""A docket page of the Supreme Court, in both of its forms: of today, and of before 2016."""

import re

from monitor.sources.docket_formats import _scotus
from monitor.sources.docket_formats._base import Docket, DocketFormat

_TODAY = re.compile(r"<table[^<>]*\bid=[\"']docketinfo[\"']", re.IGNORECASE)
_BEFORE = "~~Name"
"""The old pages set the heads of their columns apart with tildes."""


def recognise(_url: str, text: str) -> bool:
    """By the table that names the case, or by the old heads of columns."""
    return "Supreme Court of the United States" in text and (_TODAY.search(text) is not None or _BEFORE in text)


def read(url: str, text: str, _court: str | None) -> Docket:
    """The case with the dockets below, and its entries. Raises Unreadable."""
    report = "SCOTUSDocketReportHTML" if _TODAY.search(text) else "SCOTUSDocketReportHTM"
    return _scotus.read(f"scotus.{report}", url, text)


FORMAT = DocketFormat("Supreme Court docket page", recognise, read)

"""A page of another court than the one its source names is not read: its entries would be told as that court's."""

from monitor.courts.registry import COURTS, short
from monitor.errors import Unreadable


def require_court(url: str, court: str | None, wanted: str | None) -> None:
    """Raise Unreadable when a page is of another court of the registry than wanted; None is not known, not wanted."""
    if court in COURTS and wanted is not None and court != wanted:
        assert court is not None
        what = f"the page is of {short(court)}, not of {short(wanted)} as the source says"
        raise Unreadable(what, url, f"mend the url, or write court: {court}")

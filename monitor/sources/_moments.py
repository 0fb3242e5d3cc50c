"""Moments that pages write, as far as they can be believed."""

from datetime import UTC, datetime

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""A page that dates itself outside of these is wrong; and near the ends of the calendar, zones cannot be computed."""


def believable(moment: datetime) -> datetime | None:
    """The moment itself, None if its year is one in which nobody publishes."""
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def from_iso(text: str) -> datetime | None:
    """A moment as RFC 3339 and ISO 8601 write it, with the zone it was written in; UTC if it has none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return believable(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

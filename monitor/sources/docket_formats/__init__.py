"""Docket formats, one file each. The folder is scanned once; adding a format is adding a file with a `FORMAT`."""

from importlib import import_module
from pkgutil import iter_modules

from monitor.sources.docket_formats._base import DocketFormat

FORMATS: tuple[DocketFormat, ...] = tuple(
    import_module(f"{__name__}.{module}").FORMAT
    for module in sorted(info.name for info in iter_modules(__path__) if not info.name.startswith("_"))
)
"""All formats; no page is of two."""


def format_of(url: str, text: str) -> DocketFormat | None:
    """The format of a page, None if it is no docket that we can read."""
    return next((form for form in FORMATS if form.recognise(url, text)), None)

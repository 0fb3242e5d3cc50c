"""Detectors, one file each. The folder is scanned once at import; adding one is adding a file with a `DETECTOR`."""

from importlib import import_module
from pkgutil import iter_modules

from monitor.detectors._base import Detector

DETECTORS: tuple[Detector, ...] = tuple(
    import_module(f"{__name__}.{module}").DETECTOR
    for module in sorted(info.name for info in iter_modules(__path__) if not (info.name.startswith("_") or info.ispkg))
)
"""All detectors, in the order of their files' names."""

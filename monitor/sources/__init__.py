"""Source kinds, one file each. The folder is scanned once at import; adding a kind is adding a file with a `KIND`."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from monitor.sources._base import SourceKind

KINDS: dict[str, SourceKind[Any]] = {
    kind.name: kind
    for module in sorted(
        info.name for info in iter_modules(__path__) if not info.name.startswith("_") and not info.ispkg
    )
    for kind in [import_module(f"{__name__}.{module}").KIND]
}
"""All kinds by the name used in the config."""

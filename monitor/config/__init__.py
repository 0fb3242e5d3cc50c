"""The user's config: the shape of the YAML, its reading, and every mistake told as `file:line: path: what to write`.

files -> document (data with lines) -> variables filled in -> reader (by shapes) -> cases, sources, channels, routes
      -> doubts (warnings) -> Config
"""

from monitor.config.loading import load, storage_of
from monitor.config.result import Config
from monitor.config.schema import schema
from monitor.config.shapes import CourtAddresses, Defaults, Heartbeat, Http, Keep, Storage, Web
from monitor.config.show import shown, tree_of

__all__ = [
    "Config",
    "CourtAddresses",
    "Defaults",
    "Heartbeat",
    "Http",
    "Keep",
    "Storage",
    "Web",
    "load",
    "schema",
    "shown",
    "storage_of",
    "tree_of",
]

"""Docket Monitor: watches court dockets and news pages, and tells people when a court rules or somebody appeals."""

import sys

__version__ = "0.1.0"

# httpx loads its own command line with it, and so click, rich and pygments: 4 MB in each process that reads pages.
sys.modules["httpx._main"] = None  # type: ignore[assignment]  # Python's way to say that a module cannot be imported

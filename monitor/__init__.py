"""Docket Monitor: watches court dockets and news pages, and tells people when a court rules or somebody appeals."""

__version__ = "0.1.0"

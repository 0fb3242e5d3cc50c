"""Which documents are worth reading: those of new rulings, where they cost nothing."""

import re
from collections.abc import Iterable

from monitor.model import Change, Follow, Item
from monitor.sources._links import canonical

KIND = "document"
"""The kind of source that reads them."""

_PAPER = re.compile(
    r"\b(?:order|opinion|judgment|judgement|memorandum|decision|decree|ruling|injunction|findings|recommendations?)\b",
    re.IGNORECASE,
)
_OF_A_PARTY = re.compile(
    r"\b(?:motion|notice|brief|response|reply|opposition|objections?|letter|transcript|certificate|affidavit|declaration"
    r"|petition|complaint|answer|summons|exhibit|stipulation|proposed|request|memorandum (?:in|of law)|appearance"
    r"|receipt|application|report of|statement)\b",
    re.IGNORECASE,
)
_HEAD = 60
"""Characters: an entry says at once what the paper is, after "PER CURIAM", a judge's name or "ELECTRONIC"."""


def looks_like_ruling(item: Item) -> bool:
    """Whether the first words of an item name a paper of the court before one of a party.

    A cheap guess, to fetch few documents in vain; what an entry means is for the detectors to say.
    """
    head = (item.text or item.title)[:_HEAD]
    paper, party = _PAPER.search(head), _OF_A_PARTY.search(head)
    return paper is not None and (party is None or paper.start() < party.start())


def follow_documents(changes: Iterable[Change]) -> list[Follow]:
    """The free documents of new items that look like rulings."""
    new = (change.item for change in changes if change.kind == "added")
    return [
        Follow(item.key, item.pdf, KIND) for item in new if item.pdf and canonical(item.pdf) and looks_like_ruling(item)
    ]

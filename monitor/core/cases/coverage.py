"""What the watched sources of a case can show: rulings, appeals, filings …, each yes, no or unknown, with the reason.

A court's feed says itself which types of entries it lists; that is believed once it was read. Of what was not read yet
the answer is unknown, unless the kind of source settles it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import urlencode, urlsplit

from monitor.courts.docket_numbers import same_ref
from monitor.courts.registry import level, short
from monitor.model import About, Case, DocketRef, Source

Answer = Literal["yes", "no", "unknown"]

RULINGS, APPEALS, PETITIONS, FILINGS, TEXT = ASPECTS = ("rulings", "appeals", "petitions", "filings", "text")
WORDS: Mapping[str, str] = {
    RULINGS: "rulings",
    APPEALS: "notices of appeal",
    PETITIONS: "petitions (for review, rehearing, certiorari)",
    FILINGS: "other filings",
    TEXT: "full text",
}
"""The aspects as a person reads them."""

_BEST_FIRST: Sequence[Answer] = ("yes", "unknown", "no")
_LISTED = {
    RULINGS: frozenset({"order", "orders", "opinion", "opinions", "judgment", "judgments", "ruling", "rulings"}),
    APPEALS: frozenset({"appeal", "appeals"}),
    PETITIONS: frozenset({"petition", "petitions", "rehearing"}),
}
"""Words in the types of CM/ECF events, as a feed's channel names them, that show an aspect; FILINGS are all others."""
_TYPES = re.compile(r"\btypes?\s*:\s*(.+)")
_ABOVE = frozenset({"circuit", "bap", "supreme"})
"""Levels of courts in which review is asked for by petition; below them by a notice of appeal."""
_COURT_WIDE = frozenset({"court_feed", "opinions"})
_WHATEVER_COMES = frozenset({"mailbox", "folder"})


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether something can be seen, and why."""

    answer: Answer
    why: str


Shows: TypeAlias = Mapping[str, Shown]
"""An answer for each of ASPECTS."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A source with what it has said of itself so far: which entries it lists (`carries`), of which docket it is."""

    source: Source[Any]
    carries: str = ""
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What can be seen of one docket of a case, and the ids of the sources that read it."""

    case: str
    docket: DocketRef
    sources: tuple[str, ...]
    shows: Shows


def of_cases(cases: Iterable[Case], witnesses: Sequence[Witness]) -> list[Coverage]:
    """The coverage of every docket of these cases."""
    return [_of_docket(case, ref, witnesses) for case in cases for ref in case.dockets]


def _of_docket(case: Case, ref: DocketRef, witnesses: Iterable[Witness]) -> Coverage:
    """The best that any source can show of a docket."""
    heard = {witness.source.id: _shows_of(witness, case) for witness in witnesses if _reads(witness, case, ref)}
    nobody = Shown("no", f"no source reads {short(ref.court)} for this case")
    shows = {aspect: _best({id_: shows[aspect] for id_, shows in heard.items()}, nobody) for aspect in ASPECTS}
    return Coverage(case.id, ref, tuple(heard), shows)


def _best(said: Mapping[str, Shown], nobody: Shown) -> Shown:
    """The best answer, with the reasons of all sources that give it."""
    answers = {shown.answer for shown in said.values()}
    best = next((answer for answer in _BEST_FIRST if answer in answers), None)
    if best is None:
        return nobody
    return Shown(best, "; ".join(f"{id_}: {shown.why}" for id_, shown in said.items() if shown.answer == best))


def _reads(witness: Witness, case: Case, ref: DocketRef) -> bool:
    """Whether a source shows this docket; news are no source of dockets."""
    source, about = witness.source, witness.about
    if source.kind in _COURT_WIDE:
        narrowed = source.watch is not None and not any(same_ref(ref, watched) for watched in source.watch)
        return source.court == ref.court and not narrowed
    if source.kind in _WHATEVER_COMES:
        return source.case in (None, case.id)
    if source.kind != "docket":
        return False
    if about.court and about.docket_number:
        return same_ref(DocketRef(about.court, about.docket_number), ref)
    return source.case == case.id and source.court in (None, ref.court)


def _shows_of(witness: Witness, case: Case) -> Shows:
    """What a source shows of one docket of a case; unknown where nobody said yet which of its dockets it reads."""
    unplaced = witness.source.kind == "docket" and witness.source.court is None and witness.about.court is None
    if unplaced and len({ref.court for ref in case.dockets}) > 1:
        return _all("unknown", "not read yet, so that its court is not known; write court")
    return shows(witness)


def shows(witness: Witness) -> Shows:
    """What one source can show, whatever the case."""
    return _BY_KIND.get(witness.source.kind, _of_news)(witness)


def _all(answer: Answer, why: str) -> dict[str, Shown]:
    return {aspect: Shown(answer, why) for aspect in ASPECTS}


def _of_feed(witness: Witness) -> Shows:
    """By the list of entry types in the feed's channel; it gives labels, never the text."""
    types, above = entry_types(witness.carries), level(witness.source.court) in _ABOVE
    found = _of_types(types) if types else _of_unread_feed(above=above)
    petitions = found[PETITIONS] if above else Shown("no", "such petitions are filed in the court above")
    return {**found, PETITIONS: petitions, TEXT: Shown("no", "a feed gives labels, not the text of an entry")}


def _of_unread_feed(*, above: bool) -> dict[str, Shown]:
    """A circuit's feed carries opinions, orders and judgments at most; a district's may carry anything."""
    if not above:
        return _all("unknown", "the feed has not said which entries it lists")
    why = "feeds of circuits list opinions, orders and judgments at most"
    return {**_all("no", why), RULINGS: Shown("unknown", why)}


def entry_types(carries: str) -> frozenset[str]:
    """The types that a channel names: "Docket entries of type: order,order-cr,appeal-cr" gives order and appeal.

    Nothing when it names none.
    """
    listed = _TYPES.search(carries.lower())
    named = re.split(r",|\band\b", listed[1]) if listed else ()
    return frozenset(filter(None, (word.strip().removesuffix("-cr") for word in named)))


def _of_types(types: frozenset[str]) -> dict[str, Shown]:
    if "all" in types:
        return _all("yes", "the feed lists all types of entries")
    by_aspect = {aspect: {name for name in types if words & {*name.split()}} for aspect, words in _LISTED.items()}
    by_aspect[FILINGS] = {*types}.difference(*by_aspect.values())
    return {aspect: _listed(aspect, names, types) for aspect, names in by_aspect.items()}


def _listed(aspect: str, names: AbstractSet[str], types: AbstractSet[str]) -> Shown:
    """Yes, with the types that show an aspect, or no, with those that the feed lists instead."""
    if names:
        return Shown("yes", f"the feed lists {', '.join(sorted(names))}")
    return Shown("no", f"the feed lists {', '.join(sorted(types))}, not {WORDS[aspect]}")


def _of_opinions(witness: Witness) -> Shows:
    """Opinions only; their text if the documents are read."""
    rulings = Shown("unknown", "opinions only: an order without one does not show")
    text = Shown("no", "the list gives no text; documents: true reads the opinions")
    if getattr(witness.source.options, "documents", False):
        text = Shown("yes", "the opinions themselves are read")
    return {**_all("no", "a list of opinions"), RULINGS: rulings, TEXT: text}


def _of_docket_page(witness: Witness) -> Shows:
    """Everything on a court's own docket; elsewhere what somebody brought there."""
    host = urlsplit(witness.source.url).hostname or ""
    if f".{host}".endswith((".uscourts.gov", ".supremecourt.gov")):
        return _all("yes", "the court's own docket")
    if f".{host}".endswith(".courtlistener.com"):
        return _all("unknown", "CourtListener shows what RECAP was given: it may come late, or never")
    return _all("unknown", f"{host} shows what was brought there: it may come late, or never")


def _of_mailbox(witness: Witness) -> Shows:
    """All of the cases whose court notices arrive."""
    if witness.source.case:
        return _all("yes", "the court's notices of this case, each with its whole entry")
    return _all("unknown", "everything of the cases whose court notices arrive there")


def _of_folder(_witness: Witness) -> Shows:
    return _all("unknown", "what you save there, as new as your last save")


def _of_news(_witness: Witness) -> Shows:
    return _all("no", "no docket: it may report of one")


_BY_KIND: Mapping[str, Callable[[Witness], Shows]] = {
    "court_feed": _of_feed,
    "opinions": _of_opinions,
    "docket": _of_docket_page,
    "mailbox": _of_mailbox,
    "folder": _of_folder,
}


def hole(coverage: Coverage) -> str | None:
    """Why no source can show that somebody seeks review of what this court decides; None when one may.

    Below the circuits review is asked for by notice (FRAP 3), from there by petition (FRAP 40, S. Ct. Rules 10 to 13);
    nothing is above the Supreme Court.
    """
    here = level(coverage.docket.court)
    if here == "supreme":
        return None
    shown = coverage.shows[PETITIONS if here in _ABOVE else APPEALS]
    return shown.why if shown.answer == "no" else None


def remedy(ref: DocketRef) -> str:
    """What to add for a docket that is not seen whole: where its page may be found, and the other ways."""
    if level(ref.court) == "supreme":
        return "watch its docket page at supremecourt.gov"
    asked = urlencode({"type": "r", "court": ref.court, "docket_number": ref.number})
    return (
        f"watch its docket page (kind docket), which https://www.courtlistener.com/?{asked} may find; or the court's "
        "notices of it by mail (kind mailbox); or pages that you save (kind folder)"
    )


def summary(found: Shows) -> str:
    """In a few words what can be seen: "rulings, appeals?" with a mark after what is unknown; "" for nothing."""
    marks: Mapping[Answer, str] = {"yes": "", "unknown": "?"}
    return ", ".join(aspect + marks[found[aspect].answer] for aspect in ASPECTS if found[aspect].answer in marks)


def shows_as_json(found: Shows) -> dict[str, dict[str, str]]:
    """Each aspect with its answer and the reason."""
    return {aspect: {"answer": found[aspect].answer, "why": found[aspect].why} for aspect in ASPECTS}


def as_json(coverage: Coverage) -> dict[str, Any]:
    """The coverage of one docket as plain JSON values."""
    return {
        "case": coverage.case,
        "court": coverage.docket.court,
        "docket": coverage.docket.number,
        "sources": list(coverage.sources),
        "hole": hole(coverage),
        **shows_as_json(coverage.shows),
    }

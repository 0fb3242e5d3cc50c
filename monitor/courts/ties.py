"""What a docket's own words say of other dockets: where an appeal went, where a case was before, its kin.

Read are the words that clerks use: "USCA Case Number 26-5006", "Case transferred in from District of New York Eastern;
Case Number 1:14-cv-04410" (28 U.S.C. 1404, 1406, 1407, 1631), "CONSOLIDATED with cause 6:14cv079 designated as the Lead
Case" (FRCP 42), "Related Case: …". What parties ask for is no fact, and neither is what a court denies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.courts.docket_numbers import numbers_in, same_number
from monitor.courts.registry import COURTS, courts_in, level
from monitor.model import DocketRef

_KIN = ("case", "action", "docket", "usca", "circuit", "court", "ussc", "u.s.s.c", "consolidated", "renumbered")
"""Every tie has one of these: most entries have none, and are not looked through for each kind of tie."""
_MOST = 1500
"""How far into an entry ties are looked for, in characters; longer ones quote whole orders."""
_WINDOW = 160
"""Within so many characters after the words that tell of a tie stands its number."""

_ASKED = re.compile(
    r"^\W*(?:[\w/-]+ ){0,3}(?:M(?:OTION|otion)|A(?:PPLICATION|pplication)|RE(?:SPONSE|PLY|QUEST)|Re(?:sponse|ply|quest)"
    r"|O(?:PPOSITION|pposition|BJECTION|bjection)|BRIEF|Brief|MEMORANDUM in|COMPLAINT|Complaint"
    r"|STIPULATION|Stipulation)\b"
)
"""How papers of parties begin."""
_REFUSED = re.compile(r"\b(?:den(?:y|ying|ied)|vacat(?:e|es|ed|ing)|declin(?:e|es|ed|ing))\b", re.IGNORECASE)
_TO_CIRCUIT = re.compile(
    r"\b(?:USCA|(?:U\.?S\.? )?Court of Appeals|Circuit)(?: \w+){0,3}? (?:Appeal|Case|Docket|No|Nos|Number)\b"
    r"|\bUSCA\b[,:]?",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^Case in other court:", re.IGNORECASE)
_COURT_AND_NUMBER = re.compile(
    r"(?P<court>[A-Za-z\d][^,;]{0,80}(?:, [^,;\d][^,;]{0,60}|, \d\w+ Circuit)?), (?P<number>\d\d-\d{3,6})\b(?!-)"
)
_BEHIND = re.compile(r"(?:[\s:,#.]|No\b|Nos\b|Numbers?\b|\(s\)|\w+ Circuit\b)*(?=\d)", re.IGNORECASE)
_SUPREME = re.compile(r"\b(?:Supreme Court|USSC|U\.S\.S\.C\.)[^.;]{0,40}?\b(?:No|Nos|number|Case)\b", re.IGNORECASE)
_SUPREME_NUMBER = re.compile(r"\b\d\d(?:-|A|M|O)\d{1,4}\b")
_TRANSFER = re.compile(
    r"\b(?:case|action) (?:\w+ )?(?:transferr?ed|received|opened)\b[^.;]{0,20}?\b(?:from|to)\b", re.IGNORECASE
)
_RENUMBERED = re.compile(
    r"\brenumbered\b"
    r"|\b(?:case|docket|civil action) (?:number|no\.?)(?: \w+)? (?:changed|corrected|amended)\b[^;]{0,80}?\bto\b"
    r"|\bnew (?:case|docket|civil action) (?:number|no\.?)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\blead (?:case|docket)\b[^.;\d]{0,40}(?:No\. ?)?", re.IGNORECASE)
_INTO_LEAD = re.compile(r"\bconsolidated (?:with|into|under)\b(?=[^;]{0,80}\bas (?:the )?lead\b)", re.IGNORECASE)
_MEMBER = re.compile(r"\bmember cases?\b[^.;\d]{0,40}|\bconsolidated with\b", re.IGNORECASE)
_RELATED = re.compile(
    r"\brelated (?:civil |criminal )?cases?\b(?:\(s\))?|\bRELATED CASE\(S\)|\brelating cases?\b", re.IGNORECASE
)
_TURNED_NAME = re.compile(r"\b((?:[A-Z][a-z]+ )?[A-Z][a-z]+) (Northern|Southern|Eastern|Western|Middle|Central)\b")
_PLAIN_NAME = re.compile(r"\b(?:District of|from|to) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")


@dataclass(frozen=True, slots=True)
class Tie:
    """Another docket that these words name: of the same case ("docket"), or of a "related" one.

    `onward` is true when the case goes on there: on appeal, after a transfer, on the docket of the lead case.
    """

    fact: Literal["docket", "related"]
    ref: DocketRef
    onward: bool = False


def ties_in(text: str, own: DocketRef) -> list[Tie]:
    """The other dockets that an entry (or a line of the head) of the docket `own` names as its kin, each once."""
    beginning = text[:_MOST].lower()
    if not any(word in beginning for word in _KIN):
        return []
    words = " ".join(text[:_MOST].split())
    found = [] if _ASKED.match(words) else [*_appeals(words, own), *_moves(words, own), *_joined(words, own)]
    known: dict[DocketRef, Tie] = {}
    for tie in found:
        if tie.ref.court != own.court or not same_number(tie.ref.number, own.number):
            known.setdefault(tie.ref, tie)
    return list(known.values())


def _appeals(words: str, own: DocketRef) -> Iterator[Tie]:
    """The numbers under which courts above know the case."""
    if _ELSEWHERE.match(words):
        yield from _elsewhere(words, own)
    elif level(own.court) in ("district", "bankruptcy", "special", "bap"):
        for match in _TO_CIRCUIT.finditer(words):
            court = _above(words, own.court)
            for number in _listed(words, match.end()):
                if court:
                    yield Tie("docket", DocketRef(court, number), onward=True)
    for match in _SUPREME.finditer(words) if own.court != "scotus" else ():
        if term := _SUPREME_NUMBER.search(words, match.end(), match.end() + _WINDOW // 4):
            yield Tie("docket", DocketRef("scotus", term[0]), onward=True)


def _elsewhere(words: str, own: DocketRef) -> Iterator[Tie]:
    """The numbers in the head's list of other courts, each behind its court; those of state courts are none of ours."""
    for match in _COURT_AND_NUMBER.finditer(words.partition(":")[2]):
        if re.search(r"USCA|Circuit", match["court"]) and (court := _above(match["court"], own.court)):
            yield Tie("docket", DocketRef(court, match["number"]), onward=True)


def _above(words: str, own: str) -> str | None:
    """The court of appeals that the words name, else the one that usually hears appeals from here."""
    named = (court for court in courts_in(words) if COURTS[court].level == "circuit")
    return next(named, COURTS[own].appeals_to)


def _listed(words: str, at: int) -> list[str]:
    """The bare numbers right behind this place: "10-30767", "15-80176; 16-80008"."""
    behind = _BEHIND.match(words[at : at + _WINDOW])
    if behind is None:
        return []
    return [number for number in numbers_in(f"No. {words[at + behind.end() : at + _WINDOW]}") if number[2:3] == "-"]


def _moves(words: str, own: DocketRef) -> Iterator[Tie]:
    """The dockets on which the case was before, or goes on: in another district, or under another number here."""
    for match in _TRANSFER.finditer(words):
        window = words[match.end() : match.end() + _WINDOW]
        court, numbers = _district(words[match.end() - 5 : match.end() + _WINDOW]), _typed(window)
        if court and numbers:
            yield Tie("docket", DocketRef(court, numbers[0]), onward=match[0].lower().endswith("to"))
    for match in () if _TRANSFER.search(words) else _RENUMBERED.finditer(words):
        for number in _typed(words[match.end() : match.end() + _WINDOW])[:1]:
            yield Tie("docket", DocketRef(own.court, number), onward=True)


def _district(words: str) -> str | None:
    """The district that clerks name as "New York Eastern", "N.D. Cal." or "District of Massachusetts"."""
    turned = _TURNED_NAME.sub(r"\2 District of \1", words)
    plain = [f"District of {name}" for name in _PLAIN_NAME.findall(words)]
    named = [*courts_in(turned), *(court for name in plain for court in courts_in(name))]
    return next((court for court in named if COURTS[court].level == "district"), None)


def _typed(words: str) -> list[str]:
    """The docket numbers of district courts in these words."""
    return [number for number in numbers_in(words) if re.search(r"[a-z]", number, re.IGNORECASE)]


def _joined(words: str, own: DocketRef) -> Iterator[Tie]:
    """The lead docket, on which the filings of consolidated cases are made; their other members; related cases."""
    if _REFUSED.search(words[:_WINDOW]):
        return
    for pattern, fact in _JOINED:
        for match in pattern.finditer(words):
            window = re.split(r";|\. (?=[A-Z])|\b(?:lead|member) case", words[match.end() : match.end() + _WINDOW])[0]
            numbers = _typed(window)
            for number in numbers[:1] if fact == "docket" else numbers:
                yield Tie(fact, DocketRef(own.court, number), onward=fact == "docket")


_JOINED: tuple[tuple[re.Pattern[str], Literal["docket", "related"]], ...] = (
    (_LEAD, "docket"),
    (_INTO_LEAD, "docket"),
    (_MEMBER, "related"),
    (_RELATED, "related"),
)

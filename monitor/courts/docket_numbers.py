"""Docket numbers in every spelling, and the key by which two spellings are one number.

A number means nothing without its court: `25-250` alone may be of the Supreme Court, a circuit or a district court.
All comparisons here are meant within one court. The forms are those of the courts' CM/ECF (office:year-type-serial
-judges), of the Supreme Court (25-250, 25A1208 for applications, 22O141 for original cases) and of the press.
"""

import re
from functools import lru_cache

from monitor.courts.registry import COURTS
from monitor.model import DocketRef

_TYPE = (
    "cv|cr|mj|mc|md|mdl|ml|po|sw|mr|misc|civ|crim|bk|bkc|ap|adv|br|mp|op|ms|vv|ag|gj|wp|pt|hc|ev|ct|dp|te|cm|tp|ad|at"
    "|ca|mi"
)
"""The case types that stand between year and serial."""

_TYPED = (
    r"(?:(?P<office>\d{1,2}):)?(?P<year>(?:19|20)?\d\d)[\s-]{0,2}"
    rf"(?P<type>{_TYPE})[\s.-]{{0,2}}(?P<serial>\d{{1,6}})"
)
_LETTERED = r"(?P<term>\d\d)(?P<letter>[AMO])(?P<application>\d{1,4})"
_BARE = r"(?P<civil>(?:cv|cr|civ|c)[\s.-]{1,2})?(?:\d{1,2}:)?(?P<short_year>\d\d)[-\u2013](?P<short_serial>\d{1,6})"
_NUMBER = rf"(?P<number>{_TYPED}|{_LETTERED}|{_BARE})"

_WORDS_BEFORE = (
    r"(?P<words>(?:(?:civil|criminal|crim\.?|civ\.?) )?(?:(?:action|case|docket|usca) ){0,2}"
    r"(?:nos?\.?|number|#)?:? {0,2})"
)
_INITIALS = r"(?P<initials>(?:[\s/,-]{0,2}\(?[a-z]{1,5}\)?){0,5})"
"""The judges' after a number: "-CKK", "(CKK)", "-FMC-MAN"."""

_DEFENDANT = r"(?:-\d{1,3})?"
"""One of several defendants of a criminal case: "1:12-cr-00120-3"."""

_WHOLE = re.compile(_WORDS_BEFORE + _NUMBER + _INITIALS + _DEFENDANT, re.IGNORECASE)
_IN_PROSE = re.compile(rf"(?<![\w$.,/:\u2013-]){_NUMBER}(?:-[A-Z]{{2,4}}\b){{0,3}}(?![\w%/]|[.,:-]\d)", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?:\b(?:nos?\.|number|numbers|case|cases|action|docket|usca|petition|appeal)|#):? {0,2}$", re.IGNORECASE
)
_GOES_ON = re.compile(r"[,;&\s]*(?:and|through)?\s*")
_LOOK_BACK = 12
_CIRCUIT_DIGITS = 4
"""Serials of the circuits have four or five digits; shorter ones in brackets are entry numbers ("[14-1]")."""


_COMPARED = 16_384
"""So many comparisons are remembered: each entry of a long docket is compared with all those told before."""


def number_key(text: str) -> str | None:
    """The key of a docket number in any spelling, None when the text is none.

    All district forms of one case give one key whatever their office, type and judges: "1:25-cv-00457-CKK",
    "25cv457" and "Civil Action No. 25-0457 (CKK)" give "25-00457". A number that shows no type stays as it is from
    four digits on ("26-5006"), Supreme Court letters too ("25A1208"). To compare, use `same_number`.
    """
    match = _read(text)
    return _key(match) if match else None


def _read(text: str) -> re.Match[str] | None:
    return _WHOLE.fullmatch(" ".join(text.split()))


def _key(match: re.Match[str]) -> str:
    if match["letter"]:
        return f"{match['term']}{match['letter'].upper()}{int(match['application'])}"
    if match["serial"]:
        return f"{match['year'][-2:]}-{match['serial'].zfill(5)}"
    shown_as_district = match["civil"] or "civil" in match["words"].lower() or match["initials"]
    serial = match["short_serial"]
    bare = len(serial) >= _CIRCUIT_DIGITS and not serial.startswith("0") and not shown_as_district
    return f"{match['short_year']}-{serial if bare else serial.zfill(5)}"


@lru_cache(_COMPARED)
def same_number(one: str, other: str) -> bool:
    """Whether two spellings are one docket number of the same court; false when either is no docket number.

    Offices and case types count where both spellings show them: within one court 1:25-cv-00457, 4:25-cv-00457 and
    1:25-cr-00457 may be three cases. The defendants of a criminal case are one case.
    """
    first, second = _read(one), _read(other)
    if first is None or second is None or _plain_key(first) != _plain_key(second):
        return False
    if first["office"] and second["office"] and int(first["office"]) != int(second["office"]):
        return False
    return not (first["type"] and second["type"]) or first["type"][:2].lower() == second["type"][:2].lower()


def identity(text: str) -> str | None:
    """The key with office and case type where the number shows them: what tells cases of one court apart."""
    match = _read(text)
    if match is None:
        return None
    office, kind = match["office"], match["type"]
    return f"{int(office) if office else ''}:{kind[:2].lower() if kind else ''}:{_plain_key(match)}"


def _plain_key(match: re.Match[str]) -> str:
    return re.sub(r"-0+(?=\d)", "-", _key(match))


def numbers_in(text: str) -> list[str]:
    """The docket numbers that a text states, as written there, in order, each spelling once.

    A bare number ("26-5006") counts only where the text says that it is one: after "No.", "Case", "USCA Case Number",
    in a list after such a number, or alone in brackets as appellate dockets write it.
    """
    found: dict[str, None] = {}
    last_end = None
    for match in _IN_PROSE.finditer(text):
        listed = last_end is not None and _GOES_ON.fullmatch(text, last_end, match.start()) is not None
        if match["serial"] or match["civil"] or listed or _is_announced(text, match):
            found.setdefault(match["number"])
            last_end = match.end()
    return list(found)


def _is_announced(text: str, match: re.Match[str]) -> bool:
    """Whether the words or brackets around a number without a case type say that it is a docket number."""
    if match["letter"] and len(match["application"]) > 1:
        return True
    if _ANNOUNCED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
        return True
    in_brackets = text[match.start() - 1 : match.start()] == "[" and text[match.end() : match.end() + 1] in ("]", ",")
    return in_brackets and len(match["short_serial"] or "") >= _CIRCUIT_DIGITS


def same_ref(one: DocketRef, other: DocketRef) -> bool:
    """Whether two references, however spelled, mean one docket."""
    return one.court == other.court and same_number(one.number, other.number)


def parse_ref(text: str) -> DocketRef:
    """Read "dcd 1:25-cv-00457": a court's id and a number, which stays as written.

    Raises ValueError, saying what to write, for an unknown court or a number that is none.
    """
    court, _, number = text.strip().partition(" ")
    if court.lower() not in COURTS:
        raise ValueError(f"{court!r} is no court id; write a court and a number, such as 'dcd 1:25-cv-00457'")
    if number_key(number) is None:
        raise ValueError(f"{number.strip()!r} is no docket number; write it as '1:25-cv-00457' or '26-5006'")
    return DocketRef(court.lower(), number.strip())

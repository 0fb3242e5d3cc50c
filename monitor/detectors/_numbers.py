"""The numbers of entries in a docket text: "12 Motion", "[12]", "(ECF No. 12)", "Motion to Dismiss 12".

A number that is not written as an entry's is none: "Rule 12", "Count 3", "September 23, 2022", case "[25-5301]".
"""

import re

_COUNTED = """
    January February March April May June July August September October November December Rule Rules FRCP FRBP USC Count
    Counts Claim Claims Chapter Title Section Phase Volume Exhibit Defendant Local Judge within at
"""
"""After these words a number is no entry's."""
_NO_ENTRY = "".join(rf"(?<!\b{word} )" for word in _COUNTED.split())
_NUMBER = r"(?P<{}>\d{{1,5}})(?:-\d{{1,2}})?(?![\d/:.-]*\d)"
_CITED = (
    rf"\[{_NUMBER.format('bracketed')}\]"
    rf"|\b(?<!Main )(?:ECF|Doc(?:ket|ument)?|Dkt|D\.?E|Filing|Entry)\b\.?(?: (?:No|Nos|Entry|Document))*\.?:? ?\[?#? ?"
    rf"{_NUMBER.format('cited')}"
)
_CITED_HERE = re.compile(rf"{_CITED}|# ?{_NUMBER.format('hashed')}", re.IGNORECASE)
_CITED_ANYWHERE = re.compile(_CITED, re.IGNORECASE)
"""Without "# 1", which in a whole entry is an attachment."""
_BEFORE_NAME = re.compile(
    rf"(?<![\w/:.$\u00a7-]){_NO_ENTRY}\[?{_NUMBER.format('n')}\]?(?: -)? ?(?:[\w'./&-]+,? ){{0,5}}$", re.IGNORECASE
)
_BEHIND_NAME = re.compile(rf"(?<=[a-z]{{3}}) (?<!\band ){_NO_ENTRY}(?P<n>\d{{1,4}})$", re.IGNORECASE)
_LEADING = r"^[ :,]*(?:(?:in part|in its entirety|with(?:out)? prejudice|as moot|the|document|doc\.|ECF No\.) )*"
_ALONE = re.compile(
    rf"{_LEADING}(?:\[{_NUMBER.format('bracketed')}\]"
    rf"|#?{_NUMBER.format('n')}(?= *(?:$|[,;.)]|and\b|in part|as moot|with)"
    r"| (?!days?\b|hours?\b|weeks?\b|months?\b|minutes?\b|pages?\b|percent\b)(?-i:[A-Z])))",
    re.IGNORECASE,
)
_BEFORE_ORDER = re.compile(
    rf"^[ :]*(?:the |its |this court's |\w+ing (?:the )?)*{_NO_ENTRY}\[?{_NUMBER.format('n')}\]? "
    r"(?=(?:[\w'-]+ ){0,4}?(?:order|judgment|opinion|decision|injunction|stay|restraining)\b)",
    re.IGNORECASE,
)
_CITED_WITHIN = 80
"""How far into its words an order's entry is cited, in characters."""
_BEFORE_PAPER = re.compile(
    rf"(?<![\w/:.$\u00a7-]){_NO_ENTRY}\[?{_NUMBER.format('n')}\]? (?=(?:[A-Za-z]+ ){{0,2}}?(?-i:[A-Z])"
    r"(?:otion|otice|rder|omplaint|etter|etition|emorandum|tipulation|pplication|udgment|eport|bjections?|mended"
    r"|pinion)\b)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"related doc\w*\.?(?:\(s\))?\.? ?(?:no\.?|nos\.?|#)?:? ?((?:# ?)?\d{1,4}(?:, ?\d{1,4}){0,20})", re.IGNORECASE
)


def _first(match: re.Match[str] | None) -> int | None:
    return int(match[match.lastgroup or 0]) if match else None


def number_before(words: str) -> int | None:
    """The entry number that stands right before the name that follows these words: "denying 12 Joint"."""
    return _first(_BEFORE_NAME.search(words))


def number_cited(words: str, start: int, end: int) -> int | None:
    """The first entry number in this stretch that is written as one: "[53]", "(ECF No. 53)", "# 53"."""
    return _first(_CITED_HERE.search(words, start, min(len(words), end)))


def split_number(name: str) -> tuple[str, int | None]:
    """A name and the entry number that some courts write behind it: "motion to dismiss 12"."""
    behind = _BEHIND_NAME.search(name)
    return (name[: behind.start()], int(behind["n"])) if behind else (name, None)


def number_alone(words: str) -> int | None:
    """The entry that stands for a motion without its name: "granting 101", "granting 54 Joint letter"."""
    return _first(_ALONE.match(words))


def number_of_order(words: str) -> int | None:
    """The entry of an order that is vacated or affirmed: "vacating 53 Order", "the Order (ECF No. 53) is"."""
    return _first(_BEFORE_ORDER.match(words)) or number_cited(words, 0, _CITED_WITHIN)


def entries_referred_to(text: str) -> tuple[int, ...]:
    """The numbers of the entries that a docket text refers to, in order: "for 55 Notice of Appeal" -> (55,)."""
    found: dict[int, int] = {}
    for pattern in (_BEFORE_PAPER, _CITED_ANYWHERE):
        for match in pattern.finditer(text):
            found.setdefault(int(match[match.lastgroup or 0]), match.start())
    for match in _RELATED.finditer(text):
        for number in re.findall(r"\d+", match[1]):
            found.setdefault(int(number), match.start())
    return tuple(sorted(found, key=lambda number: found[number]))

"""Judges' names as entries and stories write them, and when two writings are one judge.

Entries name the judge who signs ("Signed by Chief Judge James E. Boasberg on 4/14/2023"), who speaks \
    ("Magistrate Judge
Katherine A. Robertson: ELECTRONIC ORDER"), or the panel ("Before Judges: Millett, Rao and Childs").
"""

import re

_TITLE = (
    r"(?:(?:U\.?S\.? |United States |the )?(?:Hon(?:orable|\.) )?(?:Chief |Senior |Presiding |Associate |Visiting )?"
    r"(?:U\.?S\.? |United States )?(?:District |Magistrate |Mag\.? |Bankruptcy |Circuit |Appellate "
    r"|Originating |State )?"
    r"(?:Judges?|Justices?|Chancellor|Vice Chancellor)"
    r"|(?:the )?Hon(?:orable|\.))"
)
_GIVEN = r"(?:[A-Z]\. ?|[A-Z][\w'-]+ |St\. |(?:de|del|la|le|van|von|der) )"
_NAME = rf"(?:{_GIVEN}{{0,3}}[A-Z][A-Za-z'-]+(?:,? (?:Jr|Sr|III|II|IV)\b)?)"
_NOT_NAMES = re.compile(
    r"\s(?:On|In|At|The|Of|And|For|To|From|Courtroom|Dated|Denied|Granted|Order|Ordered|Signed|As|By|Is|Filed"
    r"|Text|Entered"
    r"|Telephone|Motion|Plaintiff|Defendant|Case|Ruled|Ordering|Blocks?|Rules?|Panel|MDL|Court|Having|Re|Status"
    r"|Jury|Minute|Department|Dept|Ministry|Minister|Project|League|Wrote|Said|Also|Who|Had|Has|Was|But)"
    r"\b.*$"
)
_SUFFIX = re.compile(r",? (?:Jr|Sr|III|II|IV)\.?$")

_PANEL = re.compile(
    rf"(?:Before(?: Circuit)? Judges?:?|Circuit Judges?:|Panel:|Before:)\s+(?P<names>{_NAME}(?:(?:, (?:and )?"
    rf"| and )(?:{_TITLE} )?{_NAME})+)"
)
_SIGNED = re.compile(
    rf"(?:[Ss]igned (?:[Oo]n [\d/]+ )?by|SIGNED BY|[Oo]rdered by|ORDERED by|[Ee]ntered by|issued by|authored by"
    rf"|for the [Cc]ourt by|\bby)\s+"
    rf"(?:the )?{_TITLE},?:? +(?P<name>{_NAME})",
)
_SPOKEN = re.compile(rf"^\W*{_TITLE} (?P<name>{_NAME}) ?:")
_INITIALLED = re.compile(rf"(?:^|[(\s])(?P<name>{_NAME}), (?:C\.)?J\.(?:\s|$)")
_AUTHOR = re.compile(rf"(?P<name>{_NAME}),? Authoring|Judge: \w{{2,4}} (?P<author>{_NAME}) Authoring")
_TITLED = re.compile(rf"{_TITLE},? +(?P<name>{_NAME})")
_DIFFERS = re.compile(
    r"(?:(?:, [\w.'-]{2,30}){0,6},? and [\w.'-]{2,30})?,? (?:with whom|joined by|dissent|concur|took no part"
    r"|(?:is )?recused|would (?:grant|deny|have|affirm|reverse))"
    r"|,? (?:[^.;]{0,80}, )?(?:dissenting|concurring|not participating)\b",
    re.IGNORECASE,
)
"""A judge of whom this is said dissents, concurs or stands aside, and is not the one who decides."""
_OF_ANOTHER = re.compile(r"['\u2019]s\b")
"""A judge in the possessive is the one whose order is looked at."""
_INITIALS = re.compile(r"[A-Z]{2,4}")
_MOST = 4000
"""How far into an entry a judge is looked for, in characters."""


def _clean(name: str) -> str | None:
    spaced = " " + " ".join(name.replace("\u2019", "'").split())
    name = _NOT_NAMES.sub("", spaced).strip(" ,").removesuffix("'s").rstrip("'")
    return name if len(name) > 2 else None  # noqa: PLR2004 (initials alone are no name)


def signing_judge(text: str) -> str | None:
    """The judge, or the panel, who decides in this docket entry; None when it names nobody.

    A judge before whom only a hearing is set is not the one who decides, so the signature comes first.
    """
    for pattern in (_PANEL, _SIGNED, _SPOKEN, _AUTHOR, _INITIALLED, _TITLED):
        for match in pattern.finditer(text[:_MOST]):
            name = _clean(next(group for group in match.groups() if group))
            if name and not _is_aside(text, match):
                return name
    return None


def _is_aside(text: str, named: re.Match[str]) -> bool:
    """Whether a judge named here dissents, stands aside, or is the one whose order is looked at."""
    return bool(_DIFFERS.match(text, named.end()) or _OF_ANOTHER.search(text, named.start(), named.end() + 2))


def judges_named(text: str, *, acting: bool = False) -> list[str]:
    """The judges whom a text names with their title, in order, each once.

    With `acting` without those in the possessive ("Judge Roe's order was reversed") and those who dissent.
    """
    found = [match for match in _TITLED.finditer(text) if not (acting and _is_aside(text, match))]
    names = (_clean(match["name"]) for match in found)
    return list(dict.fromkeys(name for name in names if name))


def surname(name: str) -> str:
    """The last name: "Colleen Kollar-Kotelly" -> "Kollar-Kotelly", "John J. Tharp, Jr." -> "Tharp"."""
    bare = _SUFFIX.sub("", name.strip())
    return bare.split()[-1].strip(".,") if bare.split() else ""


def same_judge(one: str, other: str) -> bool:
    """Whether two writings can be one judge: same last name, and first names that do not contradict each other.

    Initials are a writing, too: courts hang "-CKK" behind their docket numbers.
    """
    if _INITIALS.fullmatch(one.strip()) or _INITIALS.fullmatch(other.strip()):
        return initials(one) == initials(other)
    if not surname(one) or surname(one).casefold() != surname(other).casefold():
        return False
    first, second = _first_letter(one), _first_letter(other)
    return first == second or not first or not second


def initials(name: str) -> str:
    """The initials of a judge, as a docket number bears them: "Colleen Kollar-Kotelly" -> "CKK", "CKK" -> "CKK"."""
    bare = re.sub(rf"^{_TITLE} ", "", _SUFFIX.sub("", name.strip()))
    if _INITIALS.fullmatch(bare):
        return bare
    return "".join(word[0].upper() for word in re.split(r"[\s.-]+", bare) if word)


def _first_letter(name: str) -> str:
    """The first letter of the given name, "" when only the last name is written."""
    bare = re.sub(rf"^{_TITLE} ", "", _SUFFIX.sub("", name.strip())).split()
    return bare[0][0].casefold() if len(bare) > 1 else ""

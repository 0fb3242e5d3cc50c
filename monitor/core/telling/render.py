"""Alerts as text, HTML mail and chat Markdown; what comes from pages is cleaned and escaped wherever it stands.

The templates lie in core/telling/templates/ and are filled by core/telling/forms.py.
"""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.plain import plain, uncalled, without_controls
from monitor.core.telling.forms import FAILURES, FORMS, KINDS, NONE, Own, Shown, filled
from monitor.core.telling.message import READ_BY_PROGRAM, Message
from monitor.core.telling.specimens import specimen_message
from monitor.model import Alert, Severity

log = logging.getLogger(__name__)

MOST_TITLE = 240
"""Chat programs refuse longer titles (Discord: 256)."""
MOST_IN_FULL = 20
"""A digest shows so many alerts in full and of the others the first line."""
COLOURS = {"info": "#57606a", "success": "#1a7f37", "warning": "#bf8700", "failure": "#cf222e"}
_WORST_FIRST: tuple[Severity, ...] = ("failure", "warning", "success", "info")
_NO_TAGS = str.maketrans("<>", "\u2039\u203a")
"""Angle brackets of a title become the angle quotation marks, which no service takes for markup."""
_MARK = re.compile(r"^\[[A-Z]+\] ")
_COMPARED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in all its forms. `html` is a piece of a page; `mail_page` makes a whole mail of it."""

    title: str
    text: str
    html: str
    markdown: str


def render(told: Message, own: Own = NONE) -> Rendered:
    """A message as text, HTML piece and Markdown; each ends with `READ_BY_PROGRAM`, the HTML when it becomes a page.

    One of the user's `own` templates that fails on this message is left aside for ours, and the log says so: no alert
    is lost for its looks.
    """
    try:
        return _rendered(told, own)
    except FAILURES as error:
        if not own:
            raise
        log.warning("a template of your own failed, ours is used: %r", error)
        return _rendered(told, NONE)


def mistake_in(name: str, text: str) -> tuple[int, str] | None:
    """The line and the words of what is wrong with a user's own template; None when an alert can be made of it."""
    kind, _, form = name.removesuffix(".j2").rpartition(".")
    if form not in FORMS or not name.endswith(".j2"):
        return 1, f"is no template, name it KIND.FORM.j2 with a FORM of {', '.join(FORMS)}"
    if kind not in KINDS:
        return 1, f"is of no kind that there is, name it KIND.FORM.j2 with a KIND of {', '.join(KINDS)}"
    try:
        _rendered(specimen_message(kind), {name: text})
    except FAILURES as error:
        said = getattr(error, "message", None) or repr(error)
        return getattr(error, "lineno", None) or 1, f"is no usable template ({said})"
    return None


def _rendered(told: Message, own: Own) -> Rendered:
    values = {
        "quote": told.quote,
        "cut": told.cut,
        "pieces": _pieces(told.quote) if told.compared else (),
        "heading": told.heading,
        "rows": told.rows,
        "sections": told.sections,
        "news": told.news,
        "own": told.own,
        "facts": told.facts,
        "ending": told.ending,
        "title": told.title,
        "kind": told.kind,
        "colour": COLOURS[told.severity],
        "read_by_program": READ_BY_PROGRAM,
    }
    kinds = (told.form, told.kind, "alert")
    text, html, marked = (without_controls(filled(form, kinds, values, own)) for form in FORMS)
    return Rendered(first_line(told.title), _closed_up(text), html, uncalled(_closed_up(marked)))


def _closed_up(form: str) -> str:
    """With one empty line where there are several: a template leaves them where nothing was to be said."""
    return _EMPTY_LINES.sub("\n\n", form)


def first_line(title: str) -> str:
    """A title that no mail header, chat or terminal misreads: one bounded line, no tag, no call to a room."""
    return uncalled(plain(title, MOST_TITLE).translate(_NO_TAGS))


def _pieces(words: str) -> Sequence[tuple[str, str]]:
    """A marked difference cut into kept (""), taken out ("-") and put in ("+") stretches."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for found in _COMPARED.finditer(words):
        pieces.append(("", words[at : found.start()]))
        pieces.append(("-", found[1]) if found[1] is not None else ("+", found[2]))
        at = found.end()
    return [(kind, piece) for kind, piece in [*pieces, ("", words[at:])] if piece.strip()]


def digest(alerts: Sequence[Alert]) -> Rendered:
    """Several alerts as one message, in the order given; beyond `MOST_IN_FULL` only their first lines."""
    text, marked = (
        filled(form, ["digest"], _together(alerts, [_body(each) for each in forms]))
        for form, forms in (("txt", [one.text for one in alerts]), ("md", [one.markdown for one in alerts]))
    )
    return Rendered(_digest_title(alerts), text, mail_page(alerts), marked)


def _together(alerts: Sequence[Alert], bodies: Sequence[str]) -> dict[str, object]:
    """What a template of several alerts is given; their bodies were cleaned and escaped when they were made."""
    return {
        "full": [(one.title, Shown(body)) for one, body in zip(alerts, bodies[:MOST_IN_FULL], strict=False)],
        "others": [one.title for one in alerts[MOST_IN_FULL:]],
        "read_by_program": READ_BY_PROGRAM,
    }


def _body(form: str) -> str:
    """An alert's text without its last line, which the digest says once for all."""
    return form.removesuffix(READ_BY_PROGRAM).rstrip()


def _digest_title(alerts: Sequence[Alert]) -> str:
    first = alerts[0].title
    mark = next(iter(_MARK.findall(first)), "")
    mark = mark if all(alert.title.startswith(mark) for alert in alerts) else ""
    return first_line(f"{mark}{len(alerts)} alerts: {first.removeprefix(mark)}")


def mail_page(alerts: Sequence[Alert]) -> str:
    """Alerts as one whole HTML page, readable on a phone, without any remote image, font or script."""
    return filled("html", ["mail"], _together(alerts, [one.html for one in alerts]))


def worst(alerts: Sequence[Alert]) -> Severity:
    """The severity of the gravest of several alerts."""
    found = Counter(alert.severity for alert in alerts)
    return next(severity for severity in _WORST_FIRST if found[severity])

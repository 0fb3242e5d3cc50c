"""Alerts as text, HTML mail and chat Markdown; what comes from pages is cleaned and escaped wherever it stands.

The templates lie in core/templates/; a user's own of the same name, or of the name of an event kind ("ruling.txt.j2"),
goes before them. Each environment escapes every value by itself, so that a template cannot forget, and is sandboxed.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.core.message import READ_BY_PROGRAM, Fact, Message
from monitor.core.plain import Address, markdown, plain, uncalled
from monitor.model import Alert, Severity

log = logging.getLogger(__name__)

MOST_TITLE = 240
"""Chat programs refuse longer titles (Discord: 256)."""
MOST_VALUE = 2000
MOST_IN_FULL = 20
"""A digest shows so many alerts in full and of the others the first line."""
COLOURS = {"info": "#57606a", "success": "#1a7f37", "warning": "#bf8700", "failure": "#cf222e"}
_WORST_FIRST: tuple[Severity, ...] = ("failure", "warning", "success", "info")
_NO_TAGS = str.maketrans("<>", "\u2039\u203a")
"""Angle brackets of a title become the angle quotation marks, which no service takes for markup."""
_MARK = re.compile(r"^\[[A-Z]+\] ")
_COMPARED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message in all its forms. `html` is a piece of a page; `mail_page` makes a whole mail of it."""

    title: str
    text: str
    html: str
    markdown: str


Own = Mapping[str, str]
"""A user's own templates: their texts by file name."""
FORMS = ("txt", "html", "md")
NONE: Own = {}


def _environment(finalize: Callable[[Any], Any], own: Own = NONE, *, autoescape: bool = False) -> Environment:
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(own), PackageLoader("monitor.core")]),
        autoescape=autoescape,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _ours(value: object) -> bool:
    """Whether a value needs no cleaning: a checked address, our own markup, the space between two values."""
    return isinstance(value, Address) or hasattr(value, "__html__") or value == " "


def _cleaned(value: object) -> object:
    """Any value of a template, without control and format characters."""
    return value if _ours(value) else plain(str(value), MOST_VALUE)


def _escaped(value: object) -> object:
    """The same with what Markdown takes for markup escaped."""
    return value if _ours(value) else markdown(plain(str(value), MOST_VALUE))


_HTML = _environment(_cleaned, autoescape=True)


@lru_cache(maxsize=4)
def _environments(own: tuple[tuple[str, str], ...]) -> dict[str, Environment]:
    """The environment of each form, with a user's own templates before ours."""
    texts = dict(own)
    return {
        "txt": _environment(_cleaned, texts),
        "html": _environment(_cleaned, texts, autoescape=True),
        "md": _environment(_escaped, texts),
    }


def render(message: Message, own: Own = NONE) -> Rendered:
    """A message as text, HTML piece and Markdown; each ends with `READ_BY_PROGRAM`, the HTML when it becomes a page.

    One of the user's `own` templates that fails on this message is left aside for ours, and the log says so: no alert
    is lost for its looks.
    """
    try:
        return _rendered(message, own)
    except TemplateError as error:
        if not own:
            raise
        log.warning("a template of your own failed, ours is used: %s", error)
        return _rendered(message, NONE)


def mistake_in(name: str, text: str) -> tuple[int, str] | None:
    """The line and the words of what is wrong with a user's own template; None when an alert can be made of it."""
    kind, _, form = name.removesuffix(".j2").rpartition(".")
    if form not in FORMS or not name.endswith(".j2"):
        return 1, f"is no template, name it KIND.FORM.j2 with a FORM of {', '.join(FORMS)}"
    sample = Message("title", "words", (Fact("Case", "Doe v. Roe"),), (Fact("From", "a docket"),), "info", kind=kind)
    try:
        _rendered(sample, {name: text})
    except TemplateError as error:
        return getattr(error, "lineno", None) or 1, f"is no usable template ({error.message or error})"
    return None


def _rendered(message: Message, own: Own) -> Rendered:
    values = {
        "quote": message.quote,
        "cut": message.cut,
        "pieces": _pieces(message.quote) if message.compared else (),
        "facts": message.facts,
        "ending": message.ending,
        "title": message.title,
        "kind": message.kind,
        "colour": COLOURS[message.severity],
        "read_by_program": READ_BY_PROGRAM,
    }
    made = {
        form: environment.select_template([f"{message.kind}.{form}.j2", f"alert.{form}.j2"]).render(values).strip()
        for form, environment in _environments(tuple(sorted(own.items()))).items()
    }
    return Rendered(first_line(message.title), made["txt"], made["html"], made["md"])


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
    full, others = alerts[:MOST_IN_FULL], alerts[MOST_IN_FULL:]
    texts = [f"{n}. {alert.title}\n\n{_body(alert.text)}" for n, alert in enumerate(full, 1)]
    marked = [f"**{n}\\. {markdown(alert.title)}**\n\n{_body(alert.markdown)}" for n, alert in enumerate(full, 1)]
    texts += ["\n".join(alert.title for alert in others)] if others else []
    marked += ["\n".join(f"- {markdown(alert.title)}" for alert in others)] if others else []
    return Rendered(
        _digest_title(alerts),
        "\n\n\n".join([*texts, READ_BY_PROGRAM]),
        mail_page(alerts),
        "\n\n".join([*marked, READ_BY_PROGRAM]),
    )


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
    others = [alert.title for alert in alerts[MOST_IN_FULL:]]
    values = {"alerts": alerts[:MOST_IN_FULL], "others": others, "read_by_program": READ_BY_PROGRAM}
    return _HTML.get_template("mail.html.j2").render(values)


def worst(alerts: Sequence[Alert]) -> Severity:
    """The severity of the gravest of several alerts."""
    found = Counter(alert.severity for alert in alerts)
    return next(severity for severity in _WORST_FIRST if found[severity])

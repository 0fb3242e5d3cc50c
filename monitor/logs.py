"""What the program tells of its own doing, line by line: for people (console) or for programs (JSON).

Everything is logged through the standard library; structlog gives the lines their form. All lines of a check carry
`check` and `source`, those of a delivery `channel` and `deliveries` (bound in pipeline.py), whoever logs them.
"""

import logging
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Literal, TextIO

from structlog.contextvars import merge_contextvars
from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, format_exc_info
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor

from monitor.core.plain import masked_within

Form = Literal["console", "json"]
MOST = 20_000
"""Characters of one text in a line; a page in a message must not fill a disk."""
CHATTY = ("apscheduler", "alembic", "trafilatura", "procrastinate")
"""Libraries that tell of every step. Not Apprise: edge/send.py reads its log."""

log = logging.getLogger(__name__)


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines of one form to standard error; all `secrets` are masked, in messages, tracebacks, whatever."""

    def __init__(self, form: Form) -> None:
        super().__init__(sys.stderr)
        self.secrets: Sequence[str] = ()
        common: list[Processor] = [_with_time, add_log_level, add_logger_name, merge_contextvars, format_exc_info]
        end: list[Processor] = [JSONRenderer()] if form == "json" else [_escaped, _for_people(self.stream)]
        self.setFormatter(
            ProcessorFormatter(
                foreign_pre_chain=[*common, self._masked], processors=[ProcessorFormatter.remove_processors_meta, *end]
            )
        )

    def _masked(self, _logger: object, _level: str, event: EventDict) -> EventDict:
        record = event.pop("_record")
        shown = masked_within({name: _bounded(value) for name, value in event.items()}, self.secrets)
        return {**shown, "_record": record}


def set_up(form: Form, *, verbose: bool) -> None:
    """Send all that is logged from now on to standard error, also warnings and the error that ends the program."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.addHandler(Lines(form))
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words


def hide(secrets: Iterable[str]) -> None:
    """Mask these, too, in every line from now on; what was secret before stays so."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, Lines):
            handler.secrets = sorted({*handler.secrets, *secrets}, key=len, reverse=True)


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log the error that ends the program, unless it is a wish to end it."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("ended by what nobody foresaw", exc_info=(kind, error, trace))


def _with_time(_logger: object, _level: str, event: EventDict) -> EventDict:
    """The moment of the line in the local zone, with its offset."""
    moment = datetime.fromtimestamp(event["_record"].created).astimezone()
    return {"timestamp": moment.isoformat(timespec="milliseconds"), **event}


def _bounded(value: object) -> object:
    return f"{value[:MOST]}…" if isinstance(value, str) and len(value) > MOST else value


def _escaped(_logger: object, _level: str, event: EventDict) -> EventDict:
    """Texts in which nothing moves or colours, and no line of which can be taken for one of the log's own."""
    return {name: _printable(value) if isinstance(value, str) else value for name, value in event.items()}


def _printable(text: str) -> str:
    lines = (
        line if line.isprintable() else "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in line)
        for line in text.split("\n")
    )
    return "\n    ".join(lines)


def _for_people(stream: TextIO) -> Processor:
    return ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, pad_level=False)

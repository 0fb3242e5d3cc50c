"""Text from pages, made safe to show: without what a terminal, a mail or a chat would obey instead of print."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
"""ANSI escape sequences (ECMA-48 §5.4, §8.3.89): colours, cursor moves, window titles."""
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, format characters (among them the bidirectional overrides of UAX #9), lone surrogates."""
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that some scripts and emoji need to be readable."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#])")
"""What CommonMark, Slack and Discord take for markup within a line."""
_CALL = re.compile(r"@(?=everyone\b|here\b|channel\b|all\b)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\|{}^\[\]]{1,2000}", re.IGNORECASE)


def plain(text: str, most: int) -> str:
    """The text on one line, of at most `most` characters, with "…" where it is cut; nothing in it moves or colours."""
    raw = _TERMINAL.sub("", text[: 4 * most + 100])
    shown = raw if raw.isprintable() else "".join(_shown(mark) for mark in raw)
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def without_controls(text: str) -> str:
    """The text with its lines as they are, and nothing in them that moves or colours."""
    return "\n".join(
        line if line.isprintable() else "".join(_shown(mark) for mark in _TERMINAL.sub("", line))
        for line in text.split("\n")
    )


def escaped(written: str) -> str:
    """JSON that means the same and moves nothing: of what is not shown, only the escapes of RFC 8259 §7 are left."""
    if written.isprintable():
        return written
    return "".join(mark if _is_shown(mark) else json.dumps(mark)[1:-1] for mark in written)


def _is_shown(mark: str) -> bool:
    return mark in _JOINERS or unicodedata.category(mark) not in _NOT_SHOWN


def _shown(mark: str) -> str:
    if mark.isspace():
        return " "
    return mark if _is_shown(mark) else ""


def markdown(text: str) -> str:
    """The text with all that chat programs take for markup escaped, and calls to whole rooms broken.

    Backslashes before ASCII punctuation are CommonMark's own escape (§2.4).
    """
    return uncalled(_MARKUP.sub(r"\\\1", text))


def uncalled(text: str) -> str:
    """The text with "@everyone" and its like broken by a zero-width space: no markup escapes them."""
    return _CALL.sub("@\u200b", text)


class Address(str):
    """An http(s) address that may stand in a link as it is."""

    __slots__ = ()


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret in it replaced by `****`; give the longest first."""
    for secret in secrets:
        text = text.replace(secret, "****")
    return text


def masked_within(value: Any, secrets: Sequence[str]) -> Any:  # noqa: ANN401 (any value of JSON)
    """A JSON value with the secrets in all its texts masked; keys stay as they are."""
    if isinstance(value, dict):
        return {key: masked_within(part, secrets) for key, part in value.items()}
    if isinstance(value, list):
        return [masked_within(part, secrets) for part in value]
    return masked(value, secrets) if isinstance(value, str) else value


def address(url: str | None) -> Address | None:
    """The address when it is a plain http(s) one that may stand in a link, else None (`javascript:`, `data:` …)."""
    return Address(url) if url and _ADDRESS.fullmatch(url) else None


def written(shape: object) -> str:
    """A shape as JSON on one line; moments and days in ISO 8601, moments with their offset."""
    return json.dumps(shape, ensure_ascii=False, default=_without_types)


def _without_types(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")

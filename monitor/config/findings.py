"""What is found wrong or doubtful in a config, each with its place; collected, so that all of it is told at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

Way: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("sources", 2, "every")`."""

FEW = 20
"""How many known words are listed in a message."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its file (as the user named it), its line (from 1) and the path to it."""

    file: str
    line: int
    path: Way = ()

    def __str__(self) -> str:
        """As `file:line: path`."""
        return f"{self.file}:{self.line}" + (f": {path_text(self.path)}" if self.path else "")


@dataclass(slots=True)
class Findings:
    """Mistakes (the config is refused) and warnings (it is not), in the order of their files and lines."""

    _mistakes: list[tuple[Place, str]] = field(default_factory=list)
    _warnings: list[tuple[Place, str]] = field(default_factory=list)

    def mistake(self, place: Place, text: str) -> None:
        """Something that must be mended: what is wrong, what to write."""
        self._mistakes.append((place, text))

    def warning(self, place: Place, text: str) -> None:
        """Something that works, but hardly as it is meant."""
        self._warnings.append((place, text))

    @property
    def mistakes(self) -> list[str]:
        """All mistakes as `file:line: path: text`."""
        return told(self._mistakes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """All warnings as `file:line: path: text`."""
        return tuple(told(self._warnings))


def told(found: Iterable[tuple[Place, str]]) -> list[str]:
    """One text for each, sorted by place, none twice."""
    by_place = sorted(found, key=lambda pair: (pair[0].file, pair[0].line))
    return list(dict.fromkeys(f"{place}: {text}" for place, text in by_place))


def path_text(path: Way) -> str:
    """As a user would write it: `sources[2].every`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def known_words(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, else all when they are few."""
    words = sorted(known)
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    if not words:
        return "there is none yet"
    return f"known: {', '.join(words[:FEW])}{' …' if len(words) > FEW else ''}"

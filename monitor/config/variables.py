"""`${NAME}` and `${file:/run/secrets/x}` in the values of a config, and what they stand for: mostly secrets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor.config.document import Document
from monitor.config.findings import Findings, Way

WORTH_MASKING = 6
"""Characters. A shorter value is no secret, and masking it would blot out half a log."""
LARGEST_SECRET = 64_000
"""Bytes read of a `${file:…}`."""
MAY_BE_UNSET: dict[tuple[str, ...], str] = {
    ("channels", "url"): "this channel is not set up, nothing goes to it",
    ("heartbeat", "url"): "no heartbeat is sent",
    ("http", "user_agent"): "pages are asked without an address at which their owners can reach you",
}
"""Where an unset variable is no mistake, and what follows from it: a fresh checkout must start."""

_VARIABLE = re.compile(r"\$\$\{|\$\{([^}]*)\}|\$\{")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Unset(Exception):
    """A variable has no value; the text says which."""


@dataclass(slots=True)
class Variables:
    """Where variables get their values. Remembers what was asked: the values worth masking, and the files read."""

    environ: Mapping[str, str]
    root: Path
    secrets: set[str] = field(default_factory=set)
    files: set[Path] = field(default_factory=set)

    def fill(self, text: str) -> str:
        """The text with its variables filled in; raises Unset, or ValueError for what cannot be read as a variable."""
        return _VARIABLE.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        if match[0] == "$${":
            return "${"
        name = match[1] or ""
        if name.startswith("file:"):
            value = self._from_file(name.removeprefix("file:").strip())
        elif _NAME.fullmatch(name):
            value = self._from_environment(name)
        else:
            raise ValueError(
                f'"{match[0]}" is no variable, write ${{NAME}} or ${{file:/path}}, or $${{ for a plain ${{'
            )
        if len(value) >= WORTH_MASKING:
            self.secrets.add(value)
        return value

    def _from_environment(self, name: str) -> str:
        value = self.environ.get(name, "").strip()
        if not value:
            raise Unset(f"the environment variable {name} is not set")
        return value

    def _from_file(self, name: str) -> str:
        path = self.root / name
        self.files.add(path)
        try:
            value = path.read_bytes()[:LARGEST_SECRET].decode().strip()
        except OSError as error:
            raise Unset(f"the file {name} cannot be read ({error.strerror})") from None
        except UnicodeDecodeError:
            raise ValueError(f"the file {name} is not UTF-8, save the secret as plain text") from None
        if not value:
            raise Unset(f"the file {name} is empty")
        return value


@dataclass(slots=True)
class Filled:
    """A document's data with all variables filled in; `blank` are the paths that got no value, which was told."""

    document: Document
    findings: Findings
    variables: Variables
    data: dict[str, Any] = field(default_factory=dict)
    blank: set[Way] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.data = {key: self._filled(value, (key,)) for key, value in self.document.data.items()}

    def _filled(self, value: Any, path: Way) -> Any:  # noqa: ANN401 (any value of YAML)
        if isinstance(value, dict):
            return {key: self._filled(part, (*path, key)) for key, part in value.items()}
        if isinstance(value, list):
            return [self._filled(part, (*path, number)) for number, part in enumerate(value)]
        if isinstance(value, str) and "${" in value:
            return self._text(value, path)
        return value

    def _text(self, text: str, path: Way) -> str | None:
        place = self.document.place(*path)
        try:
            return self.variables.fill(text)
        except Unset as unset:
            consequence = MAY_BE_UNSET.get(tuple(step for step in path if isinstance(step, str)))
            if consequence:
                self.findings.warning(place, f"{unset}: {consequence}")
            else:
                self.findings.mistake(place, f"{unset}, provide it or write the value itself")
        except ValueError as error:
            self.findings.mistake(place, str(error))
        self.blank.add(path)
        return None

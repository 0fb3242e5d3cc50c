"""A YAML file as plain data, with the line of every value, so that a mistake can be told where it stands.

Plain words mean what YAML 1.2's core schema says: `off`, `yes` and `08:00` are text, not false, true and 480 as in the
YAML 1.1 that PyYAML reads by itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

from monitor.config.findings import Findings, Place, Way

LARGEST_FILE = 1_000_000
"""Bytes. A config for thousands of sources is smaller, and YAML is slow to read."""
MOST_VALUES = 100_000
"""Values a file may unfold to; aliases of aliases would be billions."""
DEEPEST = 20


class CoreSchema(yaml.SafeLoader):
    """Knows plain null, true, false and numbers as in YAML 1.2; all other plain scalars are text."""


class Swift(Composer, yaml.CSafeLoader):
    """The same by libyaml, five times as fast, which cannot say what is wrong with a file.

    It gives events only: the nodes are made in Python, for libyaml's own way of making them overflows the stack.
    """

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


CoreSchema.yaml_implicit_resolvers = {}
CORE = "tag:yaml.org,2002:"
TAGS = {f"{CORE}{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map")}
LONGEST_NUMBER = 18
CoreSchema.add_implicit_resolver(f"{CORE}null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
CoreSchema.add_implicit_resolver(f"{CORE}bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
CoreSchema.add_implicit_resolver(f"{CORE}int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
CoreSchema.add_implicit_resolver(f"{CORE}float", re.compile(r"^[-+]?[0-9]*\.[0-9]+$"), list("-+.0123456789"))
Swift.yaml_implicit_resolvers = CoreSchema.yaml_implicit_resolvers


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its top-level mapping, and the line of each value."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Way, int]

    def place(self, *path: str | int) -> Place:
        """Where the value at a path stands; what is not there stands where its parent does."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return Place(self.file, self.lines.get(known, 1), path)


class Damaged(Exception):
    """The file cannot be read as YAML at all; told to the findings by `read`."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.text, self.line = text, line


def read(path: Path, findings: Findings, text: str | None = None) -> Document | None:
    """The file's content; None when it cannot be read, which is then among the findings. An empty file has no keys.

    `text` is read in place of what the file holds, which may not be there yet.
    """
    try:
        return parse(str(path), text_of(path) if text is None else text, findings)
    except Damaged as damage:
        findings.mistake(Place(str(path), damage.line), damage.text)
        return None


def text_of(path: Path) -> str:
    """The file's text (UTF-8, with or without a byte order mark); raises Damaged."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST_FILE:
            raise Damaged(f"is larger than {LARGEST_FILE // 1_000_000} MB, divide it among sources.d/*.yaml")
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise Damaged("there is no such file, write one (docs/configure.md) or name another with --config") from None
    except OSError as error:
        mend = "look at its place and permissions (for a container: chmod -R a+rX config)"
        raise Damaged(f"cannot be read ({error.strerror}), {mend}") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Damaged("is not UTF-8, save the file as UTF-8", line) from None


def parse(file: str, text: str, findings: Findings) -> Document:
    """The text of a file as data; raises Damaged when it is no YAML, tells the findings of smaller mistakes."""
    try:
        node = composed(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Damaged("has a character that YAML does not allow, remove it", line) from None
    except yaml.MarkedYAMLError as error:
        raise Damaged(*syntax_error(error)) from None
    except RecursionError:
        raise Damaged("is nested too deeply, write it as in docs/configure.md") from None
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag == f"{CORE}null"):
        return Document(file, {}, {})
    if not isinstance(node, yaml.MappingNode):
        raise Damaged("is no mapping, write keys like `sources:` at the left margin", line_of(node))
    builder = Builder(file, findings)
    return Document(file, builder.mapping(node, ()), builder.lines)


def composed(text: str) -> yaml.Node | None:
    """The nodes of a text, None for an empty one; raises what PyYAML has, with its words."""
    try:
        return yaml.compose(text, Loader=Swift)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=CoreSchema)


def syntax_error(error: yaml.MarkedYAMLError) -> tuple[str, int]:
    """What PyYAML found, in words for users, and the line."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "a syntax error"
    line = mark.line + 1 if mark else 1
    if "'\\t'" in problem:
        return "has a tab, indent with spaces", line
    context = f"{error.context}, " if error.context else ""
    return f"is no YAML ({context}{problem}), look at this line and the one before", line


def line_of(node: yaml.Node) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1


class Builder:
    """Makes plain data of YAML nodes and notes their lines."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file, self.findings = file, findings
        self.lines: dict[Way, int] = {}
        self.values = 0

    def value(self, node: yaml.Node, path: Way) -> Any:  # noqa: ANN401 (whatever the user wrote)
        """The data of one node; raises Damaged when the file unfolds without end."""
        self.values += 1
        if self.values > MOST_VALUES or len(path) > DEEPEST:
            raise Damaged(
                "is nested too deeply or unfolds to too many values, write it plainly, without aliases (&, *)",
                line_of(node),
            )
        if node.tag not in TAGS:
            place = Place(self.file, line_of(node), path)
            self.findings.mistake(place, f"has the tag {node.tag}, write plain values without tags (!)")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*path, number)) for number, child in enumerate(node.value)]
        return plain_value(node.tag, str(node.value))

    def item(self, node: yaml.Node, path: Way) -> Any:  # noqa: ANN401 (whatever the user wrote)
        """The data of one item of a list."""
        self.lines[path] = line_of(node)
        return self.value(node, path)

    def mapping(self, node: yaml.MappingNode, path: Way) -> dict[str, Any]:
        """The data of a mapping; a key that stands twice is a mistake."""
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Damaged("has a key that is no word, quote values that begin with { or [", line_of(key))
            inner = (*path, key.value)
            if key.value in data:
                first = self.lines[inner]
                self.findings.mistake(
                    Place(self.file, line_of(key), inner), f"stands twice, first in line {first}: keep one"
                )
            self.lines.setdefault(inner, line_of(key))
            data[key.value] = self.value(value, inner)
        return data


def plain_value(tag: str, text: str) -> object:
    """What a plain scalar means; a number of absurd length, or one that is none, stays text and is refused as such."""
    try:
        match tag.removeprefix(CORE):
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" if len(text) <= LONGEST_NUMBER:
                return int(text)
            case "float":
                return float(text)
    except ValueError:  # an explicit tag on another word: `!!int twelve`
        return text
    return text

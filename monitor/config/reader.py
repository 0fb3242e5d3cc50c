"""Reads parts of a document by their shapes, and puts what Pydantic finds wrong into words for users."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.document import Document
from monitor.config.findings import Findings, Place, Way, known_words
from monitor.config.shapes import keys_of
from monitor.config.variables import Filled
from monitor.config.words import OWN_WORDS

S = TypeVar("S", bound=BaseModel)
T = TypeVar("T")

LONGEST_SHOWN = 60
"""Characters of a wrong value that a message repeats."""
WORDS = {
    "string_type": "is no text, write one value in quotes",
    "bool_type": "is neither true nor false, write one of them",
    "bool_parsing": "is neither true nor false, write one of them",
    "int_type": "is no whole number",
    "int_parsing": "is no whole number",
    "int_from_float": "is no whole number",
    "float_type": "is no number",
    "float_parsing": "is no number",
    "too_short": "is empty, write at least one",
    "string_too_short": "is empty, write at least one letter",
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "is no list, write [one, two]"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "is no mapping, write key: value"),
}
"""What to say for Pydantic's types of errors: goes on from the value."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one file. What cannot be read is told to the findings, and None given in its place."""

    filled: Filled
    findings: Findings

    @property
    def document(self) -> Document:
        """The file as it was written."""
        return self.filled.document

    @property
    def data(self) -> Mapping[str, Any]:
        """The file's data, variables filled in."""
        return self.filled.data

    def place(self, *path: str | int) -> Place:
        """Where a value stands."""
        return self.document.place(*path)

    def section(self, shape: type[S], key: str) -> S | None:
        """One mapping below a top-level key; None when the key is left out or its value wrong."""
        value = self.data.get(key)
        return None if value is None else self.shaped(shape, value, (key,))

    def entries(self, key: str) -> Iterator[tuple[Way, Mapping[str, Any]]]:
        """The mappings in a top-level list with their paths; tells of what is no list or no mapping."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, list):
            self.findings.mistake(self.place(key), "is no list, begin each entry with a dash: - id: …")
            return
        for number, entry in enumerate(value or ()):
            if isinstance(entry, Mapping):
                yield (key, number), entry
            else:
                self.findings.mistake(self.place(key, number), f"{self.shown((key, number))}is no mapping, write id: …")

    def shaped(self, shape: type[S], value: object, path: Way, also: Iterable[str] = ()) -> S | None:
        """A value read by its shape; `also` are further keys to name when one is unknown."""
        try:
            return shape.model_validate(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                self.tell(shape, detail, path, also)
            return None

    def plain(self, type_: type[T] | Any, value: object, path: Way, default: T) -> T:  # noqa: ANN401 (an annotation)
        """A value that is no mapping, read by its annotation; the default when it is left out or wrong."""
        if value is None:
            return default
        adapter: TypeAdapter[T] = TypeAdapter(type_)
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                self.tell(BaseModel, detail, path, ())
            return default

    def references(self, path: Way, entry: Mapping[str, Any], key: str, known: AbstractSet[str], noun: str) -> None:
        """Tell of every id under a key of an entry that names nothing known; both lists and single ids are read."""
        value = entry.get(key)
        named = [((*path, key, number), word) for number, word in enumerate(value)] if isinstance(value, list) else []
        if isinstance(value, str | int):
            named = [((*path, key), value)]
        for at, word in named:
            if str(word) not in known and at not in self.filled.blank:
                self.findings.mistake(self.place(*at), f"{self.shown(at)}is no {noun}, {known_words(str(word), known)}")

    def tell(self, shape: type[BaseModel], detail: ErrorDetails, path: Way, also: Iterable[str]) -> None:
        """One of Pydantic's errors in words, unless the value is blank: that was told already."""
        inner = self.written(path, detail["loc"], missing=detail["type"] == "missing")
        if any(inner[: len(blank)] == blank for blank in self.filled.blank):
            return
        if detail["type"] == "extra_forbidden":
            known = {*keys_within(shape, inner[len(path) : -1]), *also}
            text = f"unknown key, {known_words(str(inner[-1]), known)}"
        else:
            text = self.text(detail, inner)
        self.findings.mistake(self.place(*inner), text)

    def text(self, detail: ErrorDetails, path: Way) -> str:
        """What is wrong with the value at a path."""
        if detail["type"] == "missing":
            return f"is missing, write {path[-1]}: …"
        kind, context, shown = detail["type"], detail.get("ctx", {}), self.shown(path)
        if kind == OWN_WORDS:
            return f"{shown}{context['words']}"
        if kind == "literal_error":
            known = re.findall("'([^']+)'", context["expected"])
            return f"{shown}is no word for this, {known_words(shown, known)}"
        if kind in WORDS:
            return f"{shown}{WORDS[kind]}"
        return str(context["error"]) if kind == "value_error" else f"{shown}{detail['msg']}"

    def written(self, path: Way, loc: Way, *, missing: bool) -> Way:
        """The path of an error without the steps that Pydantic adds for unions; a missing key's own name stays."""
        inner = path
        for step in loc[: len(loc) - missing]:
            if (*inner, step) in self.document.lines:
                inner = (*inner, step)
        return (*inner, loc[-1]) if missing else inner

    def shown(self, path: Way) -> str:
        """The value as it was written, and a space; nothing when it may hold a secret or is no word."""
        value: Any = self.document.data
        for step in path:
            value = value[step]
        if isinstance(value, dict | list) or may_be_secret(path, value):
            return ""
        text = json.dumps(value, ensure_ascii=False)
        return f"{text[:LONGEST_SHOWN]}… " if len(text) > LONGEST_SHOWN else f"{text} "


def may_be_secret(path: Way, value: object) -> bool:
    """Whether messages must not repeat a value: an address with a password or a key in it, a header."""
    if (path[-1:] == ("url",) and path[0] in ("channels", "heartbeat", "storage")) or path[:2] in (
        ("web", "token"),
        ("web", "webhook"),
    ):
        return True
    return "headers" in path or (isinstance(value, str) and "://" in value and bool(re.search("[?@]", value)))


def keys_within(shape: type[BaseModel], path: Way) -> set[str]:
    """The keys that the mapping at a path below a shape may have."""
    for step in path:
        field = next((field for name, field in shape.model_fields.items() if step in (name, field.alias)), None)
        shape = next(iter(shapes_in(field.annotation)), shape) if field else shape
    return keys_of(shape)


def shapes_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 (an annotation)
    """The shapes that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from shapes_in(part)

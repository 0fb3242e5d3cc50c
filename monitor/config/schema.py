"""The JSON Schema of monitor.yaml, for completion in editors: every kind of source with its own options."""

from typing import Any

from monitor.config.shapes import OF_THE_WEB, SHAPES, Root, SourceShape
from monitor.sources import KINDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) for the main file; `sources` are told apart by their `kind`."""
    whole = Root.model_json_schema(by_alias=True)
    definitions = whole.setdefault("$defs", {})
    definitions.pop(SourceShape.__name__, None)
    for name in sorted(KINDS):
        definitions[f"source_{name}"] = source_schema(name, definitions)
    refs = [{"$ref": f"#/$defs/source_{name}"} for name in sorted(KINDS)]
    whole["properties"]["sources"] = {"type": "array", "items": {"oneOf": refs}}
    return {"$schema": DRAFT, "title": "Docket Monitor", **without_titles(whole)}


def source_schema(name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """What a source of one kind may say: the common keys and the kind's own; definitions of its parts are added."""
    common, own = SHAPES.get(name, SourceShape).model_json_schema(), KINDS[name].options.model_json_schema()
    if name in SHAPES:
        common["properties"] = {key: part for key, part in common["properties"].items() if key not in OF_THE_WEB}
    for part in (common, own):
        definitions.update(part.pop("$defs", {}))
    kind = {"const": name, "description": own.get("description", "")}
    return {
        "type": "object",
        "properties": {**common["properties"], **own.get("properties", {}), "kind": kind},
        "required": [*common["required"], *own.get("required", [])],
        "additionalProperties": False,
    }


def without_titles(value: Any, key: str = "") -> Any:  # noqa: ANN401 (any JSON)
    """Without the titles that Pydantic makes of names (editors show them, and they say nothing); defaults in order."""
    if isinstance(value, dict):
        return {
            name: without_titles(part, name)
            for name, part in value.items()
            if name != "title" or not isinstance(part, str)
        }
    if isinstance(value, list):
        parts = [without_titles(part) for part in value]
        return sorted(parts) if key == "default" else parts
    return value

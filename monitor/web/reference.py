"""The JSON interface as its OpenAPI document describes it, arranged for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# An OpenAPI document is JSON from FastAPI: its shape is OpenAPI's, not ours, so it stays `Any` in this file.
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter, perhaps `needed`, or a field of an answer; `kind` in words, such as `list of Sentence`."""

    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A named kind of object in an answer, and its fields."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address that can be asked for; `shapes` are all kinds of objects that its answer `gives`."""

    path: str
    title: str
    words: str
    parameters: tuple[Field, ...]
    gives: str
    shapes: tuple[Shape, ...]
    refusals: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """A name for its place in the page."""
        return self.path.strip("/").replace("/", "-").replace("{", "").replace("}", "")


def operations(document: Schema) -> tuple[Operation, ...]:
    """Every GET of the document, in its order."""
    schemas = document.get("components", {}).get("schemas", {})
    return tuple(_operation(path, ways["get"], schemas) for path, ways in document["paths"].items() if "get" in ways)


def shapes(of: Iterable[Operation]) -> tuple[Shape, ...]:
    """The kinds of objects that answers have inside, each once, by name."""
    inner = {shape.name: shape for operation in of for shape in operation.shapes[1:]}
    return tuple(inner[name] for name in sorted(inner))


def refusals(of: Sequence[Operation]) -> tuple[tuple[str, str], ...]:
    """The refusals that every operation has."""
    first, *others = [operation.refusals for operation in of] or [()]
    return tuple(each for each in first if all(each in other for other in others))


def _operation(path: str, told: Schema, schemas: Schema) -> Operation:
    answers: Schema = told["responses"]
    answer = answers.get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        path=path,
        title=told.get("summary", path),
        words=told.get("description", ""),
        parameters=tuple(
            _field(one["name"], one["schema"], schemas, needed=one.get("required", False))
            for one in told.get("parameters", ())
        ),
        gives=_kind(answer, schemas),
        shapes=tuple(_shape(name, schemas) for name in dict.fromkeys(_names(answer, schemas))),
        refusals=tuple((status, one["description"]) for status, one in answers.items() if status != "200"),
    )


def _shape(name: str, schemas: Schema) -> Shape:
    fields = schemas[name].get("properties", {}).items()
    return Shape(name=name, fields=tuple(_field(key, value, schemas) for key, value in fields))


def _field(name: str, schema: Schema, schemas: Schema, *, needed: bool = False) -> Field:
    words = schema.get("description", "")
    if "default" in schema and schema["default"] not in (None, ""):
        words = f"{words} Default: {schema['default']}.".strip()
    return Field(name=name, kind=_kind(schema, schemas), needed=needed, words=words)


def _kind(schema: Schema, schemas: Schema) -> str:
    if "$ref" in schema:
        named = schemas[_name(schema)]
        return _kind(named, schemas) if "enum" in named else _name(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(one, schemas) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), schemas)}"
    if "enum" in schema:
        return " or ".join(str(value) for value in schema["enum"])
    return str(schema.get("format") or schema.get("type") or "anything")


def _names(schema: Schema, schemas: Schema) -> Iterator[str]:
    """Names of the objects that a schema is made of, outermost first; no name goes in circles in this interface."""
    if "$ref" in schema:
        fields = schemas[_name(schema)].get("properties", {})
        yield from (_name(schema),) if fields else ()
        for field in fields.values():
            yield from _names(field, schemas)
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _names(part, schemas)


def _name(schema: Schema) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]

"""Documents of at most 100 kB that are made to take long, or much memory, or more than the stack has."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

_HEAD: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}}
_BUDGET = 90_000


def _document(schemas: Any, paths: Any = None) -> bytes:
    used = {"schema": {"$ref": f"#/components/schemas/{list(schemas)[-1]}"}} if schemas else {}
    answers = {"200": {"description": "x", "content": {"application/json": used}}}
    default = {"/x": {"get": {"operationId": "x.get", "responses": answers}}}
    whole = {**_HEAD, "paths": default if paths is None else paths, "components": {"schemas": schemas}}
    return json.dumps(whole).encode()


def _ref(name: object) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/S{name}"}


def _chain(make: Callable[[int], Any], first: Any, chance: Random, most: int) -> bytes:
    """Each schema is made of the one before."""
    depth = chance.choice([20, 60, 300, most])
    return _document({f"S{number}": make(number) if number else first for number in range(depth)})


def _doubling(make: Callable[[dict[str, Any]], Any]) -> Callable[[Random], bytes]:
    """Each schema names the one before twice."""
    return lambda chance: _chain(lambda number: make(_ref(number - 1)), {"type": "object"}, chance, 1000)


def _nested(opening: bytes, closing: bytes) -> Callable[[Random], bytes]:
    def make(chance: Random) -> bytes:
        depth = chance.choice([100, 250, 300, 5000, _BUDGET // (len(opening) + len(closing))])
        return opening * depth + b"1" + closing * depth

    return make


def _nested_schema(wrap: Callable[[Any], Any]) -> Callable[[Random], bytes]:
    """Written in place, and no deeper than Python's own JSON writes."""

    def make(chance: Random) -> bytes:
        schema: Any = {"type": "string"}
        for _ in range(chance.choice([10, 60, 110, 200])):
            schema = wrap(schema)
        return _document({"S": schema})

    return make


def _laughs(chance: Random) -> bytes:
    rows = [b"a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    for number in range(1, chance.choice([4, 6, 9, 40])):
        listed = b",".join([b"*a%d" % (number - 1)] * 9)
        rows.append(b"a%d: &a%d [%b]" % (number, number, listed))
    rows.append(b"openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}")
    return b"\n".join(rows)


def _merged(chance: Random) -> bytes:
    rows = [b"a0: &a0 {k: v}"]
    rows += [b"a%d: &a%d {<<: [*a%d, *a%d], k%d: 1}" % (n, n, n - 1, n - 1, n) for n in range(1, 1000)]
    return b"\n".join([*rows, b"openapi: 3.1.0\npaths: {}"])


def _long_text(field: str) -> Callable[[Random], bytes]:
    """One value that a careless pattern takes quadratic time for."""

    def make(chance: Random) -> bytes:
        unit = chance.choice(
            ["a", " ", "\n", "\t ", "aA", "_", "{", "{a}", "*/", "`", "[](", "<a ", "#", "\\", "0", "é", "a-"]
        )
        text = (unit * _BUDGET)[: _BUDGET // (1 if unit.isascii() else 6)]
        node = {"type": "string", "title": "x", field: [text] if field in ("enum", "examples") else text}
        return _document({"S": {"type": "object", "properties": {"x": node}, "description": "x"}})

    return make


def _long_name(chance: Random) -> bytes:
    unit = chance.choice(["a", "aB", "_", "-", " ", "1", "é", ".", "A"])
    name = unit * (40_000 // len(json.dumps(unit)))
    place = chance.randrange(4)
    if place == 0:
        return _document({name: {"type": "object"}})
    if place == 1:
        return _document({"S": {"type": "object", "properties": {name: {"type": "string"}}}})
    operation = {"operationId": name if place == 2 else "x", "responses": {"200": {"description": "x"}}}
    return _document({}, {"/x" if place == 2 else f"/{name}": {"get": operation}})


def _colliding(chance: Random) -> bytes:
    """Many names that become one."""
    width = chance.choice([10, 12])
    names = (
        f"{number:0{width}b}".replace("0", "a-").replace("1", "a_") for number in range(2 ** (width - 1))
    )
    listed = list(names)[: _BUDGET // 60]
    if chance.random() < 0.5:
        return _document({name: {"type": "object", "title": "x"} for name in listed})
    return _document({"S": {"type": "object", "properties": {name: {"type": "string"} for name in listed}}})


def _many_operations(chance: Random) -> bytes:
    same = chance.random() < 0.5
    answers = {"204": {"description": "x"}}
    paths = {
        f"/{'{a}/' * (number % 5)}{number}": {
            "get": {"operationId": "x" if same else f"x.{number}", "responses": answers}
        }
        for number in range(900)
    }
    return _document({}, paths)


def _many_parameters(chance: Random) -> bytes:
    same = chance.random() < 0.5
    listed = [
        {"name": "x" if same else f"x{number}", "in": "query", "schema": {"type": "string"}}
        for number in range(1300)
    ]
    return _document({}, {"/x": {"get": {"parameters": listed, "responses": {"204": {"description": "x"}}}}})


def _wide(kind: str) -> Callable[[Random], bytes]:
    """One schema of many."""

    def make(chance: Random) -> bytes:
        amount = chance.choice([50, 400, 900])
        parts = {
            f"S{n}": {"type": "object", "properties": {f"p{n % 7}": {"type": "string"}}}
            for n in range(amount)
        }
        return _document({**parts, "All": {kind: [_ref(number) for number in range(amount)]}})

    return make


def _everybody_knows_everybody(chance: Random) -> bytes:
    amount = chance.choice([10, 30, 45])
    kind = chance.choice(["allOf", "oneOf", "anyOf", "properties"])
    all_of_them = [_ref(number) for number in range(amount)]
    shape = (
        {f"p{number}": each for number, each in enumerate(all_of_them)}
        if kind == "properties"
        else all_of_them
    )
    return _document({f"S{number}": {"type": "object", kind: shape} for number in range(amount)})


def _numbers(chance: Random) -> bytes:
    number = chance.choice(
        [
            "9" * 90_000,
            "1e" + "9" * 4000,
            "0." + "0" * 80_000 + "1",
            "-" * 9 + "1",
            "0o" + "7" * 9000,
            "0x" + "f" * 80_000,
        ]
    )
    place = chance.choice(
        ["minimum", "maxLength", "multipleOf", "default", "const", "maxItems", "minProperties"]
    )
    schema = f"{{type: number, {place}: {number}}}"
    head = "openapi: 3.1.0\ninfo: {title: x, version: '1'}\npaths: {}\n"
    return f"{head}components: {{schemas: {{S: {schema}}}}}".encode()


def _many_values(chance: Random) -> bytes:
    values: list[Any] = list(range(9000)) if chance.random() < 0.5 else [f"v-{n}" for n in range(6000)]
    return _document({"S": {"enum": values}})


BOMBS: dict[str, Callable[[Random], bytes]] = {
    "brackets": _nested(b"[", b"]"),
    "braces": _nested(b'{"a":', b"}"),
    "flow in flow": _nested(b"{? [", b"]}"),
    "block sequences": lambda chance: b"- " * chance.choice([100, 300, 45_000]) + b"x",
    "block mappings": lambda chance: b"\n".join(
        b" " * n + b"a:" for n in range(chance.choice([100, 300, 420]))
    ),
    "question marks": lambda chance: b"? " * chance.choice([100, 40_000]) + b"x",
    "unclosed": lambda chance: chance.choice([b"[", b"{a: ", b'"', b"- [", b"&a ", b"!x "]) * 20_000,
    "laughs": _laughs,
    "merged": _merged,
    "references": lambda chance: _chain(lambda number: _ref(number - 1), {"type": "string"}, chance, 1500),
    "references in a circle": lambda chance: _chain(lambda number: _ref(number - 1), _ref(19), chance, 1500),
    "all of, doubling": _doubling(lambda ref: {"allOf": [ref, ref]}),
    "one of, doubling": _doubling(lambda ref: {"oneOf": [ref, {"type": "array", "items": ref}]}),
    "any of, doubling": _doubling(lambda ref: {"anyOf": [ref, {"properties": {"a": ref}}]}),
    "properties, doubling": _doubling(lambda ref: {"type": "object", "properties": {"a": ref, "b": ref}}),
    "all of and properties": _doubling(
        lambda ref: {"allOf": [ref, {"properties": {"a": {"allOf": [ref, {"minProperties": 1}]}}}]}
    ),
    "one of in one of": _doubling(
        lambda ref: {"oneOf": [{"oneOf": [ref, {"type": "null"}]}, {"type": "string"}]}
    ),
    "arrays, nested": _nested_schema(lambda schema: {"type": "array", "items": schema}),
    "objects, nested": _nested_schema(lambda schema: {"type": "object", "properties": {"a": schema}}),
    "all of, nested": _nested_schema(lambda schema: {"allOf": [schema]}),
    "one of, nested": _nested_schema(lambda schema: {"oneOf": [schema, {"type": "integer"}]}),
    "not, nested": _nested_schema(lambda schema: {"not": schema}),
    **{
        f"a long {field}": _long_text(field)
        for field in ("description", "pattern", "title", "default", "format")
    },
    **{f"long {field}": _long_text(field) for field in ("enum", "examples", "const", "x-sdkgen-name")},
    "a long name": _long_name,
    "names that collide": _colliding,
    "many operations": _many_operations,
    "many parameters": _many_parameters,
    **{f"a wide {kind}": _wide(kind) for kind in ("allOf", "oneOf", "anyOf")},
    "everybody knows everybody": _everybody_knows_everybody,
    "numbers": _numbers,
    "many values": _many_values,
}

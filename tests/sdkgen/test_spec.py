"""Files are read as YAML 1.2 or JSON, and everything in them has a place."""

import json
from pathlib import Path
from typing import Any

import pytest

from sdkgen import pointer
from sdkgen.diagnostics import Diagnostics, StoppedError
from sdkgen.normalise import normalise
from sdkgen.spec import Bundle, Node
from sdkgen.yaml_text import read as read_yaml
from tests.sdkgen.support import FIXTURES, fixtures, line, read, title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("OFF", "OFF"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("12:30:45", "12:30:45"),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("18446744073709551616", 18446744073709551616),
        ("-7", -7),
        ("+7", 7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.", 1.0),
        ("1.2.3", "1.2.3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("=", "="),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, expected: Any) -> None:
    value = read_yaml(f"- {text}\n").data[0]
    assert value == expected
    assert type(value) is type(expected)


def test_keys_are_text() -> None:
    assert read_yaml("200: a\ntrue: b\nnull: c\n1.0: d\n").data == {
        "200": "a",
        "true": "b",
        "null": "c",
        "1.0": "d",
    }


def test_merged_keys_give_way_to_written_ones() -> None:
    text = "base: &base {a: 1, b: 2}\nuse: {<<: *base, b: 3}\nboth: {<<: [*base, {b: 4, c: 5}]}\n"
    data = read_yaml(text).data
    assert data["use"] == {"a": 1, "b": 3}
    assert data["both"] == {"a": 1, "b": 2, "c": 5}


@pytest.mark.parametrize("text", ["9" * 5000, "0o" + "7" * 5000, "0x" + "f" * 3600])
def test_an_integer_too_long_for_python_stays_text(text: str) -> None:
    assert read_yaml(f"- {text}").data == [text]


def test_the_longest_integers_can_be_written() -> None:
    assert json.dumps(read_yaml("- 0x" + "f" * 3497).data)


def test_a_file_cannot_have_a_name_of_any_length(tmp_path: Path) -> None:
    schemas = {"Long": {"$ref": "9" * 400}}
    data = {
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(data))
    diagnostics = Diagnostics()
    normalise(Bundle(path, diagnostics), diagnostics)
    assert [found.code for found in diagnostics] == ["SPEC001"]


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_every_entry_has_its_place(path: Path) -> None:
    bundle = Bundle(path, Diagnostics())
    lines = path.read_text(encoding="utf-8").split("\n")
    for node in _entries(bundle.root):
        place = node.place()
        text = lines[place.line - 1][place.column - 1 :]
        if text.startswith(("<<", "*", "{<<")):
            continue
        name = node.name
        assert text.startswith((name, json.dumps(name), f"'{name}'", '"')) or name.isdecimal(), (place, text)


def _entries(node: Node) -> list[Node]:
    children = [child for _, child in node.entries()] or node.elements()
    return [*children, *(deeper for child in children for deeper in _entries(child))]


def test_yaml_and_json_agree_on_places(tmp_path: Path) -> None:
    text = '{\n "openapi": "3.0.3",\n "paths": {"/a": {"get": [1, {"b\\u0041": 2}]}}\n}\n'
    places = []
    for name in ("document.json", "document.yaml"):
        (tmp_path / name).write_text(text)
        document = Bundle(tmp_path / name, Diagnostics()).entry
        pointers = ("", "/openapi", "/paths/~1a/get", "/paths/~1a/get/1", "/paths/~1a/get/1/bA", "/nowhere")
        places.append([(place.line, place.column) for place in map(document.place, pointers)])
    assert places[0] == places[1] == [(1, 1), (2, 2), (3, 19), (3, 30), (3, 31), (1, 1)]


@pytest.mark.parametrize("name", ["document.json", "document.yaml", "document.txt"])
def test_a_byte_order_mark_is_no_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"openapi": "3.0.3"}', encoding="utf-8-sig")
    assert Bundle(tmp_path / name, Diagnostics()).root.value == {"openapi": "3.0.3"}


def test_files_may_refer_to_each_other() -> None:
    bundle = Bundle(FIXTURES / "files" / "openapi.yaml", Diagnostics())
    start = bundle.root.get("paths")
    assert start is not None
    item = bundle.follow(start.get("/users/{id}"))
    assert item is not None
    assert item.key == ("paths.yaml", "/user")
    assert [document.key for document in bundle.documents] == ["openapi.yaml", "paths.yaml"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "error SPEC001 openapi.yaml:0:0 : openapi.yaml cannot be read: no such file or directory"),
        (b"\xff\xfe", "error SPEC002 openapi.yaml:0:0 : openapi.yaml is not UTF-8 at byte 0"),
        (b"a: \x01", "error SPEC003 openapi.yaml:1:1 : the character U+0001 is not allowed"),
        (b"[" * 300, "error SPEC008 openapi.yaml:1:257 : nested more than 256 levels deep"),
    ],
)
def test_what_cannot_be_read_stops_the_run(tmp_path: Path, content: bytes | None, expected: str) -> None:
    path = tmp_path / "openapi.yaml"
    if content is not None:
        path.write_bytes(content)
    diagnostics = Diagnostics()
    with pytest.raises(StoppedError):
        Bundle(path, diagnostics)
    assert [line(found, tmp_path) for found in diagnostics] == [expected]


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    with pytest.raises(StoppedError):
        Bundle(tmp_path, diagnostics)
    assert [found.code for found in diagnostics] == ["SPEC001"]


@pytest.mark.parametrize("depth", [300, 5000, 200_000])
def test_deep_json_is_refused(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * depth + "]" * depth)
    diagnostics = Diagnostics()
    with pytest.raises(StoppedError):
        Bundle(path, diagnostics)
    assert [found.code for found in diagnostics] == ["SPEC008"]


def test_half_a_character_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_text(r'{"lone": "\ud83d", "pair": "\ud83d\ude80", "plain": "\\ud83d"}')
    value = Bundle(path, Diagnostics()).root.value
    assert value == {"lone": "\ufffd", "pair": "\U0001f680", "plain": "\\ud83d"}


@pytest.mark.parametrize("token", ["plain", "a/b", "a~b", "~1", "", "~0/~1"])
def test_pointers_escape_and_split(token: str) -> None:
    assert pointer.split(f"/{pointer.escape(token)}/x") == [token, "x"]


def test_fragments_may_be_percent_encoded() -> None:
    assert pointer.from_fragment("/paths/~1users~1%7Bid%7D") == "/paths/~1users~1{id}"


def test_a_misspelt_reference_is_told_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"
        "components: {schemas: {Item: {type: string}, Box: {$ref: '#/components/schemas/Itme'}}}\n"
    )
    _, diagnostics = read(path)
    assert [found.message for found in diagnostics] == [
        "#/components/schemas/Itme does not exist; did you mean 'Item'?"
    ]

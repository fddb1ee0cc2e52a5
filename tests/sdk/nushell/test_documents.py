"""Documents that ask more of Nushell than ours does."""

import json
from pathlib import Path
from typing import Any

import pytest

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import generate
from sdkgen.languages import load, templates
from sdkgen.run import Run
from tests.sdk.nushell.support import nu, stub, write
from tests.sdkgen.support import FIXTURES

OK: dict[str, Any] = {"200": {"description": "Fine.", "content": {"application/json": {"schema": {}}}}}
NAMES = ("input", "options", "fields", "in", "env", "it", "nu", "client", "body", "headers", "all")


def document(folder: Path, paths: dict[str, Any]) -> Path:
    """A document with these paths."""
    file = folder / "api.json"
    file.write_text(
        json.dumps({"openapi": "3.1.0", "info": {"title": "Odd", "version": "1"}, "paths": paths})
    )
    return file


def body(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {"required": True, "content": {media_type: {"schema": schema}}}


def operation(name: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "tags": ["odd"], "responses": OK, **more}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    members = {
        "type": "object",
        "required": list(NAMES),
        "properties": {name: {"type": "string"} for name in NAMES},
    }
    pet = {
        "oneOf": [
            {
                "type": "object",
                "required": ["kind", "age"],
                "properties": {"kind": {"const": "cat"}, "age": {"type": "integer", "minimum": 3}},
            },
            {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}}},
        ]
    }
    paths = {
        "/names": {"post": operation("names", requestBody=body(members))},
        "/pets": {
            "post": operation(
                "pets",
                requestBody=body(
                    {
                        "type": "object",
                        "required": ["pets"],
                        "properties": {"pets": {"type": "array", "minItems": 1, "items": pet}},
                    }
                ),
            )
        },
        "/else": {"get": operation("elsewhere", servers=[{"url": "https://other.example.com"}])},
        "/bytes": {
            "put": operation(
                "bytes", requestBody=body({"type": "string", "format": "binary"}, "application/octet-stream")
            )
        },
        "/wrong": {
            "get": operation(
                "wrong",
                parameters=[
                    {
                        "name": "n",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "integer"},
                        "example": "many",
                    }
                ],
            )
        },
        "/reading": {"get": operation("reading", requestBody=body({"type": "object"}))},
        "/trace": {"trace": operation("trace")},
    }
    return write(folder / "out", document(folder, paths), name="odd")


def test_it_is_clean(odd: Path) -> None:
    done = nu(odd, "scripts/check.nu")
    assert done.returncode == 0, done.stdout


def test_every_example_is_accepted(odd: Path) -> None:
    with stub(lambda _: (200, {})) as service:
        done = nu(odd, "scripts/test-all.nu", "--json", "--only", "", ODD_BASE_URL=service.url)
    assert done.returncode == 0, done.stderr
    assert {row["operation"] for row in json.loads(done.stdout)} == {
        "names",
        "pets",
        "bytes",
        "wrong",
        "reading",
    }
    sent = {path: content for _, path, content in service.seen}
    assert json.loads(sent["/names"]) == dict.fromkeys(NAMES, "...")
    assert json.loads(sent["/pets"]) == {"pets": [{"kind": "cat", "age": 3}]}
    assert "1 operations are at servers of their own, and were not tried" in done.stderr
    assert (sent["/bytes"], sent["/reading"]) == (b"\x00\xff", b"")


def test_what_cannot_be_sent_is_refused(odd: Path) -> None:
    script = "use odd; try { odd odd trace } catch {|caught| odd problem $caught | to json --raw }"
    told = json.loads(nu(odd, "--commands", script, ODD_BASE_URL="http://127.0.0.1:1").stdout)
    assert told["kind"] == "input"


def test_what_is_lost_is_reported_at_its_place(tmp_path: Path) -> None:
    events = {
        "200": {"description": "Fine.", "content": {"text/event-stream": {"schema": {"type": "object"}}}}
    }
    paths = {
        "/events": {"get": operation("events") | {"responses": events}},
        "/reading": {"get": operation("reading", requestBody=body({"type": "object"}))},
        "/trace": {"trace": operation("trace")},
    }
    diagnostics = Diagnostics()
    config = Config(name="odd")
    generate(
        Run(
            document(tmp_path, paths), tmp_path / "out", config, [load("nushell")], [templates()], diagnostics
        )
    )
    found = {
        each.code: each.place.pointer for each in diagnostics if each.place and each.code.startswith("NUSH")
    }
    assert found == {
        "NUSH001": "/paths/~1events/get",
        "NUSH002": "/paths/~1reading/get",
        "NUSH003": "/paths/~1trace/trace",
    }


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hooks"), FIXTURES / "webhooks_only.yaml", name="odd")


def test_the_body_of_a_webhook_becomes_a_record(hooks: Path) -> None:
    body = '\'{"id": "7", "total": 5}\''
    for given in (body, f"{body} | encode utf-8", "{id: '7', total: 5}"):
        done = nu(hooks, "--commands", f"use odd; {given} | odd webhook order.paid | to json --raw")
        assert json.loads(done.stdout) == {"id": "7", "total": 5}, done.stderr


@pytest.mark.parametrize(
    ("given", "name", "told"),
    [
        ("'{\"total\": 5}'", "order.paid", "body lacks id"),
        ("'[]'", "order.paid", "body lacks id"),
        ("{id: 7}", "order.paid", "body/id must be text, not int"),
        ("'{'", "order.paid", "it is not JSON"),
        ("0x[ff]", "order.paid", "it is not JSON"),
        ("{}", "order.gone", "There are: order.paid, order.lost."),
    ],
)
def test_another_body_is_refused(hooks: Path, given: str, name: str, told: str) -> None:
    done = nu(hooks, "--commands", f"use odd; {given} | odd webhook {name}")
    assert done.returncode == 1
    assert told in " ".join(done.stderr.replace("|", " ").split())


def test_names_of_webhooks_complete(hooks: Path) -> None:
    done = nu(hooks, "--commands", "use odd; 'odd webhook ' | commandline complete | sort | to json --raw")
    assert json.loads(done.stdout) == ["order.lost", "order.paid"], done.stderr


def test_only_a_service_with_webhooks_has_a_command_for_them(odd: Path) -> None:
    assert not list(odd.rglob("webhooks*"))


def many(folder: Path, count: int) -> Path:
    """The package of a document with one large group, whose commands all take the id of a thing."""
    paths = {
        "/things": {"get": operation("list_things", responses=LISTED)},
        **{f"/things/{{id}}/x{n}": {"get": operation(f"get{n}", parameters=[ID])} for n in range(count)},
    }
    folder.mkdir()
    return write(folder / "out", document(folder, paths), name="odd")


ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
THINGS = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}
    },
}
LISTED = {"200": {"description": "Fine.", "content": {"application/json": {"schema": THINGS}}}}


def test_a_large_group_is_in_several_files_and_looks_like_one(tmp_path: Path) -> None:
    large, larger = many(tmp_path / "large", 150), many(tmp_path / "larger", 155)
    files = sorted(large.glob("odd/odd/*/mod.nu"))
    assert len(files) > 1
    for file in large.glob("odd/**/*.*"):
        assert file.read_text().count("\n") < 5000
    for file in files:
        before, after = (where.read_text() for where in (file, larger / file.relative_to(large)))
        commands = [line for line in before.splitlines() if line.startswith("export def")]
        assert all(command in after for command in commands)
    listing = "use odd; scope commands | where name starts-with 'odd odd get' | length"
    assert nu(large, "--commands", listing).stdout.strip() == "150"
    assert nu(large, "scripts/check.nu").returncode == 0
    with stub(lambda _: (200, {"items": [{"id": "a"}, {"id": "b"}]})) as service:
        for number in (1, 2, 3, 4):
            script = f"use odd; 'odd odd get{number} ' | commandline complete | to json --raw"
            done = nu(large, "--commands", script, ODD_BASE_URL=service.url)
            assert json.loads(done.stdout) == ["a", "b"], done.stderr

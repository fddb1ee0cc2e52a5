"""One bad operation costs that operation; nothing that is generated is hollow, and what is lost is listed."""

import json
from pathlib import Path

import pytest

from sdkgen.config import NO_CONFIG
from sdkgen.diagnostics import Diagnostics
from sdkgen.generate import read
from tests.sdkgen.conftest import Command
from tests.sdkgen.support import FIXTURES, HERE, NEGATIVE

FAULTY = HERE / "faulty" / "openapi.yaml"
TARGET = ("--out", "clients", "--name", "acme")
COSTS = {
    ("SPEC006", "/paths/~1missing/parameters/0"): ["GET /missing", "PUT /missing"],
    ("SPEC011", "/components/schemas/Bad/properties/a"): ["GET /deep", "the schema Bad", "the schema Uses"],
    ("SPEC011", "/components/schemas/Cat/allOf/1/properties/lives"): [
        "GET /animal",
        "the schema Animal",
        "the schema Cat",
    ],
    ("SPEC011", "/paths/~1null/get"): ["GET /null"],
    ("SPEC011", "/paths/~1null/post/parameters"): ["POST /null"],
    ("SPEC011", "/paths/~1body/post/requestBody/content"): ["POST /body"],
    ("SPEC011", "/paths/~1answer/get/responses/200"): ["GET /answer"],
    ("SPEC005", "/paths/~1remote/get/responses/200"): ["GET /remote"],
    ("OPER010", "/paths/no"): ["GET no"],
    ("OPER007", "/item/put/parameters/0"): ["PUT /other"],
    ("SPEC001", "/paths/~1gone"): ["the path /gone"],
    ("SPEC001", "/paths/~1broken/get/responses/200"): ["GET /broken"],
    ("SPEC001", "/paths/~1broken-too/get/responses/200"): ["GET /broken-too"],
    ("SPEC003", ""): [],
}


def test_each_error_costs_what_leads_to_it() -> None:
    diagnostics = Diagnostics()
    api, _ = read(FAULTY, NO_CONFIG, diagnostics, keep_going=True)
    lost = {
        (each.code, each.place.pointer if each.place else ""): [str(lost) for lost in each.left_out]
        for each in diagnostics
        if each.severity == "warning"
    }
    assert lost == COSTS
    assert {f"{each.method} {each.path}" for each in api.operations} == {
        "GET /good",
        "POST /deep",
        "GET /other",
    }
    assert set(api.types) == {"Good"}


def test_a_document_of_somebody_is_generated_without_it(command: Command) -> None:
    result = command("generate", FAULTY, *TARGET)
    assert result.exit_code == 0
    assert "  Left out: GET /deep, the schema Bad, the schema Uses. Use the type that " in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "left out of the clients: 13 operations, 1 path, 4 schemas; with --strict, the run stops instead"
    )
    assert command("check", FAULTY, *TARGET).exit_code == 0
    assert command("check", FAULTY, *TARGET, "--strict").exit_code == 1


def test_strict_stops(command: Command) -> None:
    result = command("generate", FAULTY, *TARGET, "--strict")
    assert result.exit_code == 1
    assert "error SPEC006: #/components/parameters/Missing does not exist" in result.stderr
    assert not Path("clients").exists()


def test_a_configured_document_is_strict_unless_stated(command: Command) -> None:
    settings = f'[tool.sdkgen]\nspec = "{FAULTY}"\nout = "clients"\nname = "acme"\n'
    Path("pyproject.toml").write_text(settings)
    assert command("generate").exit_code == 1
    assert command("generate", "--keep-going").exit_code == 0
    assert command("lint", FAULTY).exit_code == 1, "lint finds what generate forgives"


@pytest.mark.parametrize("name", ["dangling_reference", "all_of_circle", "remote_reference", "two_documents"])
def test_nothing_is_generated_where_nothing_would_be_left(command: Command, name: str) -> None:
    assert command("generate", NEGATIVE / f"{name}.yaml", *TARGET).exit_code == 1
    assert not Path("clients").exists()


def test_what_belongs_to_no_operation_stops_the_run(command: Command) -> None:
    text = (FIXTURES / "security.yaml").read_text()
    assert text.count("  securitySchemes:\n") == 1
    broken = "  securitySchemes:\n    lost: {$ref: '#/nowhere'}\n"
    Path("openapi.yaml").write_text(text.replace("  securitySchemes:\n", broken))
    result = command("generate", "openapi.yaml", *TARGET)
    assert result.exit_code == 1
    assert "error SPEC006" in result.stderr


def test_programs_read_what_is_left_out(command: Command) -> None:
    found = json.loads(command("check", FAULTY, *TARGET, "--json").stdout)["diagnostics"]
    (missing,) = (each for each in found if each["code"] == "SPEC006")
    assert missing["left_out"] == [
        {"kind": "operation", "name": "GET /missing"},
        {"kind": "operation", "name": "PUT /missing"},
    ]


def test_long_lists_are_folded(command: Command) -> None:
    operation = {"parameters": [{"$ref": "#/nowhere"}], "responses": {"204": {"description": "Fine."}}}
    good = {"get": {"operationId": "good", "responses": {"204": {"description": "Fine."}}}}
    paths = {f"/p{number:02}": {"get": {"$ref": "#/x-bad"}} for number in range(12)}
    head = {"openapi": "3.1.0", "info": {"title": "Many", "version": "1"}, "x-bad": operation}
    Path("many.json").write_text(json.dumps({**head, "paths": {**paths, "/good": good}}))
    shown = command("generate", "many.json", *TARGET).stderr
    assert "GET /p07 and 4 more (--all lists them)." in shown
    assert "GET /p11. " in command("generate", "many.json", *TARGET, "--all").stderr

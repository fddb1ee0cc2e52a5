"""What is called how: nothing that is added to a document renames what only the package has."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.languages.typescript import LANGUAGE
from sdkgen.languages.typescript.naming import OwnNames, own_names
from sdkgen.name_table import NameTable
from tests.sdkgen.support import api_of

Json = dict[str, Any]

_LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}


def _answer(schema: Json, status: str = "200") -> Json:
    return {status: {"description": "x", "content": {"application/json": {"schema": schema}}}}


def _document() -> Json:
    problem = {
        "type": "object",
        "required": ["code"],
        "properties": {"code": {"type": "string", "enum": ["not_found", "transport"]}},
    }
    answers = _answer({"type": "string"}) | _answer({"$ref": "#/components/schemas/Problem"}, "404")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": {
            "/things": {"get": {"operationId": "things.list", "parameters": [_LIMIT], "responses": answers}}
        },
        "components": {"schemas": {"Problem": problem}},
    }


def _names(document: Json, folder: Path) -> tuple[NameTable, OwnNames]:
    path = folder / "openapi.yaml"
    path.write_text(yaml.safe_dump(document))
    api, config = api_of(path), Config(name="acme")
    name_table = LANGUAGE.name_table(api, config, Diagnostics())
    return name_table, own_names(api, name_table, Diagnostics())


def test_what_is_of_ours_has_endings_of_its_own(tmp_path: Path) -> None:
    _, own = _names(_document(), tmp_path)
    assert own.functions == {"things.list": "thingsList"}
    assert own.options == {"things.list": "ThingsListCallOptions"}
    assert own.classes == {"things": "ThingsApi"}
    assert own.problems == {"not_found": "NotFoundError", "transport": "TransportCodeError"}


@pytest.mark.parametrize(
    "name",
    ["ThingsListCallOptions", "ThingsApi", "NotFoundError", "TransportCodeError", "AcmeClientCredentials"],
)
def test_a_schema_that_is_added_renames_nothing(name: str, tmp_path: Path) -> None:
    before = _names(_document(), tmp_path)
    document = _document()
    document["components"]["schemas"][name] = {"type": "object", "properties": {"a": {"type": "string"}}}
    name_table, own = _names(document, tmp_path)
    assert name_table.types.pop(name) == f"{name}Model"  # type: ignore[attr-defined]
    assert (name_table.types, own) == (before[0].types, before[1])


@pytest.mark.parametrize(
    "name", ["things.list_call_options", "things.list_as_stream", "api.things", "bearer"]
)
def test_an_operation_that_is_added_renames_nothing(name: str, tmp_path: Path) -> None:
    before = _names(_document(), tmp_path)[1]
    document = _document()
    document["paths"]["/more"] = {"get": {"operationId": name, "responses": _answer({"type": "string"})}}
    own = _names(document, tmp_path)[1]
    assert own.functions | before.functions == own.functions
    assert own.options | before.options == own.options
    assert own.classes | before.classes == own.classes
    values = [*own.functions.values(), *own.options.values(), *own.classes.values(), *own.problems.values()]
    assert len(set(values)) == len(values)
    assert not {name for name in own.functions.values() if name.endswith("AsStream")}

"""The document agrees with itself and with the closed lists of the code."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator

from gatehouse.app import OPENAPI
from gatehouse.contract.document import Json
from gatehouse.contract.schemas import Validator
from gatehouse.core.errors import STATUS_OF, title_of
from gatehouse.core.permissions import PERMISSIONS
from tests.support.service import DOCUMENT

RAW = DOCUMENT.raw
SCHEMAS = RAW["components"]["schemas"]


def examples() -> Iterator[tuple[str, Json, Any]]:
    """Where an example is, the schema that it illustrates, and the example itself."""
    yield from _media_examples(RAW["paths"], "")
    yield from _media_examples(RAW["components"]["responses"], "/components/responses")
    for name, node in (*RAW["components"]["parameters"].items(), *RAW["components"]["headers"].items()):
        if "example" in node:
            yield name, node["schema"], node["example"]


def _media_examples(node: Any, where: str) -> Iterator[tuple[str, Json, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _media_examples(item, where)
    elif isinstance(node, dict):
        if "schema" in node and "in" not in node:
            yield from _examples_of(node, where)
        for key, value in node.items():
            if key not in ("example", "examples"):
                yield from _media_examples(value, f"{where}/{key}")


def _examples_of(media: Json, where: str) -> Iterator[tuple[str, Json, Any]]:
    if "example" in media:
        yield f"{where}/example", media["schema"], media["example"]
    for name, example in media.get("examples", {}).items():
        yield f"{where}/{name}", media["schema"], DOCUMENT.resolve(example)["value"]


EXAMPLES = list(examples())


def test_it_is_valid_openapi():
    OpenAPIV30SpecValidator(RAW).validate()


def test_no_key_is_written_twice():
    """YAML parsers keep the last one and say nothing."""
    assert list(_repeated_keys(yaml.compose(OPENAPI.read_text("utf-8"), Loader=yaml.CSafeLoader))) == []


def _repeated_keys(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
    elif isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (f"{key} (line {node.start_mark.line})" for key in set(keys) if keys.count(key) > 1)
        for _, value in node.value:
            yield from _repeated_keys(value)


@pytest.mark.parametrize(
    ("schema", "example"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES]
)
def test_every_example_fits_its_schema(schema, example):
    assert Validator(DOCUMENT, schema).errors(example) == []


def test_there_are_examples_of_everything():
    assert len(EXAMPLES) > len(DOCUMENT.operations)


class TestProblemCodes:
    def test_they_are_those_of_the_registry(self):
        assert sorted(SCHEMAS["ProblemCode"]["enum"]) == sorted(STATUS_OF)

    def test_each_belongs_to_the_status_that_the_document_says(self):
        described = {
            code: int(status)
            for status, codes in re.findall(r"^- (\d{3}): (.*(?:\n  .*)*)", _description(), re.MULTILINE)
            for code in re.findall(r"`(\w+)`", codes)
        }
        assert described == STATUS_OF

    @pytest.mark.parametrize("name", RAW["components"]["responses"])
    def test_the_examples_of_a_response_are_of_its_status(self, name):
        media = RAW["components"]["responses"][name].get("content", {}).get("application/problem+json", {})
        used = {
            int(status)
            for item in RAW["paths"].values()
            for operation in item.values()
            if isinstance(operation, dict)
            for status, response in operation["responses"].items()
            if response.get("$ref", "").endswith(f"/{name}")
        }
        for code, example in media.get("examples", {}).items():
            value = DOCUMENT.resolve(example)["value"]
            assert {value["status"]} == used
            assert STATUS_OF[value["code"]] == value["status"]
            assert (code, value["type"]) == (value["code"], f"urn:gatehouse:problem:{value['code']}")


def _description() -> str:
    text: str = SCHEMAS["ProblemCode"]["description"]
    return text


class TestPermissions:
    def test_the_pattern_knows_the_closed_list(self):
        pattern = re.compile(SCHEMAS["Permission"]["pattern"])
        others = {"users:assign", "roles:delete", "audit:write", "billing:read"}
        assert {name for name in {*PERMISSIONS, *others} if pattern.match(name)} == PERMISSIONS.keys()

    def test_the_scopes_are_the_closed_list(self):
        flows = RAW["components"]["securitySchemes"]["oauth2"]["flows"]
        assert flows.keys() == {"password", "clientCredentials"}
        assert all(flow["scopes"].keys() == PERMISSIONS.keys() for flow in flows.values())

    def test_each_is_needed_by_some_operation(self):
        needed = {operation.permission for operation in DOCUMENT.operations if operation.permission}
        assert needed == PERMISSIONS.keys()


def test_examples_of_problems_are_what_the_service_says():
    shown = [example for _, _, example in EXAMPLES if isinstance(example, dict) and "request_id" in example]
    assert shown
    for example in shown:
        assert example["title"] == title_of(example["code"])
        assert example["status"] == STATUS_OF[example["code"]]
        assert example["type"].endswith(f":{example['code']}")


def test_the_example_of_the_permissions_is_the_list():
    operation = RAW["paths"]["/admin/permissions"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    own = [item for item in example["items"] if item["client_id"] is None]
    assert {item["name"]: item["description"] for item in own} == PERMISSIONS

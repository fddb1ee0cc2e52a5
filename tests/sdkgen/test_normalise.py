"""What the goldens cannot show: that names hold still, that nothing is lost, and that order is kept."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from sdkgen.config import AuthConfig, Config
from sdkgen.ir import Const, Object, PageStyle, Ref, Role, Union
from sdkgen.ir.walk import members, references
from tests.sdkgen.support import FIXTURES, api_of, api_with, fixtures, read, title

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def written(data: Any, folder: Path, name: str = "openapi.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", [path for path in fixtures() if path.parent == FIXTURES], ids=title)
def test_every_operation_is_kept(path: Path) -> None:
    items = yaml.safe_load(path.read_text(encoding="utf-8")).get("paths", {}).values()
    expected = sum(len(METHODS & set(item)) for item in items if "$ref" not in item)
    referred = sum("$ref" in item for item in items)
    assert len(api_of(path).operations) == expected + referred


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_every_reference_leads_somewhere(path: Path) -> None:
    api = api_of(path)
    found = {ref.id for named in api.types.values() for type_ in members(named) for ref in references(type_)}
    for operation in api.operations:
        types = [parameter.type for parameter in operation.parameters]
        types += [content.type for answer in operation.answers for content in answer.contents if content.type]
        found |= {ref.id for type_ in types for ref in references(type_)}
    assert found <= set(api.types)
    assert all(id_ == named.id for id_, named in api.types.items())


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_the_text_beyond_the_document_does_not_matter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absolute = api_of(path)
    monkeypatch.chdir(path.parent)
    assert api_of(Path(path.name)) == absolute


def test_adding_a_schema_or_an_operation_renames_nothing(tmp_path: Path) -> None:
    data = yaml.safe_load((FIXTURES / "inline.yaml").read_text(encoding="utf-8"))
    before = api_of(written(data, tmp_path))
    more = copy.deepcopy(data)
    more["components"]["schemas"] = {
        "orders_list_response_item": {"type": "object", "properties": {"a": {"type": "string"}}},
        **more["components"]["schemas"],
        "customer": {"type": "object", "properties": {"b": {"type": "string"}}},
    }
    operation = {"operationId": "list", "tags": ["orders"], "responses": {"204": {"description": "Fine."}}}
    more["paths"] = {"/first": {"get": operation}, **more["paths"], "/orders/{id}": {"get": {**operation}}}
    after, _ = read(written(more, tmp_path))
    assert after is not None
    assert {id_: named.name for id_, named in before.types.items()}.items() <= {
        id_: named.name for id_, named in after.types.items()
    }.items()
    assert {(op.id, op.group, op.name) for op in before.operations} <= {
        (op.id, op.group, op.name) for op in after.operations
    }


def test_adding_an_arm_or_a_parameter_moves_no_id(tmp_path: Path) -> None:
    data = yaml.safe_load((FIXTURES / "inline.yaml").read_text(encoding="utf-8"))
    before = api_of(written(data, tmp_path))
    data["paths"]["/orders"]["get"]["parameters"].insert(
        0, {"name": "q", "in": "query", "schema": {"type": "string"}}
    )
    answer = data["paths"]["/orders"]["post"]["responses"]["201"]["content"]["application/json"]["schema"]
    answer["oneOf"].insert(0, {"title": "New", "type": "object", "required": ["x"], "properties": {"x": {}}})
    after = api_of(written(data, tmp_path))
    assert set(before.types) < set(after.types)


def test_types_that_only_refer_share_one_declaration() -> None:
    api = api_of(FIXTURES / "all_of.yaml")
    pet = api.types["Pet"]
    assert isinstance(pet, Object)
    friend = next(field for field in pet.fields if field.wire == "best_friend")
    assert friend.type == Ref("NewPet")
    assert friend.docs.description == "One reference with a description is that reference."


def test_boxes_are_where_values_would_contain_themselves_and_nowhere_else() -> None:
    api = api_of(FIXTURES / "recursion.yaml")
    boxed = {
        (named.id, ref.id)
        for named in api.types.values()
        for t in members(named)
        for ref in references(t)
        if ref.boxed
    }
    assert boxed == {
        ("Chain", "Chain"),
        ("Egg", "Hen"),
        ("Hen", "Egg"),
        ("Expression", "Sum"),
        ("Sum", "Expression"),
        ("Folder", "Folder/properties/inside"),
        ("Folder/properties/inside", "Folder"),
    }


def test_equal_values_of_different_types_are_different_constants(tmp_path: Path) -> None:
    text = """
openapi: 3.1.0
info: {title: Equal values, version: "1"}
paths: {}
components: {schemas: {Mixed: {enum: [1, true, "1"]}}}
"""
    api, _ = api_with(text, tmp_path, Config())
    mixed = api.types["Mixed"]
    assert isinstance(mixed, Union)
    assert [(arm.type.value, arm.type.kind) for arm in mixed.arms if isinstance(arm.type, Const)] == [
        (1, "integer"),
        (True, "boolean"),
        ("1", "string"),
    ]


def test_a_long_chain_of_references_is_no_problem(tmp_path: Path) -> None:
    count = 3000
    schemas = {
        f"S{n}": {"type": "object", "properties": {"next": {"$ref": f"#/components/schemas/S{n + 1}"}}}
        for n in range(count)
    }
    data = {
        "openapi": "3.0.3",
        "info": {"title": "Chain", "version": "1"},
        "paths": {},
        "components": {"schemas": {**schemas, f"S{count}": {"type": "string"}}},
    }
    assert len(api_of(written(data, tmp_path)).types) == count + 1


def test_choices_that_all_lead_to_each_other_come_to_an_end(tmp_path: Path) -> None:
    names = [f"Choice{number}" for number in range(25)]
    everything = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    document = {
        "openapi": "3.0.3",
        "info": {"title": "choices", "version": "1"},
        "paths": {},
        "components": {"schemas": {name: {"oneOf": everything} for name in names}},
    }
    assert len(api_of(written(document, tmp_path)).types) == len(names)


def test_what_came_by_many_ways_counts_once(tmp_path: Path) -> None:
    def schema(number: int) -> dict[str, Any]:
        below = {"$ref": f"#/components/schemas/S{number - 1}"}
        return {"allOf": [below, {"properties": {"a": {"allOf": [below, {"minProperties": 1}]}}}]}

    document = {
        "openapi": "3.1.0",
        "info": {"title": "doubling", "version": "1"},
        "paths": {},
        "components": {"schemas": {"S0": {"type": "object"}} | {f"S{n}": schema(n) for n in range(1, 31)}},
    }
    assert len(api_of(written(document, tmp_path)).types) == 1 + 30 * 31 // 2


def test_the_configuration_says_what_the_document_cannot(tmp_path: Path) -> None:
    text = (FIXTURES / "pagination.yaml").read_text(encoding="utf-8")
    config = Config(
        pagination={
            "pages.cursor": False,
            "pages.doubtful": {"style": "page", "items": "items", "parameter": "page"},
            "pages.missing": False,
        },
        auth=AuthConfig(login="pages.after", refresh="nowhere"),
        retryable={"pages.link": False, "pages.stated": True},
        names={"Item": "entry", "pages.offset": "by number"},
    )
    api, diagnostics = api_with(text, tmp_path, config)
    operations = {operation.id: operation for operation in api.operations}
    assert operations["pages.cursor"].facts.pagination is None
    stated = operations["pages.doubtful"].facts.pagination
    assert stated is not None
    assert (stated.style, stated.items, stated.item_type) == (PageStyle.PAGE, ("items",), Ref("Item"))
    assert operations["pages.after"].facts.role is Role.LOGIN
    assert not operations["pages.link"].facts.is_retryable
    assert operations["pages.stated"].facts.is_retryable
    assert api.types["Item"].name == "entry"
    assert operations["pages.offset"].name == "by number"
    assert [found.message for found in diagnostics if found.code == "CONF006"] == [
        "pagination refers to 'pages.missing', which is not in the document",
        "auth refers to 'nowhere', which is not in the document",
    ]


def test_codes_of_problems_know_their_statuses() -> None:
    problems = api_of(FIXTURES / "problems.yaml").problems
    assert problems is not None
    assert (problems.type, problems.code_field) == ("Problem", "code")
    assert {code.value: code.statuses for code in problems.codes} == {
        "not_found": ("404",),
        "shop_gone": ("404",),
        "sold_out": ("409",),
        "invalid": ("422",),
        "undocumented": (),
    }


def test_roles_make_the_way_to_credentials() -> None:
    auth = api_of(FIXTURES / "auth.yaml").auth
    assert (auth.login, auth.refresh, auth.logout, auth.keys) == (
        "auth.login",
        "auth.refresh",
        "auth.logout",
        "auth.keys",
    )
    assert (auth.access_token, auth.refresh_token, auth.expires_in) == (
        "access_token",
        "refresh_token",
        "expires_in",
    )

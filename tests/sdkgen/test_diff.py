"""What a change to the document means to those who use the clients, language by language."""

import copy
from pathlib import Path

import pytest

from sdkgen.changes import Level
from sdkgen.config import NO_CONFIG
from sdkgen.diff import changelog
from tests.sdkgen.fake.languages.fake import Fake
from tests.sdkgen.shop import BASE, Change, Loose, compared, field, operation, parsed, schema
from tests.sdkgen.support import api_of, fixtures, title

BREAKING, ADDITIVE, NONE = Level.BREAKING, Level.ADDITIVE, Level.NONE

CASES: dict[str, tuple[Change, Level, str]] = {
    "nothing": (lambda _: None, NONE, ""),
    "documentation": (lambda d: schema(d, "Order").update(description="New."), NONE, ""),
    # Requests
    "a new optional member": (
        lambda d: field(d, "NewOrder", "gift", {"type": "boolean"}),
        ADDITIVE,
        "NewOrder.gift is a new optional field",
    ),
    "a new required member": (
        lambda d: (
            field(d, "NewOrder", "gift", {"type": "boolean"}),
            schema(d, "NewOrder").update(required=["sku", "gift"]),
        ),
        BREAKING,
        "NewOrder.gift is a new required field",
    ),
    "a member that becomes required": (
        lambda d: schema(d, "NewOrder")["required"].append("note"),
        BREAKING,
        "NewOrder.note is now required",
    ),
    "a member of a request that goes": (
        lambda d: schema(d, "NewOrder")["properties"].pop("note"),
        BREAKING,
        "NewOrder.note was removed",
    ),
    "a member of a request that takes anything": (
        lambda d: field(d, "NewOrder", "note", {}),
        ADDITIVE,
        "NewOrder.note changed from string to any",
    ),
    "a member of a request of another type": (
        lambda d: field(d, "NewOrder", "note", {"type": "integer"}),
        BREAKING,
        "NewOrder.note changed from string to integer",
    ),
    "a new optional parameter": (
        lambda d: operation(d, "get")["parameters"].append(
            {"name": "q", "in": "query", "schema": {"type": "string"}}
        ),
        ADDITIVE,
        "orders.list, query:q is a new optional parameter",
    ),
    "a new required parameter": (
        lambda d: operation(d, "get")["parameters"].append(
            {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}
        ),
        BREAKING,
        "orders.list, query:q is a new required parameter",
    ),
    "a parameter that goes": (
        lambda d: operation(d, "get")["parameters"].pop(0),
        BREAKING,
        "orders.list, query:state was removed",
    ),
    "a parameter written differently": (
        lambda d: operation(d, "get")["parameters"][0].update(explode=False),
        BREAKING,
        "orders.list, query:state is serialised differently",
    ),
    "a body that goes": (
        lambda d: operation(d, "post").pop("requestBody"),
        BREAKING,
        "orders.create, body was removed",
    ),
    "a new optional body": (
        lambda d: operation(d, "get").update(requestBody={"content": {"text/plain": {}}}),
        ADDITIVE,
        "orders.list, body is new and optional",
    ),
    "another media type": (
        lambda d: operation(d, "post")["requestBody"]["content"].update(
            {"text/csv": {"schema": {"type": "string"}}}
        ),
        ADDITIVE,
        "orders.create, body now accepts text/csv",
    ),
    "a media type that goes": (
        lambda d: operation(d, "post")["requestBody"].update(
            content={"text/csv": {"schema": {"type": "string"}}}
        ),
        BREAKING,
        "orders.create, body no longer accepts application/json",
    ),
    # Answers
    "a new member of an answer": (
        lambda d: field(d, "Order", "more", {"type": "string"}),
        ADDITIVE,
        "Order.more is a new optional field",
    ),
    "a member of an answer that goes": (
        lambda d: schema(d, "Order")["properties"].pop("note"),
        BREAKING,
        "Order.note was removed",
    ),
    "a member of an answer that can be absent": (
        lambda d: schema(d, "Order").update(required=["id"]),
        BREAKING,
        "Order.state is now optional",
    ),
    "a member of an answer that can be null": (
        lambda d: field(d, "Order", "id", {"type": ["integer", "null"]}),
        BREAKING,
        "Order.id may now be null",
    ),
    "items of another type": (
        lambda d: field(d, "Order", "tags", {"type": "array", "items": {"type": "integer"}}),
        BREAKING,
        "Order.tags changed from string to integer",
    ),
    "values of another type": (
        lambda d: field(d, "Order", "extra", {"type": "object", "additionalProperties": {"type": "integer"}}),
        BREAKING,
        "Order.extra changed from string to integer",
    ),
    "no answer any more": (
        lambda d: operation(d, "post")["responses"].update({"201": {"description": "Made."}}),
        BREAKING,
        "orders.create, answer no longer has a value",
    ),
    "an empty answer": (
        lambda d: operation(d, "get")["responses"].update({"204": {"description": "None."}}),
        BREAKING,
        "orders.list, answer may now be empty",
    ),
    "a new error": (
        lambda d: operation(d, "get")["responses"].update({"404": {"description": "None."}}),
        ADDITIVE,
        "orders.list, 404 is a new error",
    ),
    "a member of an error that goes": (
        lambda d: (
            schema(d, "Fault")["properties"].clear(),
            schema(d, "Fault").update(required=[], properties={"a": {}}),
        ),
        BREAKING,
        "Fault.message was removed",
    ),
    # Both
    "a new value of an enum": (
        lambda d: schema(d, "State")["enum"].append("lost"),
        ADDITIVE,
        "State has the new value 'lost'",
    ),
    "a value of an enum that goes": (
        lambda d: schema(d, "State")["enum"].pop(),
        BREAKING,
        "State no longer has the value 'closed'",
    ),
    "a new arm": (
        lambda d: schema(d, "Order")["properties"]["target"]["oneOf"].insert(
            0, {"$ref": "#/components/schemas/Fault"}
        ),
        ADDITIVE,
        "Order/properties/target can now be fault",
    ),
    "an arm that goes": (
        lambda d: (
            schema(d, "Order")["properties"]["target"]["oneOf"].pop(),
            schema(d, "Order")["properties"]["target"]["oneOf"].append({"type": "string"}),
        ),
        BREAKING,
        "Order/properties/target can no longer be shop",
    ),
    "another kind of type": (
        lambda d: schema(d, "Fault").update(type="string", properties={}, enum=["a", "b"]),
        BREAKING,
        "Fault changed from object to enum",
    ),
    # Operations
    "a new operation": (
        lambda d: d["paths"].update(
            {"/new": {"get": {"operationId": "new", "responses": {"204": {"description": "Fine."}}}}}
        ),
        ADDITIVE,
        "new was added",
    ),
    "an operation that goes": (
        lambda d: d["paths"]["/orders"].pop("post"),
        BREAKING,
        "orders.create was removed",
    ),
    "another path": (
        lambda d: d["paths"].update({"/sales": d["paths"].pop("/orders")}),
        BREAKING,
        "orders.list changed from GET /orders to GET /sales",
    ),
    "deprecation": (
        lambda d: operation(d, "get").update(deprecated=True),
        ADDITIVE,
        "orders.list is now deprecated",
    ),
    "credentials": (
        lambda d: operation(d, "post").update(security=[{"bearer": []}]),
        BREAKING,
        "orders.create now needs credentials",
    ),
    "pages no more": (
        lambda d: operation(d, "get").update({"x-sdkgen-pagination": False}),
        BREAKING,
        "orders.list is no longer paginated",
    ),
    "a schema that goes": (
        lambda d: (schema(d, "Order")["properties"].pop("target"), d["components"]["schemas"].pop("Home")),
        BREAKING,
        "Home was removed (a type)",
    ),
    "a new schema": (
        lambda d: d["components"]["schemas"].update({"More": {"type": "string"}}),
        ADDITIVE,
        "More was added (a type)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_verdict(name: str, tmp_path: Path) -> None:
    change, level, reason = CASES[name]
    log = compared(tmp_path, change)
    assert log.verdict("fake") is level
    assert log.verdict("loose") is level
    reasons = [f"{each.where} {each.what}" for each in log.changes]
    assert reason in reasons if reason else not reasons


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d: schema(d, "NewOrder").update(required=[]), "NewOrder.sku is now optional"),
        (lambda d: schema(d, "Order")["required"].append("note"), "Order.note is now required"),
        (lambda d: field(d, "Order", "note", {"type": "string"}), "Order.note can no longer be null"),
        (
            lambda d: field(d, "NewOrder", "note", {"type": ["string", "null"]}),
            "NewOrder.note may now be null",
        ),
        (
            lambda d: operation(d, "post")["requestBody"].update(required=False),
            "orders.create, body is now optional",
        ),
    ],
)
def test_what_widens_breaks_only_where_it_changes_a_type(tmp_path: Path, change: Change, reason: str) -> None:
    log = compared(tmp_path, change)
    assert [f"{each.where} {each.what}" for each in log.changes] == [reason]
    assert (log.verdict("fake"), log.verdict("loose")) == (Level.BREAKING, Level.ADDITIVE)


def test_a_constant_may_become_an_enum(tmp_path: Path) -> None:
    log = compared(tmp_path, lambda d: field(d, "Order", "kind", {"enum": ["order", "offer"]}))
    assert "Order.kind changed from always 'order' to Order/properties/kind" in [
        f"{c.where} {c.what}" for c in log.changes
    ]
    assert (log.verdict("fake"), log.verdict("loose")) == (Level.BREAKING, Level.ADDITIVE)


def test_a_name_that_changes_breaks_one_language(tmp_path: Path) -> None:
    data = copy.deepcopy(BASE)
    data["components"]["schemas"]["Fault"]["x-sdkgen-name"] = "type"
    data["paths"]["/orders"]["get"]["x-sdkgen-name"] = "everything"
    old, new = parsed(BASE, tmp_path, "old.yaml"), parsed(data, tmp_path, "new.yaml")
    log = changelog(old, new, [Fake()], NO_CONFIG)
    assert [f"{change.where} {change.what}" for change in log.changes] == [
        "type Fault was renamed from Fault to Type_",
        "operation orders.list was renamed from list to everything",
    ]
    assert all(change.levels == (("fake", Level.BREAKING),) for change in log.changes)


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_a_document_does_not_differ_from_itself(path: Path) -> None:
    assert changelog(api_of(path), api_of(path), [Fake(), Loose()], NO_CONFIG).changes == []

"""A refused value is told what would be right, in the words of the document, and is not repeated."""

import re

import pytest

from gatehouse.contract.schemas import Validator
from tests.support.service import DOCUMENT

TEXT = {"type": "string"}
DEEP = {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}


def details(schema, value):
    return [error.detail for error in Validator(DOCUMENT, schema).errors(value)]


@pytest.mark.parametrize(
    ("schema", "value", "detail"),
    [
        (TEXT, 7, "Wrong type: must be a string."),
        ({"type": "integer", "nullable": True}, "7", "Wrong type: must be an integer or null."),
        ({"type": "boolean"}, 1, "Wrong type: must be true or false."),
        (TEXT | {"minLength": 3}, "ab", "Too short: at least 3 characters."),
        (TEXT | {"minLength": 1}, "", "Too short: at least 1 character."),
        (TEXT | {"maxLength": 2}, "abc", "Too long: at most 2 characters."),
        ({"type": "integer", "minimum": 1}, 0, "Must be at least 1."),
        ({"type": "integer", "maximum": 100}, 101, "Must be at most 100."),
        ({"type": "array", "minItems": 1}, [], "Too few: at least 1 item."),
        ({"type": "array", "maxItems": 1}, [1, 2], "Too many: at most 1 item."),
        ({"type": "array", "uniqueItems": True}, [1, 1], "Must not contain the same item twice."),
        ({"type": "object", "maxProperties": 1}, {"a": 1, "b": 1}, "Too many: at most 1 field."),
        (TEXT | {"enum": ["a", "b"]}, "c", "Must be one of: a, b."),
        (TEXT | {"enum": ["a"], "nullable": True}, "c", "Must be one of: a, null."),
        (TEXT | {"format": "email"}, "ada", "Must be an email address."),
        (TEXT | {"format": "uuid"}, "ada", "Must be a UUID."),
        (TEXT | {"format": "date-time"}, "ada", "Must be a time such as 2026-03-02T09:00:00Z."),
        (TEXT | {"format": "ipv4"}, "ada", "Must be in the format ipv4."),
        (TEXT | {"pattern": "^a+$"}, "b", "Must match ^a+$."),
        (TEXT | {"pattern": "^a+$", "x-pattern-hint": "Must be a row of a."}, "b", "Must be a row of a."),
        ({"required": ["a"]}, {}, "Required."),
        ({"additionalProperties": False}, {"a": 1}, "Unknown field."),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b", "c"]}]}, {}, "Send exactly one of: a, b and c."),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, "Send at least one of: a, b."),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, 1, "Must match exactly one of the alternatives."),
        ({"enum": ["a"], "nullable": True}, "b", "Must match at least one of the alternatives."),
        ({"not": {}}, 1, "Invalid value."),
    ],
    ids=str,
)
def test_a_broken_rule_says_what_would_be_right(schema, value, detail):
    assert details(schema, value) == [detail]


@pytest.mark.parametrize(
    ("component", "value", "detail"),
    [
        ("Username", "no space", "Only letters, digits, _ and - are allowed."),
        ("AvatarUrl", "http://a.example", "Must be an https:// URL."),
        ("RoleName", "Auditor", "Must be lower-case letters, digits, _ and -, starting with a letter."),
        ("Bio", "bell\a", "Control characters other than line feeds and tabs are not allowed."),
    ],
)
def test_a_pattern_is_explained_by_its_hint(component, value, detail):
    schema = {"properties": {"value": {"$ref": f"#/components/schemas/{component}"}}}
    assert details(schema, {"value": value}) == [detail]


def test_every_pattern_of_the_document_has_a_hint():
    patterns = list(_schemas_with_patterns(DOCUMENT.raw))
    assert len(patterns) > 20
    assert [schema for schema in patterns if not _is_sentence(schema.get("x-pattern-hint", ""))] == []


def _is_sentence(text):
    return re.fullmatch(r"[A-Z].+\.", text) is not None


def _schemas_with_patterns(node):
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node
        for child in node.values():
            yield from _schemas_with_patterns(child)
    elif isinstance(node, list):
        for child in node:
            yield from _schemas_with_patterns(child)


class TestThroughTheService:
    async def test_a_login_names_the_fields_to_choose_from(self, service):
        answer = await service.client().post("/auth/login", json={"password": "secret-value"})
        [error] = answer.json()["errors"]
        assert error == {"pointer": "", "code": "one_of", "detail": "Send exactly one of: email, username."}

    async def test_parameters(self, service):
        admin = await service.admin()
        answer = await admin.client.get("/users", params={"limit": "many", "limits": "1", "search": "a\0c"})
        assert answer.json()["errors"] == [
            {"pointer": "/query/limit", "code": "type", "detail": "Wrong type: must be an integer."},
            {
                "pointer": "/query/limits",
                "code": "additional_properties",
                "detail": "Unknown parameter; did you mean limit?",
            },
            {"pointer": "/query/search", "code": "pattern", "detail": "Control characters are not allowed."},
        ]

    async def test_metadata(self, service):
        person = await service.person()
        answer = await person.client.patch("/users/me", json={"metadata": DEEP})
        [error] = answer.json()["errors"]
        assert error["detail"] == "Must be at most 5 levels deep after merging."

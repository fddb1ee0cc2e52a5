"""Names that people know from elsewhere are refused with what to use instead."""

import re
from collections.abc import Iterator

import pytest

from gatehouse.contract.document import Operation
from tests.support.answers import faults, problem
from tests.support.service import DOCUMENT

LISTS = {"users.list": "/users", "roles.list": "/admin/roles", "audit.list": "/admin/audit"}
PAGING = ["sort_by", "sort_order", "order", "page", "page_size", "per_page", "offset"]
ADDRESS = re.compile(r"\b([A-Z]{3,6}) (/[\w/{}-]*\w}?)")
SETTING = re.compile(r"\b(\w+)=(-?\w+)")
NAME = re.compile(r"\b(?:use|with|or|and|out) ([a-z]+(?:_[a-z]+)*)\b(?!=)")


async def detail_of(client, method, path, name, **request) -> str:
    """What is said of the one thing that is wrong."""
    response = await client.request(method, path, **request)
    assert problem(response) == (422, "validation_failed")
    (error,) = response.json()["errors"]
    assert error["pointer"].endswith(f"/{name}")
    assert error["code"] == "additional_properties"
    assert "Sesame" not in response.text
    return str(error["detail"])


def query(client, path, name):
    return detail_of(client, "GET", path, name, params={name: "Sesame"})


class TestParameters:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("active_only", "use is_active=true."),
            ("include_inactive", "leave out is_active"),
            ("sort_by", "sort=username"),
            ("sort_order", "sort=-username"),
            ("order", "sort=-username"),
            ("page", "use cursor"),
            ("page_size", "use limit."),
            ("per_page", "use limit."),
            ("offset", "use skip"),
        ],
    )
    async def test_of_users(self, superuser, name, said):
        detail = await query(superuser.client, "/users", name)
        assert detail.startswith("Unknown parameter; ")
        assert said in detail

    @pytest.mark.parametrize("path", ["/admin/roles", "/admin/audit"])
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("sort_by", "the order is fixed"),
            ("sort_order", "the order is fixed"),
            ("order", "the order is fixed"),
            ("page", "use cursor."),
            ("page_size", "use limit."),
            ("per_page", "use limit."),
            ("offset", "use cursor."),
        ],
    )
    async def test_of_other_lists(self, superuser, path, name, said):
        assert said in await query(superuser.client, path, name)

    @pytest.mark.parametrize(
        ("name", "nearest"),
        [("limits", "limit"), ("Limit", "limit"), ("serch", "search"), ("isactive", "is_active")],
    )
    async def test_the_nearest_name(self, superuser, name, nearest):
        detail = await query(superuser.client, "/users", name)
        assert detail == f"Unknown parameter; did you mean {nearest}?"

    @pytest.mark.parametrize("name", ["colour", "Sesame", "limit" * 13, "a/b"])
    async def test_nothing_near(self, superuser, name):
        response = await superuser.client.get("/users", params={name: "1"})
        assert "did you mean" not in response.text
        assert [code for _, code in faults(response)] == ["additional_properties"]

    async def test_where_none_is_taken(self, walked):
        assert "did you mean" not in await query(walked.client(), "/auth/policy", "limit")

    async def test_many_are_not_compared(self, superuser):
        names = {f"limit{number}": "1" for number in range(4)}
        assert "did you mean" not in (await superuser.client.get("/users", params=names)).text
        response = await superuser.client.get("/users", params={**names, "page": "1"})
        assert "use cursor" in response.text


class TestFields:
    @pytest.mark.parametrize("method", ["PUT", "PATCH"])
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("email", "use POST /users/me/change-email."),
            ("password", "use POST /users/me/change-password."),
            ("is_active", "use DELETE /users/me "),
            ("roles", "PUT /users/{user_id}/roles/{role}"),
        ],
    )
    async def test_of_ones_own_account(self, superuser, method, name, said):
        detail = await detail_of(superuser.client, method, "/users/me", name, json={name: "Sesame"})
        assert detail.startswith("Unknown field; ")
        assert said in detail

    @pytest.mark.parametrize("method", ["PUT", "PATCH"])
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("password", "use POST /users/{user_id}/force-password-reset."),
            ("is_active", "POST /users/{user_id}/activate or POST /users/{user_id}/deactivate"),
            ("roles", "use PUT /users/{user_id}/roles/{role}"),
        ],
    )
    async def test_of_another_account(self, superuser, method, name, said):
        path = f"/users/{superuser.id}"
        assert said in await detail_of(superuser.client, method, path, name, json={name: "Sesame"})

    async def test_an_administrator_may_change_an_address(self, superuser, powerless):
        response = await superuser.client.patch(f"/users/{powerless.id}", json={"email": "new@example.com"})
        assert response.status_code == 200

    @pytest.mark.parametrize(
        ("name", "nearest"), [("fullname", "full_name"), ("fullName", "full_name"), ("meta_data", "metadata")]
    )
    async def test_the_nearest_name(self, superuser, name, nearest):
        detail = await detail_of(superuser.client, "PATCH", "/users/me", name, json={name: "Sesame"})
        assert detail == f"Unknown field; did you mean {nearest}?"

    async def test_in_a_form(self, superuser):
        form = {"token": "x", "token_type": "Sesame"}
        detail = await detail_of(superuser.client, "POST", "/auth/revoke", "token_type", data=form)
        assert detail == "Unknown field; did you mean token_type_hint?"

    async def test_other_mistakes_keep_their_words(self, superuser):
        response = await superuser.client.patch("/users/me", json={"bio": 1, "fullname": "x"})
        assert {
            error["pointer"]: "did you mean" in error["detail"] for error in response.json()["errors"]
        } == {
            "/bio": False,
            "/fullname": True,
        }


def hints() -> Iterator[tuple[Operation, set[str], str, str]]:
    """Every hint of the document, where it is given, and the names that are known there."""
    for operation in DOCUMENT.operations:
        known = {parameter.name for parameter in operation.parameters if parameter.location == "query"}
        for name, hint in operation.instead.items():
            yield operation, known, name, hint
        for schema in map(DOCUMENT.resolve, operation.body.values()):
            for name, hint in schema.get("x-instead", {}).items():
                yield operation, set(schema["properties"]), name, hint


HINTS = list(hints())


def test_there_are_hints_in_every_list_and_update():
    given: dict[str, set[str]] = {}
    for operation, _, name, _ in HINTS:
        given.setdefault(operation.id, set()).add(name)
    own, others = {"email", "password", "is_active", "roles"}, {"password", "is_active", "roles"}
    assert given == {
        "users.list": {*PAGING, "active_only", "include_inactive"},
        "roles.list": set(PAGING),
        "applications.list": set(PAGING),
        "audit.list": set(PAGING),
        **dict.fromkeys(("me.replace", "me.update"), own),
        **dict.fromkeys(("users.replace", "users.update"), others),
    }


@pytest.mark.parametrize(
    ("operation", "known", "name", "hint"), HINTS, ids=[f"{hint[0].id}-{hint[2]}" for hint in HINTS]
)
def test_a_hint_names_what_there_is(operation, known, name, hint):
    assert name not in known
    addresses = set(ADDRESS.findall(hint))
    assert addresses <= {(each.method, each.path) for each in DOCUMENT.operations}
    schemas = {each.name: DOCUMENT.resolve(each.schema) for each in operation.parameters}
    settings = SETTING.findall(hint)
    for parameter, value in settings:
        assert schemas[parameter]["type"] == "boolean" or value in schemas[parameter]["enum"]
    names = {named for named in NAME.findall(ADDRESS.sub("", hint)) if named in known or "_" in named}
    assert names <= known
    assert addresses or settings or names

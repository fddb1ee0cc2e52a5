"""Every kind of request whose cost could grow with the number of users."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count, cycle, repeat

from bench.growth.history import FOUNDER
from bench.growth.place import Location
from bench.requests import Request
from bench.seed import PASSWORD, username

_SORTS = ("created_at", "updated_at", "email", "username", "full_name")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request, with a stream of them for either database."""

    name: str
    requests: Callable[[Location], Iterable[Request]]
    status: int = 200
    slow: bool = False  # hashes a password
    bounded: bool = False  # by the document: pages end after 5,000 users, totals of many are estimated


def _same(path: str, **query: str) -> Callable[[Location], Iterable[Request]]:
    return lambda place: repeat(place.get(path, **query))


def _list(**query: str) -> Callable[[Location], Iterable[Request]]:
    return _same("/users", **query)


def _of_each(path: str, **query: str) -> Callable[[Location], Iterable[Request]]:
    """With `{id}` and the like replaced by those of one user after the other."""
    return lambda place: (
        place.get(
            path.format(**person._asdict()),
            **{name: value.format(**person._asdict()) for name, value in query.items()},
        )
        for person in place.people
    )


def _after(sort: str, **first: str) -> Callable[[Location], Iterable[Request]]:
    """The page behind the first user found so."""
    return lambda place: repeat(
        place.get("/users", sort=sort, cursor=place.cursor(sort=sort, **place.filled(first)))
    )


def _between(path: str, **query: str) -> Callable[[Location], Iterable[Request]]:
    """With `{begin}`, `{middle}` and `{soon_after}` replaced by moments."""
    return lambda place: repeat(place.get(path, **place.filled(query)))


def _login(place: Location) -> Iterable[Request]:
    for number in cycle(range(1, len(place.stage.user_tokens) + 1)):
        body = json.dumps({"username": username(number), "password": PASSWORD})
        yield Request("POST", "/auth/login", body=body)


def _register(_place: Location) -> Iterable[Request]:
    for number in _numbers:
        body = {"email": f"late-{number}@example.com", "username": f"late-{number}", "password": PASSWORD}
        yield Request("POST", "/auth/register", body=json.dumps(body))


def _create(place: Location) -> Iterable[Request]:
    for number in _numbers:
        body = {"email": f"made-{number}@example.com", "username": f"made-{number}", "full_name": "Made Up"}
        yield Request("POST", "/users", place.stage.admin_token, json.dumps(body))


def _delete(suffix: str = "", *, begin: int) -> Callable[[Location], Iterable[Request]]:
    return lambda place: (
        Request("DELETE", f"/users/{person.id}{suffix}", place.stage.admin_token)
        for person in place.people[begin:]
    )


def _act(method: str, path: str, body: str = "") -> Callable[[Location], Iterable[Request]]:
    return lambda place: (
        Request(method, path.format(id=person.id), place.stage.admin_token, body) for person in place.people
    )


def _update_me(place: Location) -> Iterable[Request]:
    for number, token in zip(_numbers, place.stage.user_tokens * 9, strict=False):
        yield Request("PATCH", "/users/me", token, json.dumps({"bio": f"Says {number}."}))


_READS = (
    Kind("me", _same("/users/me")),
    Kind("user by id", _of_each("/users/{id}")),
    Kind("user by UUID", _of_each("/users/uuid/{uuid}")),
    Kind("reference to a user", _of_each("/users/{id}/cross-env-ref")),
    Kind("sessions of a user", _of_each("/users/{id}/sessions")),
    Kind("own sessions", _same("/users/me/sessions")),
    Kind("own export", _same("/users/me/export")),
    Kind("statistics", _same("/users/stats/count", days="90")),
    Kind("roles", _same("/admin/roles")),
)
_PAGES = (
    *(Kind(f"first page, by {sign}{sort}", _list(sort=sign + sort)) for sort in _SORTS for sign in ("", "-")),
    Kind("deep page, by created_at", _after("created_at", created_from="{middle}")),
    Kind("deep page, by updated_at", _after("updated_at", created_from="{middle}")),
    Kind("deep page, by email", _after("email", search="katherine")),
    Kind("deep page, by username", _after("username", search="person-5")),
    Kind("deep page, by full_name", _after("full_name", search="katherine")),
    Kind("last page, by created_at", _after("-created_at", created_to="{begin}")),
    Kind("page by number (skip 9,000)", _list(skip="9000")),
)
_FILTERS = (
    Kind("filter email", _of_each("/users", email="{email}")),
    Kind("filter username", _of_each("/users", username="{username}")),
    Kind("filter role of all", _list(role="user")),
    Kind("filter role of twenty", _list(role="founder")),
    Kind("filter role of one in a hundred", _list(role="auditor"), bounded=True),
    Kind("filter role of one in a hundred, by -email", _list(role="auditor", sort="-email"), bounded=True),
    Kind("filter role of nobody", _list(role="nothing")),
    Kind("filter is_active=true", _list(is_active="true")),
    Kind("filter is_active=false", _list(is_active="false")),
    Kind("filter is_active=false, by -created_at", _list(is_active="false", sort="-created_at")),
    Kind("filter is_active=false, by email", _list(is_active="false", sort="email"), bounded=True),
    Kind("filter is_verified=true", _list(is_verified="true")),
    Kind("filter is_verified=false", _list(is_verified="false")),
    Kind("filter is_verified=false, by full_name", _list(is_verified="false", sort="full_name")),
    Kind(
        "filter created range of 40", _between("/users", created_from="{middle}", created_to="{soon_after}")
    ),
    Kind(
        "filter created range of 40, by email",
        _between("/users", created_from="{middle}", created_to="{soon_after}", sort="email"),
    ),
    Kind("filter created_from", _between("/users", created_from="{middle}", sort="-created_at")),
    Kind("filter created_to, by username", _between("/users", created_to="{middle}", sort="username")),
    Kind("filter role and is_active=false", _list(role="auditor", is_active="false"), bounded=True),
    Kind("filter role and is_verified", _list(role="user", is_verified="true", is_active="true")),
)
_SEARCHES = (
    Kind("search, all match", _list(search="example.com")),
    Kind("search, one in thirteen", _list(search="lovelace")),
    Kind("search, one in thirteen, by -email", _list(search="lovelace", sort="-email"), bounded=True),
    Kind("search, one in two hundred", _list(search="ada lovelace")),
    Kind("search, twenty match", _list(search=FOUNDER)),
    Kind("search, one in thirteen, and a role", _list(search="lovelace", role="auditor"), bounded=True),
    Kind("search of a whole username", _of_each("/users", search="{username}")),
    Kind("search of a whole address", _of_each("/users", search="{email}")),
    Kind("search, none matches", _list(search="xyzzy quux")),
    Kind("search, runs known, none matches", _list(search="lovelace.exa")),
    Kind("search of two characters", _list(search="ad"), status=422),
)
_TOTALS = (
    Kind("total of all", _list(limit="1", include_total="true")),
    Kind("total of active", _list(limit="1", include_total="true", is_active="true")),
    Kind("total of a search", _list(limit="1", include_total="true", search="lovelace"), bounded=True),
)
_AUDIT = (
    Kind("audit", _same("/admin/audit")),
    Kind("audit of a common action", _same("/admin/audit", action="me.update")),
    Kind("audit of a rare action", _same("/admin/audit", action="roles.create")),
    Kind("audit of an unknown action", _same("/admin/audit", action="no.such")),
    Kind("audit of an actor", _of_each("/admin/audit", actor="{uuid}")),
    Kind("audit of a target", _of_each("/admin/audit", target="{uuid}")),
    Kind("audit of a request", _of_each("/admin/audit", request_id="request-{id}")),
    Kind("audit since", _between("/admin/audit", created_from="{middle}")),
    Kind("audit until", _between("/admin/audit", created_to="{middle}")),
    Kind("audit of a range", _between("/admin/audit", created_from="{middle}", created_to="{soon_after}")),
    Kind("audit of an action until", _between("/admin/audit", action="me.update", created_to="{middle}")),
    Kind(
        "audit of an actor until", _of_each("/admin/audit", actor="{uuid}", created_to="2100-01-01T00:00:00Z")
    ),
)
_WRITES = (
    Kind("log in", _login, slow=True),
    Kind("register", _register, status=201, slow=True),
    Kind("change own profile", _update_me),
    Kind("change a user", _act("PATCH", "/users/{id}", '{"full_name": "Changed By Admin"}')),
    Kind("deactivate a user", _act("POST", "/users/{id}/deactivate")),
    Kind("activate a user", _act("POST", "/users/{id}/activate")),
    Kind("create a user", _create, status=201),
    Kind("delete a user", _delete(begin=500), status=204),
    Kind("erase a user", _delete("?erase=true", begin=1000), status=204),
)
KINDS = (*_READS, *_PAGES, *_FILTERS, *_SEARCHES, *_TOTALS, *_AUDIT, *_WRITES)

"""What is sent as data stays data: in searches, sort orders, cursors, headers and links."""

import time
from functools import partial
from typing import Any

import httpx

from tests.attack.blackbox.expect import came, expect, fall
from tests.attack.blackbox.suite import Fallen, Family
from tests.attack.blackbox.target import Target
from tests.attack.blackbox.wire import exchange

FAMILY = Family("injection", parallel=4)
_SLOW_SECONDS = 4
_SLEEP = "pg_sleep(5)"
_SQL = (
    *(
        "'",
        '"',
        "';--",
        "' OR '1'='1",
        "' OR 1=1--",
        "\\'; SELECT 1;--",
        "1; DROP TABLE users",
        "$$",
        "$1",
        "%s",
    ),
    *(
        f"'||{_SLEEP}||'",
        f"'; SELECT {_SLEEP};--",
        f"1 AND (SELECT 1 FROM {_SLEEP}) IS NOT NULL",
        "${7*7}",
        "{{7*7}}",
    ),
    *(
        "%",
        "_",
        "\\",
        "%%%",
        "___",
        "\\%",
        "a%b_c\\",
        "*",
        "?",
        "[a-z]",
        ".*",
        "(a+)+$",
        "\u202e",
        "\ufeff",
        "\U0001f512",
    ),
)
_LISTS = ("/users", "/admin/roles", "/admin/audit")
_SORTS = (
    *(
        "id;select 1",
        "id,(select 1)",
        f"(select {_SLEEP})",
        "id desc",
        "password_hash",
        "-password_hash",
        "1",
        "--id",
    ),
    *("email'", "users.id", "created_at::text", "id--", "", "-"),
)
_CURSORS = ("AAAA", "e30", "bnVsbA", "eyJpZCI6MX0", "eyJpZCI6Ii0xIn0", "x" * 512, "LTE", "MTsgRFJPUA", "____")
_HEADERS = (
    "User-Agent",
    "X-Request-ID",
    "Referer",
    "X-Forwarded-For",
    "Accept-Language",
    "Idempotency-Key",
    "If-Match",
)


async def _quickly(target: Target, path: str, **params: Any) -> httpx.Response:
    started = time.monotonic()
    answer = await target.admin.get(path, params=params)
    seconds = time.monotonic() - started
    if answer.status_code >= 500 or seconds > _SLOW_SECONDS:
        raise fall(answer, f"no 5xx, within {_SLOW_SECONDS} s; it took {seconds:.1f} s")
    return answer


async def _search(target: Target, *, text: str) -> None:
    """It finds whoever has the text in their name, and nobody else."""
    found = expect(await _quickly(target, "/users", search=text, limit=100), 200, 422)
    users = found.json()["items"] if found.is_success else []
    for user in users:
        shown = f"{user['email']} {user['username']} {user['full_name'] or ''}".casefold()
        if text.casefold() not in shown:
            raise fall(found, f"only users with {text!r} in their address or names")
    for name in ("email", "username", "role"):
        answer = expect(await _quickly(target, "/users", **{name: text}), 200, 422)
        if answer.is_success and answer.json()["items"]:
            raise fall(answer, f"nobody: no {name} is {text!r}")


@FAMILY.case("a percent sign and an underscore are found as such", quick=True)
async def _wildcards(target: Target) -> None:
    marks = [f"{target.name()}{mark}" for mark in ("%", "_", "\\")]
    for mark in marks:
        await target.account(full_name=mark)
    for mark in marks:
        found = expect(await target.admin.get("/users", params={"search": mark}), 200).json()["items"]
        if [user["full_name"] for user in found] != [mark]:
            raise Fallen(f"GET /users?search={mark}", f"{len(found)} users", "the one user with this name")


async def _stored(target: Target, *, text: str) -> None:
    """Kept and given back as it was written."""
    person = await target.somebody()
    body = {"full_name": text, "metadata": {text: text}}
    answer = expect(await person.caller.patch("/users/me", json=body), 200, 422)
    if answer.is_success and answer.json()["full_name"] != text:
        raise fall(answer, "the text as it was sent")


async def _sort(target: Target, *, sort: str) -> None:
    expect(await _quickly(target, "/users", sort=sort), (422, "validation_failed"))


async def _cursor(target: Target, *, cursor: str) -> None:
    for path in _LISTS:
        expect(
            await _quickly(target, path, cursor=cursor),
            403,
            (422, "cursor_invalid"),
            (422, "validation_failed"),
        )


@FAMILY.case("a cursor of another list, or altered, is refused", quick=True)
async def _foreign_cursor(target: Target) -> None:
    for _ in range(2):
        await target.account()
    page = expect(await target.admin.get("/users", params={"limit": 1}), 200).json()
    cursor = page["next_cursor"]
    altered = ("B" if cursor[0] != "B" else "C") + cursor[1:]
    refused = [
        ("/users", altered, {}),
        ("/users", cursor, {"sort": "-created_at"}),
        ("/admin/audit", cursor, {}),
    ]
    for path, value, params in refused:
        expect(await target.admin.get(path, params={"cursor": value, **params}), 403, (422, "cursor_invalid"))


async def _header(target: Target, *, name: str) -> None:
    """It neither breaks out of its line, nor breaks anything."""
    for text in (
        "x\r\nX-Evil: 1",
        "x\nX-Evil: 1",
        "x\rX-Evil: 1",
        "x%0d%0aX-Evil: 1",
        "' OR '1'='1",
        "x" * 7000,
    ):
        lines = (
            f"GET /health/live HTTP/1.1\r\nHost: {target.host}\r\nConnection: close\r\n{name}: {text}\r\n\r\n"
        )
        reply = await exchange(target, lines.encode())
        if b"\nx-evil" in reply.raw.lower() or (reply.final or 400) >= 500:
            raise Fallen(lines, reply.told(), "no header of ours in the answer, and no 5xx")


@FAMILY.case("a redirect leads nowhere else", quick=True)
async def _redirects(target: Target) -> None:
    caller = target.caller()
    paths = (
        "//evil.example/",
        "/users/%0d%0aX-Evil:%201/",
        "/%5cevil.example/",
        "/users//evil.example/",
        "/@evil.example/",
    )
    for path in paths:
        answer = await caller.get(httpx.URL(target.url).copy_with(raw_path=path.encode()))
        place = answer.headers.get("location", "/")
        ours = place.startswith(target.url) or (place.startswith("/") and place[1:2] not in ("/", "\\"))
        if not ours or "x-evil" in answer.headers:
            raise Fallen(f"GET {path}", f"{came(answer)}, Location: {place}", "a place of this service")


@FAMILY.case("links in mails do not lead where the caller wants", quick=True)
async def _links(target: Target) -> None:
    """Whatever Host or X-Forwarded-Host say; a mail that cannot be read is not looked at."""
    person = await target.person()
    body = {"email": person.email}
    for headers in (
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "evil"},
    ):
        answer = await target.caller().post("/auth/password/reset", json=body, headers=headers)
        if "Host" in headers:
            expect(answer, (400, "invalid_host"), 404, 421)
        else:
            expect(answer, 202)
        if "evil.example" in str(answer.headers):
            raise fall(answer, "no mention of evil.example")


@FAMILY.case("an address with line ends gets no mail")
async def _mail_headers(target: Target) -> None:
    for text in (
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com,b@example.com",
        "<a@example.com>",
        "a@example.com\n",
    ):
        for path in ("/auth/password/reset", "/auth/email/verify/request"):
            expect(await target.caller().post(path, json={"email": text}), (422, "validation_failed"))


@FAMILY.case("names that look alike, or hide characters, are refused or kept apart")
async def _look_alikes(target: Target) -> None:
    name = target.name()
    for text in (
        f"{name}\u200b",
        f"{name}\u0131",
        f"\uff41{name}",
        f"{name} ",
        f"{name}.",
        f"{name}\x00",
        f"{name}\u00df",
    ):
        body = {"email": f"{target.name()}@example.com", "username": text}
        expect(await target.admin.post("/users", json=body), 422)
    await target.account(username=name)
    for text in (name.upper(), name.title()):
        body = {"email": f"{target.name()}@example.com", "username": text}
        expect(await target.admin.post("/users", json=body), (409, "username_taken"))


def _register() -> None:
    for number, text in enumerate(_SQL):
        FAMILY.add(f"a search for {text!r}", partial(_search, text=text), quick=number % 6 == 4)
        FAMILY.add(f"a name of {text!r}", partial(_stored, text=text))
    for sort in _SORTS:
        FAMILY.add(f"sorted by {sort!r}", partial(_sort, sort=sort), quick=sort == "password_hash")
    for cursor in _CURSORS:
        FAMILY.add(f"a cursor of {cursor[:20]!r}", partial(_cursor, cursor=cursor))
    for name in _HEADERS:
        FAMILY.add(f"line ends in {name}", partial(_header, name=name), quick=name == "X-Request-ID")


_register()

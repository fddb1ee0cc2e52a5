"""No password, token or key in any answer but the one that issues it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from gatehouse.contract.document import Operation
from tests.attack.blackbox.expect import expect, fall, sent
from tests.attack.blackbox.families.routes import NOBODY, body_of
from tests.attack.blackbox.suite import Fallen, Family
from tests.attack.blackbox.target import DOCUMENT, Target

FAMILY = Family("secrets")
_HASHES = ("$argon2", "$2b$", "$2a$", "$pbkdf2", "password_hash")
_SECRET_FIELDS = (
    *("password", "new_password", "current_password", "token", "refresh_token", "client_secret"),
    *("client_assertion", "code", "code_verifier", "device_code", "id_token_hint", "login_token"),
)


def _bodies(schema: dict[str, Any], example: dict[str, Any], secret: str) -> Iterator[dict[str, Any]]:
    """Right and wrong ones; none of them keeps the secret in a field that may be shown."""
    secretive = dict.fromkeys(schema["properties"].keys() & set(_SECRET_FIELDS), secret)
    yield {**example, **secretive}
    yield {**dict.fromkeys(schema["properties"], 1), **secretive}
    yield {name: [secret] for name in schema["properties"]}
    yield {name: {"x": secret} for name in schema["properties"]}


async def _echoed(target: Target, *, operation: Operation) -> None:
    """A secret in every field; the watch sees every answer."""
    person, secret = await target.person(), target.secret()
    path = operation.path.format(**{**NOBODY, "user_id": person.id, "token": secret})
    ((kind, example),) = body_of(target, operation).items()
    schema = DOCUMENT.resolve(next(iter(operation.body.values())))
    for body in _bodies(schema, example, secret):
        sent_as: dict[str, Any] = {kind: body}
        await person.caller.request(operation.method, path, **sent_as)
    await _nothing_leaked(target)


async def _nothing_leaked(target: Target) -> None:
    for answer in target.watch.leaks:
        raise fall(answer, "an answer that repeats no secret")


@FAMILY.case("a secret in an address is not repeated", quick=True)
async def _addresses(target: Target) -> None:
    person, secret = await target.person(), target.secret()
    for path in (
        f"/auth/password/reset/{secret}",
        f"/nothing/{secret}",
        f"/users/{secret}",
        f"/users/me/{secret}/",
    ):
        for method in ("GET", "PUT"):
            answer = await person.caller.request(method, path)
            if secret in answer.text:
                raise fall(answer, "an answer that repeats no secret")
    answer = await person.caller.get("/users", params={"token": secret})
    if secret in answer.text:
        raise fall(answer, "an answer that repeats no secret")


@FAMILY.case("nobody is shown a hash, or a key again", quick=True)
async def _shown(target: Target) -> None:
    person = await target.person()
    key = await target.api_key(person)
    for caller, path in (
        (person.caller, "/users/me"),
        (person.caller, "/users/me/api-keys"),
        (person.caller, "/users/me/sessions"),
        (person.caller, "/users/me/export"),
        (target.admin, f"/users/{person.id}"),
        (target.admin, f"/users?search={person.user['username']}"),
    ):
        answer = expect(await caller.get(path), 200)
        if key in answer.text or any(mark in answer.text for mark in _HASHES):
            raise fall(answer, "neither a key nor the hash of anything")


@FAMILY.case("tokens are not kept by caches", quick=True)
async def _caches(target: Target) -> None:
    person = await target.person()
    answers = [
        await target.caller().post("/auth/login", json={"email": person.email, "password": person.password}),
        await target.caller().post("/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]}),
        await person.caller.post("/users/me/api-keys", json={"name": "x", "scopes": []}),
    ]
    for answer in answers:
        if "no-store" not in answer.headers.get("cache-control", ""):
            raise Fallen(sent(answer.request), str(dict(answer.headers)), "Cache-Control: no-store")


@FAMILY.case("every answer has its security headers", quick=True)
async def _security_headers(target: Target) -> None:
    caller = target.caller()
    for path in ("/health/live", "/nothing", "/users", "/auth/policy"):
        answer = await caller.get(path)
        wanted = ("x-content-type-options", "x-frame-options", "referrer-policy", "content-security-policy")
        if lacking := [name for name in wanted if name not in answer.headers]:
            raise Fallen(f"GET {path}", f"{answer.status_code} without {', '.join(lacking)}", "all of them")
        if "uvicorn" in answer.headers.get("server", "").lower():
            raise Fallen(f"GET {path}", f"Server: {answer.headers['server']}", "no name of the server")


@FAMILY.case("files of an installation are not served")
async def _files(target: Target) -> None:
    caller = target.caller()
    for path in (
        "/.env",
        "/.git/config",
        "/metrics",
        "/debug",
        "/server-status",
        "/console",
        "/admin",
        "/graphql",
    ):
        expect(await caller.get(path), 404)


def _register() -> None:
    for operation in DOCUMENT.operations:
        if operation.body:
            quick = operation.id in ("auth.login", "me.update")
            FAMILY.add(
                f"a secret in the fields of {operation.id}",
                partial(_echoed, operation=operation),
                quick=quick,
            )


_register()


@FAMILY.case("no answer of the whole run repeated a secret", quick=True)
async def _whole_run(target: Target) -> str:
    await _nothing_leaked(target)
    return f"{target.watch.answers:,} answers, {len(target.watch.secrets):,} secrets"

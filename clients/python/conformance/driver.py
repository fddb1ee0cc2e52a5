"""Calls operations as it is told: one JSON object per line comes in, one goes out. For tests that hold clients in
several languages against each other; no part of the package. With `--sync`, it uses the client that waits."""

from __future__ import annotations

import asyncio
import base64
import concurrent.futures
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from gatehouse_client import (
    UNSET,
    AsyncGatehouseClient,
    AsyncBinaryAnswer,
    AsyncPages,
    AsyncStream,
    Basic,
    BinaryAnswer,
    ClientCredentials,
    GatehouseClient,
    Pages,
    PasswordGrant,
    RequestOptions,
    SdkError,
    StatusError,
    Stream,
)
from gatehouse_client._runtime.decoding import Mismatch, reader
from gatehouse_client._runtime.encoding import plain
from gatehouse_client.service import SERVICE
from gatehouse_client.verify import AsyncVerifier, Verifier, VerifyError

Json = dict[str, Any]


class Method(NamedTuple):
    """A method, and where its arguments are in the input: by name, the place and the name on the wire."""

    group: str
    name: str
    arguments: dict[str, tuple[str, str]]
    body: str


METHODS = {
    "auth.register": Method(
        "auth",
        "register",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "auth.login": Method(
        "auth",
        "login",
        {},
        "body",
    ),
    "auth.complete_login": Method(
        "auth",
        "complete_login",
        {},
        "body",
    ),
    "auth.begin_passkey": Method(
        "auth",
        "begin_passkey",
        {},
        "body",
    ),
    "auth.complete_by_passkey": Method(
        "auth",
        "complete_by_passkey",
        {},
        "body",
    ),
    "auth.begin_login_by_passkey": Method(
        "auth",
        "begin_login_by_passkey",
        {},
        "",
    ),
    "auth.login_by_passkey": Method(
        "auth",
        "login_by_passkey",
        {},
        "body",
    ),
    "auth.step_up": Method(
        "auth",
        "step_up",
        {},
        "body",
    ),
    "auth.begin_step_up": Method(
        "auth",
        "begin_step_up",
        {},
        "",
    ),
    "auth.step_up_by_passkey": Method(
        "auth",
        "step_up_by_passkey",
        {},
        "body",
    ),
    "auth.token": Method(
        "auth",
        "token",
        {},
        "body",
    ),
    "auth.refresh": Method(
        "auth",
        "refresh",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "auth.logout": Method(
        "auth",
        "logout",
        {},
        "body",
    ),
    "auth.me": Method(
        "auth",
        "me",
        {},
        "",
    ),
    "auth.request_password_reset": Method(
        "auth",
        "request_password_reset",
        {},
        "body",
    ),
    "auth.confirm_password_reset": Method(
        "auth",
        "confirm_password_reset",
        {},
        "body",
    ),
    "auth.reset_password": Method(
        "auth",
        "reset_password",
        {
            "token": ("path", "token"),
        },
        "body",
    ),
    "auth.request_email_verification": Method(
        "auth",
        "request_email_verification",
        {},
        "body",
    ),
    "auth.verify_email": Method(
        "auth",
        "verify_email",
        {},
        "body",
    ),
    "auth.introspect": Method(
        "auth",
        "introspect",
        {},
        "body",
    ),
    "auth.revoke": Method(
        "auth",
        "revoke",
        {},
        "body",
    ),
    "auth.policy": Method(
        "auth",
        "policy",
        {},
        "",
    ),
    "me.get": Method(
        "me",
        "get",
        {},
        "",
    ),
    "me.replace": Method(
        "me",
        "replace",
        {
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "me.update": Method(
        "me",
        "update",
        {
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "me.deactivate": Method(
        "me",
        "deactivate",
        {},
        "",
    ),
    "me.change_password": Method(
        "me",
        "change_password",
        {},
        "body",
    ),
    "me.change_email": Method(
        "me",
        "change_email",
        {},
        "body",
    ),
    "me.confirm_email_change": Method(
        "me",
        "confirm_email_change",
        {},
        "body",
    ),
    "me.list_sessions": Method(
        "me",
        "list_sessions",
        {},
        "",
    ),
    "me.revoke_session": Method(
        "me",
        "revoke_session",
        {
            "session_id": ("path", "session_id"),
        },
        "",
    ),
    "me.list_consents": Method(
        "me",
        "list_consents",
        {},
        "",
    ),
    "me.withdraw_consent": Method(
        "me",
        "withdraw_consent",
        {
            "client_id": ("path", "client_id"),
        },
        "",
    ),
    "me.list_api_keys": Method(
        "me",
        "list_api_keys",
        {},
        "",
    ),
    "me.create_api_key": Method(
        "me",
        "create_api_key",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "me.revoke_api_key": Method(
        "me",
        "revoke_api_key",
        {
            "key_id": ("path", "key_id"),
        },
        "",
    ),
    "me.export": Method(
        "me",
        "export",
        {},
        "",
    ),
    "factors.list": Method(
        "factors",
        "list",
        {},
        "",
    ),
    "factors.enrol_totp": Method(
        "factors",
        "enrol_totp",
        {},
        "body",
    ),
    "factors.begin_passkey": Method(
        "factors",
        "begin_passkey",
        {},
        "body",
    ),
    "factors.add_passkey": Method(
        "factors",
        "add_passkey",
        {},
        "body",
    ),
    "factors.rename": Method(
        "factors",
        "rename",
        {
            "factor_id": ("path", "factor_id"),
        },
        "body",
    ),
    "factors.confirm": Method(
        "factors",
        "confirm",
        {
            "factor_id": ("path", "factor_id"),
        },
        "body",
    ),
    "factors.remove": Method(
        "factors",
        "remove",
        {
            "factor_id": ("path", "factor_id"),
        },
        "body",
    ),
    "factors.make_recovery_codes": Method(
        "factors",
        "make_recovery_codes",
        {},
        "body",
    ),
    "users.list": Method(
        "users",
        "list",
        {
            "limit": ("query", "limit"),
            "cursor": ("query", "cursor"),
            "skip": ("query", "skip"),
            "sort": ("query", "sort"),
            "search": ("query", "search"),
            "include_total": ("query", "include_total"),
            "email": ("query", "email"),
            "username": ("query", "username"),
            "role": ("query", "role"),
            "is_active": ("query", "is_active"),
            "is_verified": ("query", "is_verified"),
            "created_from": ("query", "created_from"),
            "created_to": ("query", "created_to"),
        },
        "",
    ),
    "users.create": Method(
        "users",
        "create",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "users.stats": Method(
        "users",
        "stats",
        {
            "days": ("query", "days"),
        },
        "",
    ),
    "users.get_by_uuid": Method(
        "users",
        "get_by_uuid",
        {
            "user_uuid": ("path", "user_uuid"),
        },
        "",
    ),
    "users.get": Method(
        "users",
        "get",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.replace": Method(
        "users",
        "replace",
        {
            "user_id": ("path", "user_id"),
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "users.update": Method(
        "users",
        "update",
        {
            "user_id": ("path", "user_id"),
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "users.delete": Method(
        "users",
        "delete",
        {
            "user_id": ("path", "user_id"),
            "erase": ("query", "erase"),
        },
        "",
    ),
    "users.activate": Method(
        "users",
        "activate",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.deactivate": Method(
        "users",
        "deactivate",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.restore": Method(
        "users",
        "restore",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.unlock": Method(
        "users",
        "unlock",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.force_password_reset": Method(
        "users",
        "force_password_reset",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.list_sessions": Method(
        "users",
        "list_sessions",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.revoke_sessions": Method(
        "users",
        "revoke_sessions",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.reset_factors": Method(
        "users",
        "reset_factors",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "users.grant_role": Method(
        "users",
        "grant_role",
        {
            "user_id": ("path", "user_id"),
            "role": ("path", "role"),
        },
        "",
    ),
    "users.revoke_role": Method(
        "users",
        "revoke_role",
        {
            "user_id": ("path", "user_id"),
            "role": ("path", "role"),
        },
        "",
    ),
    "users.reference": Method(
        "users",
        "reference",
        {
            "user_id": ("path", "user_id"),
        },
        "",
    ),
    "roles.list": Method(
        "roles",
        "list",
        {
            "limit": ("query", "limit"),
            "cursor": ("query", "cursor"),
        },
        "",
    ),
    "roles.create": Method(
        "roles",
        "create",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "roles.get": Method(
        "roles",
        "get",
        {
            "role": ("path", "role"),
        },
        "",
    ),
    "roles.update": Method(
        "roles",
        "update",
        {
            "role": ("path", "role"),
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "roles.delete": Method(
        "roles",
        "delete",
        {
            "role": ("path", "role"),
        },
        "",
    ),
    "roles.list_permissions": Method(
        "roles",
        "list_permissions",
        {},
        "",
    ),
    "applications.list": Method(
        "applications",
        "list",
        {
            "limit": ("query", "limit"),
            "cursor": ("query", "cursor"),
        },
        "",
    ),
    "applications.create": Method(
        "applications",
        "create",
        {
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "applications.get": Method(
        "applications",
        "get",
        {
            "client_id": ("path", "client_id"),
        },
        "",
    ),
    "applications.update": Method(
        "applications",
        "update",
        {
            "client_id": ("path", "client_id"),
            "if_match": ("header", "If-Match"),
        },
        "body",
    ),
    "applications.delete": Method(
        "applications",
        "delete",
        {
            "client_id": ("path", "client_id"),
        },
        "",
    ),
    "applications.list_secrets": Method(
        "applications",
        "list_secrets",
        {
            "client_id": ("path", "client_id"),
        },
        "",
    ),
    "applications.create_secret": Method(
        "applications",
        "create_secret",
        {
            "client_id": ("path", "client_id"),
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "applications.revoke_secret": Method(
        "applications",
        "revoke_secret",
        {
            "client_id": ("path", "client_id"),
            "secret_id": ("path", "secret_id"),
        },
        "",
    ),
    "applications.list_keys": Method(
        "applications",
        "list_keys",
        {
            "client_id": ("path", "client_id"),
        },
        "",
    ),
    "applications.add_key": Method(
        "applications",
        "add_key",
        {
            "client_id": ("path", "client_id"),
            "idempotency_key": ("header", "Idempotency-Key"),
        },
        "body",
    ),
    "applications.remove_key": Method(
        "applications",
        "remove_key",
        {
            "client_id": ("path", "client_id"),
            "key_id": ("path", "key_id"),
        },
        "",
    ),
    "applications.grant_role": Method(
        "applications",
        "grant_role",
        {
            "client_id": ("path", "client_id"),
            "role": ("path", "role"),
        },
        "",
    ),
    "applications.revoke_role": Method(
        "applications",
        "revoke_role",
        {
            "client_id": ("path", "client_id"),
            "role": ("path", "role"),
        },
        "",
    ),
    "openid.get_configuration": Method(
        "openid",
        "get_configuration",
        {},
        "",
    ),
    "openid.get_metadata": Method(
        "openid",
        "get_metadata",
        {},
        "",
    ),
    "openid.authorize_device": Method(
        "openid",
        "authorize_device",
        {},
        "body",
    ),
    "openid.get_userinfo": Method(
        "openid",
        "get_userinfo",
        {},
        "",
    ),
    "openid.post_userinfo": Method(
        "openid",
        "post_userinfo",
        {},
        "",
    ),
    "audit.list": Method(
        "audit",
        "list",
        {
            "limit": ("query", "limit"),
            "cursor": ("query", "cursor"),
            "action": ("query", "action"),
            "actor": ("query", "actor"),
            "target": ("query", "target"),
            "request_id": ("query", "request_id"),
            "created_from": ("query", "created_from"),
            "created_to": ("query", "created_to"),
        },
        "",
    ),
    "system.root": Method(
        "system",
        "root",
        {},
        "",
    ),
    "system.health": Method(
        "system",
        "health",
        {},
        "",
    ),
    "system.live": Method(
        "system",
        "live",
        {},
        "",
    ),
    "system.ready": Method(
        "system",
        "ready",
        {},
        "",
    ),
    "system.jwks": Method(
        "system",
        "jwks",
        {},
        "",
    ),
}
OPTIONS = {
    "token": "token",
    "api_key": "api_key",
    "email": "email",
    "password": "password",
    "access_token": "access_token",
    "refresh_token": "refresh_token",
    "max_retries": "max_retries",
}


def settings(request: Json) -> Json:
    """Return the arguments of a client."""
    options: Json = request.get("options", {})
    found = {name: options[given] for given, name in OPTIONS.items() if given in options}
    limits = {"timeout": "timeout_ms", "total_timeout": "total_timeout_ms"}
    found |= {name: options[given] / 1000 for name, given in limits.items() if given in options}
    if "credentials" in options:
        found["credentials"] = {id_: credential(id_, each) for id_, each in options["credentials"].items()}
    if "server" in options:
        found["server"] = options["server"].get("index")
        found["server_variables"] = options["server"].get("variables")
    if "code" in options:
        found["second_factor"] = lambda _: options["code"]
    return found | ({"base_url": request["base_url"]} if "base_url" in request else {})


def credential(id_: str, given: Any) -> Any:
    """Make a credential of what stands for it."""
    if isinstance(given, str):
        return given
    members = dict(cast("Json", given))
    if "client_secrets" in members:
        secrets = iter(members.pop("client_secrets"))
        members["client_secret"] = lambda: next(secrets)
    if id_ in SERVICE.schemes and SERVICE.schemes[id_].kind == "basic":
        return Basic(members["username"], members["password"])
    return PasswordGrant(**members) if "username" in members else ClientCredentials(**members)


def arguments(request: Json, method: Method, function: Any) -> Json:
    """Return the arguments of a call, as the types they should have; what is no parameter goes along."""
    given = {place: dict(each) for place, each in request.get("input", {}).items() if place != "body"}
    places = {"path": "path", "query": "query", "header": "headers", "cookie": "cookies"}
    found: Json = {}
    for name, (place, wire) in method.arguments.items():
        values = given.get(places[place], {})
        known = next(
            (each for each in values if each == wire or (place == "header" and each.lower() == wire.lower())), ""
        )
        if known:
            found[name] = typed(function, name, values.pop(known))
    if method.body and "body" in request.get("input", {}):
        found[method.body] = typed(function, method.body, request["input"]["body"])
    headers = {name: str(value) for name, value in given.get("headers", {}).items()}
    free = request.get("options", {}).get("without_credentials", False)
    found["options"] = RequestOptions(headers=headers, query=given.get("query", {}), without_credentials=free)
    return found


def typed(function: Any, name: str, value: Any) -> Any:
    """Make a value of the type that an argument has; what does not fit goes to the service as it is."""
    try:
        return reader(function.__annotations__[name], function.__module__)(value)
    except Mismatch:
        return value


def report(request: Json, call: Callable[[], Any]) -> str:
    """Say how a call went."""
    try:
        value = call()
    except SdkError as error:
        return json.dumps({"id": request["id"], "error": described(error)})
    except VerifyError as error:
        facts = {"code": error.reason, "status": error.status, "challenge": error.challenge, "message": str(error)}
        return json.dumps(
            {"id": request["id"], "error": {"kind": "token", "retryable": error.reason == "unavailable", **facts}}
        )
    except (TypeError, ValueError) as error:
        return json.dumps({"id": request["id"], "error": {"kind": "input", "message": str(error)}})
    return json.dumps({"id": request["id"], "value": value})


def described(error: SdkError) -> Json:
    """Describe an error."""
    names = {"status": "status", "request_id": "request_id", "code": "code"}
    found = {name: getattr(error, each) for name, each in names.items() if hasattr(error, each)}
    if isinstance(error, StatusError) and error.data is not None:
        found["body"] = plain(error.data)
    return {"kind": error.kind, "retryable": error.retryable, "message": str(error), **found}


def encoded(value: Any) -> Any:
    """Write a value as JSON; bytes are written as base64."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else plain(None if value is UNSET else value)


def rules(request: Json) -> tuple[Json, str, Json]:
    """Return what makes a verifier, a token, and what is required of it."""
    given: Json = dict(request["verify"])
    made = {"base_url": request["base_url"], "issuer": given.pop("issuer"), "audience": given.pop("audiences")}
    return made, given.pop("token"), given


def waiting(request: Json) -> str:
    """Make a call with the client that waits; several at once have threads of their own."""

    def prepared() -> Any:
        if "verify" in request:
            made, token, required = rules(request)
            return Verifier(**made).verify(token, **required)
        with GatehouseClient(**settings(request)) as client:
            options: Json = request.get("options", {})
            method = METHODS[request["operation"]]
            function = getattr(getattr(client, method.group), method.name)

            def once(_: int = 0) -> Any:
                found = function(**arguments(request, method, function))
                if isinstance(found, Pages):
                    found = found.all() if options.get("all_pages") else found.page()
                if isinstance(found, Stream):
                    return [encoded(each) for each in found]
                return encoded(found.read() if isinstance(found, BinaryAnswer) else found)

            if "concurrent" not in options:
                return once()
            with concurrent.futures.ThreadPoolExecutor(options["concurrent"]) as pool:
                return list(pool.map(once, range(options["concurrent"])))

    return report(request, prepared)


async def asynchronous(request: Json) -> Any:
    """Make a call with the async client."""
    if "verify" in request:
        made, token, required = rules(request)
        return await AsyncVerifier(**made).verify(token, **required)
    async with AsyncGatehouseClient(**settings(request)) as client:
        options: Json = request.get("options", {})
        method = METHODS[request["operation"]]
        function = getattr(getattr(client, method.group), method.name)

        async def once() -> Any:
            found = function(**arguments(request, method, function))
            if isinstance(found, AsyncPages):
                return encoded(await found.all() if options.get("all_pages") else await found)
            found = await found
            if isinstance(found, AsyncStream):
                return [encoded(each) async for each in found]
            return encoded(await found.read() if isinstance(found, AsyncBinaryAnswer) else found)

        if "concurrent" not in options:
            return await once()
        return list(await asyncio.gather(*(once() for _ in range(options["concurrent"]))))


def main() -> None:
    """Answer line by line."""
    loop = asyncio.new_event_loop()
    for line in sys.stdin:
        request: Json = json.loads(line)
        is_sync = "--sync" in sys.argv
        print(waiting(request) if is_sync else report(request, partial(awaited, loop, request)), flush=True)


def awaited(loop: asyncio.AbstractEventLoop, request: Json) -> Any:
    """Make a call with the async client."""
    return loop.run_until_complete(asynchronous(request))


if __name__ == "__main__":
    main()

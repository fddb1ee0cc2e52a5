"""Facts about operations that every language needs, decided once."""

from dataclasses import replace
from typing import Any

from sdkgen.config import Config
from sdkgen.ir import (
    Api,
    Auth,
    ContentKind,
    Facts,
    Field,
    In,
    Operation,
    Primitive,
    PrimitiveKind,
    Role,
    Stream,
)
from sdkgen.normalise.answers import streams
from sdkgen.normalise.pagination import Paging

_IDEMPOTENT = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}
_IDENTITIES = ("email", "username", "user_name", "user", "login", "identifier")
_STREAMS = {
    ContentKind.EVENTS: Stream.EVENTS,
    ContentKind.JSON_LINES: Stream.JSON_LINES,
    ContentKind.BINARY: Stream.BINARY,
}


def with_facts(
    api: Api, operation: Operation, raw: dict[str, Any], config: Config, paging: Paging
) -> Operation:
    """Return an operation with its facts."""
    header = _idempotency_header(operation, config)
    is_idempotent = operation.method in _IDEMPOTENT
    stated = config.retryable.get(operation.id, raw.get("x-sdkgen-retryable"))
    retryable = stated if isinstance(stated, bool) else None
    is_repeatable = False if retryable is None and header else retryable
    facts = Facts(
        has_body=operation.body is not None,
        pagination=paging.of(api, operation, raw, is_repeatable=is_repeatable),
        is_idempotent=is_idempotent,
        idempotency_header=header,
        is_retryable=is_idempotent or bool(header) if retryable is None else retryable,
        if_match_header=any(p.wire.lower() == "if-match" for p in operation.parameters_in(In.HEADER)),
        etag_header=any(
            h.wire.lower() == "etag" for a in operation.answers if not a.is_error for h in a.headers
        ),
        role=_role(operation, raw, config),
        needs_auth=bool(operation.security) and () not in operation.security,
    )
    return replace(operation, facts=_with_stream(api, operation, facts))


def _idempotency_header(operation: Operation, config: Config) -> str:
    wanted = config.idempotency_header.lower()
    return next((p.wire for p in operation.parameters_in(In.HEADER) if p.wire.lower() == wanted), "")


def _with_stream(api: Api, operation: Operation, facts: Facts) -> Facts:
    contents = streams(operation.answers)
    kinds = [content.kind for content in contents]
    main = ContentKind.EVENTS if ContentKind.EVENTS in kinds else operation.success.kind
    kind = main if main in _STREAMS else None
    if kind is None:
        return facts
    content = next(content for content in contents if content.kind is kind)
    return replace(
        facts,
        stream=_STREAMS[kind],
        event_type=content.type if kind is not ContentKind.BINARY else None,
        stream_field=_stream_field(api, operation) if operation.success.kind is ContentKind.JSON else "",
    )


def _stream_field(api: Api, operation: Operation) -> str:
    """Return the member of the request that asks for events instead of one answer."""
    fields = _members(api, operation)
    is_flag = any(field.wire == "stream" and _is_boolean(api, field.type) for field in fields)
    return "stream" if is_flag else ""


def _members(api: Api, operation: Operation) -> tuple[Field, ...]:
    """Return the members of what a call sends."""
    body = api.object(operation.primary.type) if operation.primary else None
    return body.fields if body else ()


def _is_boolean(api: Api, type_: Any) -> bool:
    resolved = api.resolve(type_)
    return isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.BOOLEAN


def _role(operation: Operation, raw: dict[str, Any], config: Config) -> Role | None:
    auth = config.auth
    roles = {
        auth.login: Role.LOGIN,
        auth.second_step: Role.SECOND_STEP,
        auth.refresh: Role.REFRESH,
        auth.logout: Role.LOGOUT,
        auth.keys: Role.KEYS,
    }
    stated = raw.get("x-sdkgen-role")
    return roles.get(operation.id) or (Role(stated) if stated in list(Role) else None)


def auth_of(api: Api, operations: list[Operation], config: Config) -> Auth:
    """Gather where credentials come from."""
    by_role = {operation.facts.role: operation.id for operation in reversed(operations)}
    login = next((each for each in operations if each.facts.role is Role.LOGIN), None)
    members = [each.wire for each in _members(api, login)] if login else []
    if Role.LOGIN not in by_role and Role.REFRESH not in by_role:
        return Auth(keys=by_role.get(Role.KEYS, ""))
    return Auth(
        login=by_role.get(Role.LOGIN, ""),
        refresh=by_role.get(Role.REFRESH, ""),
        logout=by_role.get(Role.LOGOUT, ""),
        keys=by_role.get(Role.KEYS, ""),
        access_token=config.auth.access_token,
        refresh_token=config.auth.refresh_token,
        expires_in=config.auth.expires_in,
        identities=tuple(name for name in _IDENTITIES if name in members),
        password=next((name for name in members if "password" in name.lower()), ""),
        **_second_step(api, operations, config),
    )


def _second_step(api: Api, operations: list[Operation], config: Config) -> dict[str, str]:
    """What completes a login with a second factor, if its body takes the token and the code."""
    found = next((each for each in operations if each.facts.role is Role.SECOND_STEP), None)
    token, code = config.auth.login_token, config.auth.code
    if found is None or not {token, code} <= {each.wire for each in _members(api, found)}:
        return {}
    return {"second_step": found.id, "login_token": token, "code": code}

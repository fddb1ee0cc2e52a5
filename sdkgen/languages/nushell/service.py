"""What the runtime has to know of a service as a whole: its address, its problems, how to sign in."""

import json
from typing import Any

from sdkgen.ir import Api, Object, Operation, Server
from sdkgen.languages.nushell.names import primary, shape

_IDENTITIES = ("email", "username", "login", "identifier")


def service(api: Api, name: str, prefix: str, version: str, error_code: str) -> str:
    """Write the description of a service."""
    found = {
        "name": name,
        "prefix": prefix,
        "user_agent": f"{name}-nushell/{version}",
        "base_url": address(api.servers),
        "problems": {"code_field": api.problems.code_field if api.problems else error_code},
        "auth": _auth(api),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def address(servers: tuple[Server, ...]) -> str:
    """Return the first server's address with its blanks filled; nothing if it is no whole address."""
    if not servers:
        return ""
    url = servers[0].url
    for variable in servers[0].variables:
        url = url.replace(f"{{{variable.wire}}}", variable.default)
    return url if url.startswith(("http://", "https://")) else ""


def _auth(api: Api) -> dict[str, Any] | None:
    by_id = {each.id: each for each in api.operations}
    login = by_id.get(api.auth.login)
    refresh = by_id.get(api.auth.refresh)
    if not api.auth.access_token or (login is None and refresh is None):
        return None
    return {
        "login": _login(api, login) if login else None,
        "refresh": {**_operation(refresh), "refresh_token": api.auth.refresh_token} if refresh else None,
        "access_token": api.auth.access_token,
        "refresh_token": api.auth.refresh_token,
        "expires_in": api.auth.expires_in,
    }


def _login(api: Api, operation: Operation) -> dict[str, Any]:
    content = primary(operation)
    body = shape(api, content.type) if content and content.type else None
    wires = [each.wire for each in body.fields] if isinstance(body, Object) else []
    password = next((wire for wire in wires if "password" in wire.lower()), "password")
    fallback = next((wire for wire in _IDENTITIES if wire in wires), "username")
    names = {name: name if name in wires else fallback for name in ("email", "username")}
    return {**_operation(operation), **names, "password": password}


def _operation(operation: Operation) -> dict[str, Any]:
    content = primary(operation)
    return {
        "id": operation.id,
        "method": operation.method,
        "path": operation.path,
        "kind": str(content.kind) if content else "json",
        "media_type": content.media_type if content else "application/json",
        "idempotency": operation.facts.idempotency_header,
    }

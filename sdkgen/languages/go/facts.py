"""What is the same for every call of an operation."""

from sdkgen.ir import Api, ContentKind, Operation, SecurityKind, Stream
from sdkgen.languages.go.hiding import secrets_of
from sdkgen.languages.go.literals import quote, strings

BEARER = {SecurityKind.BEARER, SecurityKind.OAUTH2, SecurityKind.OPENID}
KINDS = {**dict.fromkeys(BEARER, "bearer"), SecurityKind.BASIC: "basic", SecurityKind.API_KEY: "api_key"}
STREAMS = {Stream.EVENTS: "text/event-stream", Stream.JSON_LINES: "application/jsonl"}


def facts_of(api: Api, operation: Operation) -> list[tuple[str, str]]:
    """Write what is the same for every call of an operation."""
    facts = operation.facts
    known = {scheme.id for scheme in api.security_schemes if scheme.kind in KINDS}
    security = [
        [use.scheme for use in each] for each in operation.security if {use.scheme for use in each} <= known
    ]
    lists = ", ".join("{" + ", ".join(map(quote, each)) + "}" for each in security if each)
    found = {
        "ID": quote(operation.id),
        "Method": quote(operation.method),
        "Path": quote(operation.path),
        "Server": quote(_address(operation)) if _address(operation) else "",
        "Accept": quote(_accept(operation)),
        "Security": f"[][]string{{{lists}}}" if lists else "",
        "Secrets": strings(secrets) if (secrets := secrets_of(api, operation)) else "",
        "MayBeEmpty": "true" if operation.success.may_be_empty else "",
        "Retryable": "true" if facts.is_retryable and not facts.idempotency_header else "",
        "IdempotencyHeader": quote(facts.idempotency_header) if facts.idempotency_header else "",
    }
    return [(key, value) for key, value in found.items() if value]


def _accept(operation: Operation) -> str:
    if operation.success.kind is not ContentKind.JSON and operation.facts.stream in STREAMS:
        return STREAMS[operation.facts.stream]
    if operation.success.kind in {None, ContentKind.JSON}:
        return operation.success.media_type or "application/json"
    return operation.success.media_type or "*/*"


def _address(operation: Operation) -> str:
    server = operation.servers[0] if operation.servers else None
    if server is None:
        return ""
    text = server.url
    for each in server.variables:
        text = text.replace(f"{{{each.wire}}}", each.default)
    return text if text.startswith("http") else ""

"""Secrets: what must not be seen in a log, because the document or its name says so."""

from dataclasses import replace

from sdkgen.ir import Api, NamedType, Object, Operation, Primitive, PrimitiveKind, Type
from sdkgen.names import Words

_ENDS = {"password", "passwd", "passphrase", "secret"}
_NAMES = {
    "token",
    "access token",
    "refresh token",
    "id token",
    "auth token",
    "api key",
    "apikey",
    "secret key",
    "private key",
    "client assertion",
}


def with_secrets(api: Api, operations: list[Operation]) -> tuple[Api, list[Operation]]:
    """Return types and operations with their secrets marked."""
    types = {id_: _marked(api, named) for id_, named in api.types.items()}
    return replace(api, types=types), [_with_parameters(api, each) for each in operations]


def _marked(api: Api, named: NamedType) -> NamedType:
    if not isinstance(named, Object):
        return named
    secrets = {each.wire for each in named.fields if _is_secret(api, each.type, named.name, each.name)}
    if not secrets:
        return named
    return replace(named, fields=tuple(replace(each, secret=each.wire in secrets) for each in named.fields))


def _with_parameters(api: Api, operation: Operation) -> Operation:
    secrets = {each.key for each in operation.parameters if _is_secret(api, each.type, Words(""), each.name)}
    if not secrets:
        return operation
    marked = tuple(replace(each, secret=each.key in secrets) for each in operation.parameters)
    return replace(operation, parameters=marked)


def _is_secret(api: Api, type_: Type, owner: Words, name: Words) -> bool:
    resolved = api.resolve(type_)
    if not isinstance(resolved, Primitive) or resolved.kind is not PrimitiveKind.STRING:
        return False
    return resolved.format == "password" or _sounds_secret(owner, name)


def _sounds_secret(owner: Words, name: Words) -> bool:
    if name in _NAMES or name.parts[-1] in _ENDS:
        return True
    return name in {"key", "value"} and {"api", "key"} <= set(owner.parts)

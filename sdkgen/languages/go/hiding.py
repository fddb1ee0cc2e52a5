"""What must not be shown: fields and parameters that carry secrets."""

from sdkgen.ir import Api, Field, NamedType, Object, Operation, Parameter, Primitive, PrimitiveKind, Type
from sdkgen.ir.walk import members, references

_SECRETS = frozenset(
    [
        "password",
        "new_password",
        "current_password",
        "old_password",
        "access_token",
        "refresh_token",
        "id_token",
        "token",
        "secret",
        "client_secret",
        "api_key",
        "apikey",
        "private_key",
        "secret_key",
        "key_secret",
    ]
)


def is_secret(api: Api, each: Field | Parameter) -> bool:
    """Whether the value of a field or parameter is a secret."""
    resolved = api.resolve(each.type)
    if not isinstance(resolved, Primitive) or resolved.kind is not PrimitiveKind.STRING:
        return False
    spellings = {each.wire.lower(), each.name.replace(" ", "_")}
    return bool(spellings & _SECRETS) or resolved.format == "password"


def secrets_of(api: Api, operation: Operation) -> list[str]:
    """Name the parameters and the members of the body, however deep, that are secrets."""
    found = {each.wire for each in operation.parameters if is_secret(api, each)}
    for named in _sent(api, operation):
        if isinstance(named, Object):
            found |= {each.wire for each in named.fields if is_secret(api, each)}
    return sorted(found)


def _sent(api: Api, operation: Operation) -> list[NamedType]:
    """Return the types that the body of an operation is made of."""
    contents = operation.body.contents if operation.body else ()
    waiting: list[Type] = [each.type for each in contents if each.type]
    found: dict[str, NamedType] = {}
    while waiting:
        for ref in references(waiting.pop()):
            if ref.id not in found:
                found[ref.id] = api.types[ref.id]
                waiting += members(api.types[ref.id])
    return list(found.values())

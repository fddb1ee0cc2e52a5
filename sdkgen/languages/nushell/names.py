"""What everything is called in Nushell: commands, flags, and the members of bodies that are flags."""

from collections.abc import Iterator

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Alias, Api, Content, ContentKind, Field, Object, Operation, Ref, Type
from sdkgen.languages.nushell.builtins import TAKEN
from sdkgen.name_table import NameTable
from sdkgen.names import Claim, Scope, Words, allocate, kebab

OPTIONS = frozenset(
    {
        "all",
        "body",
        "client",
        "content-type",
        "dry-run",
        "env",
        "full",
        "headers",
        "help",
        "in",
        "it",
        "nu",
        "query",
        "raw",
        "span",
        "timeout",
    }
)
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FLAGGED = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}

GROUPS = Scope("groups", kebab, TAKEN, lambda name: f"{name}-api", fold=True)
OPERATIONS = Scope("operations", kebab)
ARGUMENTS = Scope("flags", kebab, OPTIONS, lambda name: f"{name}-value")


def write_names(api: Api, diagnostics: Diagnostics) -> NameTable:
    """Give groups, operations and flags their names; members of records keep those of the document."""
    operations: dict[str, str] = {}
    arguments: dict[tuple[str, str], str] = {}
    for group in api.groups:
        operation_claims = [
            Claim(each.id, each.name, each.operation_id, 0, each.alternatives) for each in group.operations
        ]
        operations |= allocate(OPERATIONS.within(group.id), operation_claims, diagnostics)
        for each in group.operations:
            names = allocate(ARGUMENTS.within(each.id), _claims(api, each), diagnostics)
            arguments |= {(each.id, key): name for key, name in names.items()}
    groups = allocate(GROUPS, [Claim(group.id, group.name) for group in api.groups], diagnostics)
    return NameTable(groups=groups, operations=operations, arguments=arguments)


def _claims(api: Api, operation: Operation) -> Iterator[Claim]:
    for each in operation.parameters:
        yield Claim(each.key, each.name, each.wire, alternatives=(each.name.plus(each.place),))
    for field in flagged(api, operation):
        alternatives = (Words("body").plus(field.name),)
        yield Claim(f"body:{field.wire}", field.name, field.wire, 1, alternatives)


def flagged(api: Api, operation: Operation) -> tuple[Field, ...]:
    """Return the members of an operation's body that can be given as flags."""
    content = primary(operation)
    if content is None or content.kind not in _FLAGGED or content.type is None:
        return ()
    found = shape(api, content.type)
    return found.fields if isinstance(found, Object) else ()


def primary(operation: Operation) -> Content | None:
    """Return the content that a call sends unless told otherwise."""
    body = operation.body
    return body.contents[body.primary] if body and sends_body(operation) else None


def sends_body(operation: Operation) -> bool:
    """Whether Nushell can send a body with the operation's method."""
    return operation.method not in _READING


def shape(api: Api, type_: Type) -> object:
    """Look through aliases and references: the declaration, or the expression if it is none."""
    resolved = api.resolve(type_)
    named = api.types[resolved.id] if isinstance(resolved, Ref) else resolved
    return named.target if isinstance(named, Alias) else named

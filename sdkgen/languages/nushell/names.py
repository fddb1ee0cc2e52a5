"""What everything is called in Nushell: commands, flags, and the members of bodies that are flags."""

from collections.abc import Iterator

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Content, ContentKind, Field, Operation
from sdkgen.name_table import NameTable
from sdkgen.names import Claim, Scope, Words, allocate, kebab
from sdkgen.taken_names import NUSHELL

_OPTIONS = """
    all body client content-type dry-run env full headers help in it nu query raw span timeout
    without-credentials
"""
_RUNTIME = "runtime"  # the folder beside those of groups
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FLAGGED = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}

_GROUPS = Scope("groups", kebab, NUSHELL.keywords | {_RUNTIME}, lambda name: f"{name}-api", fold=True)
_OPERATIONS = Scope("operations", kebab)
_ARGUMENTS = Scope("flags", kebab, frozenset(_OPTIONS.split()), lambda name: f"{name}-value")


def module_name(name: Words) -> str:
    """Name the folder, which every command begins with; Nushell's own commands keep their names."""
    written = kebab(name)
    return f"{written}-api" if written in NUSHELL.all | {_RUNTIME} else written


def write_names(api: Api, diagnostics: Diagnostics) -> NameTable:
    """Give groups, operations and flags their names; members of records keep those of the document."""
    operations: dict[str, str] = {}
    arguments: dict[tuple[str, str], str] = {}
    for group in api.groups:
        operation_claims = [
            Claim(each.id, each.name, each.operation_id, 0, each.alternatives) for each in group.operations
        ]
        operations |= allocate(_OPERATIONS.within(group.id), operation_claims, diagnostics)
        for each in group.operations:
            names = allocate(_ARGUMENTS.within(each.id), _claims(api, each), diagnostics)
            arguments |= {(each.id, key): name for key, name in names.items()}
    groups = allocate(_GROUPS, [Claim(group.id, group.name) for group in api.groups], diagnostics)
    return NameTable(groups=groups, operations=operations, arguments=arguments)


def _claims(api: Api, operation: Operation) -> Iterator[Claim]:
    for each in operation.parameters:
        yield Claim(each.key, each.name, each.wire, alternatives=(each.name.plus(each.place),))
    for field in flagged(api, operation):
        alternatives = (Words("body").plus(field.name),)
        yield Claim(body_key(field), field.name, field.wire, 1, alternatives)


def body_key(field: Field) -> str:
    """Return the key of a member of a body among the arguments of its operation."""
    return f"body:{field.wire}"


def flagged(api: Api, operation: Operation) -> tuple[Field, ...]:
    """Return the members of an operation's body that can be given as flags."""
    content = sent_content(operation)
    found = api.object(content.type) if content and content.kind in _FLAGGED else None
    return found.fields if found else ()


def sent_content(operation: Operation) -> Content | None:
    """Return the content that a call sends unless told otherwise."""
    return operation.primary if sends_body(operation) else None


def sends_body(operation: Operation) -> bool:
    """Whether Nushell can send a body with the operation's method."""
    return operation.method not in _READING

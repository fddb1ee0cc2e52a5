"""What a document declares, held against what was made of it: the representation, and the written code."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sdkgen.ir import (
    Alias,
    Api,
    Content,
    ContentKind,
    NamedType,
    Nullable,
    Object,
    Operation,
    Ref,
    Type,
    Union,
)
from tests.sdk.builds.declared import Call, Contents, Declared, Fields

_WITH_FIELDS = {ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART}
_CODE = {".ts", ".go", ".rs", ".nu", ".py", ".json"}
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_COMMENT = re.compile(r'^\s*(?://|\*|/\*|#(?!\[)).*$|^\s*"""(?:.|\n)*?"""', re.MULTILINE)
_OPERATION = re.compile(rf'"?method"?[:=]\s*("[A-Z]+"),\s*"?path"?[:=]\s*({_STRING})', re.IGNORECASE)
_TOKEN = re.compile(rf"{_STRING}|[\w$]+")


def missing_in_representation(declared: Declared, api: Api) -> Iterator[str]:
    """Say what the representation lacks."""
    operations = {f"{each.method} {each.path}": each for each in api.operations}
    for name, call in declared.calls.items():
        if name not in operations:
            yield f"{name} is dropped"
            continue
        yield from (f"{name} lacks {what}" for what in _missing_in_call(api, call, operations[name]))
    for name, fields in declared.models.items():
        id_ = name if name in api.types else next((id_ for id_ in api.types if id_.endswith(f"#/{name}")), "")
        found = _fields(api, Ref(id_)) if id_ else frozenset()
        yield from (f"{name} lacks the field {field!r}" for field in sorted(fields - found))


def _missing_in_call(api: Api, call: Call, operation: Operation) -> Iterator[str]:
    found = {f"{each.place}:{each.wire}" for each in operation.parameters}
    yield from (f"the parameter {name!r}" for name in sorted(call.parameters - found))
    yield from _missing_in_contents(
        api, "the body", call.body, operation.body.contents if operation.body else ()
    )
    answers = {answer.status: answer.contents for answer in operation.answers}
    for status, contents in call.answers.items():
        if status not in answers:
            yield f"the answer {status}"
        else:
            yield from _missing_in_contents(api, f"in the answer {status}", contents, answers[status])


def _missing_in_contents(
    api: Api, where: str, declared: Contents, found: tuple[Content, ...]
) -> Iterator[str]:
    contents = {content.media_type: content for content in found}
    for media_type, fields in declared.items():
        content = contents.get(media_type) or (
            contents.get("application/json") if "*" in media_type else None
        )
        if content is None:
            yield f"{where}: {media_type}"
        elif content.type and content.kind in _WITH_FIELDS:
            lost = sorted(fields - _fields(api, content.type))
            yield from (f"{where}: the field {name!r} of {media_type}" for name in lost)


def _fields(api: Api, type_: Type | NamedType, seen: frozenset[str] = frozenset()) -> Fields:
    """Return the members of a type; a union has those of all its arms."""
    match type_:
        case Ref(id_) if id_ not in seen:
            return _fields(api, api.types[id_], seen | {id_})
        case Nullable(inner):
            return _fields(api, inner, seen)
        case Alias():
            return _fields(api, type_.target, seen)
        case Object():
            return frozenset(each.wire for each in type_.fields)
        case Union():
            return frozenset().union(*(_fields(api, arm.type, seen) for arm in type_.arms))
    return frozenset()


def missing_in_code(declared: Declared, client: Path) -> Iterator[str]:
    """Say what the code of a client lacks: operations by their method and path, the rest by their names."""
    files = [path for path in sorted(client.rglob("*")) if path.suffix in _CODE]
    texts = [_COMMENT.sub("", path.read_text()) for path in files]
    operations = {" ".join(map(_plain, found)) for text in texts for found in _OPERATION.findall(text)}
    yield from (f"{name} is not in the code" for name in declared.calls if name not in operations)
    tokens = {_plain(found) for text in texts for found in _TOKEN.findall(text)}
    tags = [token for token in tokens if token.startswith('json:"')]  # those in quotes, of Go's odd names
    tokens |= {_plain(found) for tag in tags for found in _TOKEN.findall(tag)}
    tokens |= {token.removesuffix(",omitempty").removesuffix(",omitzero") for token in tokens}
    tokens |= {token.lower() for token in tokens}  # a header may be written with capitals
    wanted = _names(declared, has_models=client.name != "nushell")
    yield from (f"{name!r} is not in the code" for name in sorted(wanted) if name not in tokens)


def _names(declared: Declared, *, has_models: bool) -> set[str]:
    """Return what must be in the code of a client: parameters and members by the names they travel by.

    Nushell has no types, and so none of errors, nor any that no operation uses.
    """
    calls = declared.calls.values()
    answers = [each for call in calls for status, each in call.answers.items() if has_models or status < "3"]
    contents = [*(call.body for call in calls), *answers]
    members = [fields for each in contents for fields in each.values()]
    members += declared.models.values() if has_models else []
    parameters = {name.partition(":")[2] for call in calls for name in call.parameters}
    return parameters.union(*members)


def _plain(token: str) -> str:
    try:
        return str(json.loads(token)) if token.startswith('"') else token
    except ValueError:
        return token.strip('"')

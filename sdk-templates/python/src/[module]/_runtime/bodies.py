"""Bodies of requests."""

from __future__ import annotations

import io
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote

from .encoding import dumps, plain
from .errors import InputError
from .models import Model
from .operation import Content, Parameter, Part
from .serialize import query_pairs
from .values import UNSET, File, is_list

_ANY_FILE = "application/octet-stream"
_PLAIN = frozenset({"", "text/plain"})


@dataclass(frozen=True)
class Body:
    """A body as `httpx.Request` takes it; one that is not `replayable` can be sent once."""

    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    content_type: str = ""
    replayable: bool = True


def write_body(contents: tuple[Content, ...], value: Any, media_type: str | None) -> Body | None:
    """Write a body in the media type that is asked for, or in the first."""
    if not contents or value is UNSET:
        return None
    chosen = next((each for each in contents if media_type in (None, each.media_type)), None)
    if chosen is None:
        raise InputError("the operation takes no body of this media type")
    writers = {"json": _json, "form": _form, "multipart": _multipart, "binary": _binary}
    return writers.get(chosen.kind, _text)(value, chosen)


def _json(value: Any, content: Content) -> Body:
    return Body({"content": _encoded(dumps(value))}, content.media_type)


def _text(value: Any, content: Content) -> Body:
    return Body({"content": _encoded(value if isinstance(value, str) else dumps(value))}, content.media_type)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InputError("a text is not valid Unicode") from None


def _binary(value: Any, content: Content) -> Body:
    media_type = _ANY_FILE if "*" in content.media_type else content.media_type
    if isinstance(value, str):
        return Body({"content": _encoded(value)}, media_type)
    if isinstance(value, (bytes, bytearray)):
        return Body({"content": bytes(value)}, media_type)
    if isinstance(value, (Iterable, AsyncIterable)) and not isinstance(value, (Mapping, list, tuple)):
        return Body({"content": value}, media_type, replayable=False)
    raise InputError("the body must be text, bytes, an open file, or something that yields bytes")


def _form(value: Any, content: Content) -> Body:
    pairs: list[tuple[str, str]] = []
    for wire, each in _members(plain(value)).items():
        part = content.parts.get(wire, Part())
        is_json = "json" in part.content_type and isinstance(each, (dict, list))
        items: list[Any] = each if is_json and is_list(each) else [each]
        for item in items:
            if item is not None:
                parameter = Parameter(wire, wire, "query", part.style, part.explode, json=is_json)
                pairs += query_pairs(parameter, item)
    text = "&".join(f"{quote(name, safe='')}={written}" for name, written in pairs)
    return Body({"content": text.encode()}, content.media_type)


def _multipart(value: Any, content: Content) -> Body:
    files: list[tuple[str, Any]] = []
    is_replayable = True
    for wire, each in _members(_shallow(value)).items():
        part = content.parts.get(wire, Part())
        items: list[Any] = each if is_list(each) else [each]
        for item in items:
            files.append((wire, _entry(wire, item, part)))
            is_replayable = is_replayable and _is_replayable(item)
    return Body({"files": files}, replayable=is_replayable)


def _entry(wire: str, item: Any, part: Part) -> tuple[Any, ...]:
    """Return name, content and media type of a part; a part without a name is no file."""
    media_type = part.content_type.split(",")[0].strip()
    if isinstance(item, File):
        return (item.name, item.content, item.content_type or media_type or _ANY_FILE)
    if part.is_file and isinstance(item, (str, bytes, bytearray)):
        return (wire, item, media_type or _ANY_FILE)
    if hasattr(item, "read"):
        return (_name_of(item, wire), item, media_type or _ANY_FILE)
    written = plain(item)
    text = written if isinstance(written, str) else dumps(written)
    return (None, text.encode(), *([media_type] if media_type not in _PLAIN else []))


def _name_of(file: Any, wire: str) -> str:
    name = getattr(file, "name", None)
    return name.replace("\\", "/").rpartition("/")[2] if isinstance(name, str) else wire


def _is_replayable(item: Any) -> bool:
    content = item.content if isinstance(item, File) else item
    if not hasattr(content, "read"):
        return True
    file = cast("io.IOBase", content)
    return file.seekable()


def _shallow(value: Any) -> Any:
    """Return the members of a model by the names they travel by, with their values as they are."""
    if not isinstance(value, Model):
        return value
    fields = type(value).model_spec.fields
    members = {fields[name].wire: each for name, each in value.__dict__.items() if name in fields}
    return {**members, **value.additional_properties}


def _members(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError("the body must be an object")
    members = cast("Mapping[str, Any]", value)
    return {name: each for name, each in members.items() if each is not None and each is not UNSET}

"""Pagination: stated by an extension or the configuration, or recognised where there can be no doubt."""

from collections.abc import Iterator
from typing import Any

from sdkgen.ir import (
    Api,
    Array,
    Field,
    In,
    Object,
    Operation,
    PageStyle,
    Pagination,
    Primitive,
    PrimitiveKind,
    Ref,
    Type,
)

_ITEMS = ("items", "data", "results", "entries", "records", "values")
_SIZES = ("limit", "page_size", "pageSize", "per_page", "perPage", "max_results", "size")
_CURSORS = (
    ("next_cursor", "cursor"),
    ("nextCursor", "cursor"),
    ("next_page_token", "page_token"),
    ("nextPageToken", "pageToken"),
    ("next_page", "page_token"),
    ("next_marker", "marker"),
    ("last_id", "after"),
)
_MORE = ("has_more", "hasMore")
_OFFSETS = ("offset", "skip")
_TEXT = {PrimitiveKind.STRING, PrimitiveKind.UUID}
_WHOLE = {PrimitiveKind.INTEGER, PrimitiveKind.INT32, PrimitiveKind.INT64}

Settings = dict[str, Any]


def pagination(api: Api, operation: Operation, stated: Settings | bool | None) -> Pagination | None:
    """Return how an operation is paged through, if it is."""
    if stated is False:
        return None
    if isinstance(stated, dict):
        return _stated(api, operation, stated)
    return _recognised(api, operation) if operation.method == "GET" else None


def _stated(api: Api, operation: Operation, stated: Settings) -> Pagination | None:
    items = _path(stated.get("items", ""))
    item_type = _items_at(api, operation.success.type, items)
    if item_type is None:
        return None
    return Pagination(
        style=PageStyle(stated.get("style", "cursor")),
        items=items,
        item_type=item_type,
        next=_path(stated.get("next", "")),
        more=_path(stated.get("more", "")),
        parameter=stated.get("parameter", ""),
        size_parameter=stated.get("size", ""),
    )


def _path(text: str) -> tuple[str, ...]:
    return tuple(step for step in text.split(".") if step)


def _items_at(api: Api, type_: Type | None, path: tuple[str, ...]) -> Type | None:
    for step in path:
        field = next((field for field in _fields(api, type_) if field.wire == step), None)
        type_ = field.type if field else None
    resolved = api.resolve(type_) if type_ is not None else None
    return resolved.items if isinstance(resolved, Array) else None


def _fields(api: Api, type_: Type | None) -> tuple[Field, ...]:
    resolved = api.resolve(type_) if type_ is not None else None
    named = api.types[resolved.id] if isinstance(resolved, Ref) else None
    return named.fields if isinstance(named, Object) else ()


def _recognised(api: Api, operation: Operation) -> Pagination | None:
    query = {parameter.wire: parameter.type for parameter in operation.parameters_in(In.QUERY)}
    size = next((name for name in _SIZES if name in query), "")
    whole = _items_at(api, operation.success.type, ())
    if whole is not None:
        return _by_link(operation, whole, query, size)
    for items, item_type in _lists(api, operation.success.type):
        found = _by_cursor(api, operation, items, item_type, query, size)
        return found or _by_offset(items, item_type, query, size)
    return None


def _lists(api: Api, type_: Type | None) -> Iterator[tuple[tuple[str, ...], Type]]:
    """Yield the one list of an answer that can be its items."""
    lists = {
        field.wire: resolved.items
        for field in _fields(api, type_)
        if isinstance(resolved := api.resolve(field.type), Array)
    }
    known = [name for name in _ITEMS if name in lists]
    name = known[0] if len(known) == 1 else next(iter(lists)) if len(lists) == 1 else None
    if name is not None:
        yield (name,), lists[name]


def _by_cursor(
    api: Api, operation: Operation, items: tuple[str, ...], item_type: Type, query: dict[str, Type], size: str
) -> Pagination | None:
    fields = {field.wire: field for field in _fields(api, operation.success.type)}
    for next_, parameter in _CURSORS:
        if next_ in fields and parameter in query and _is_text(api, fields[next_].type):
            more = next((name for name in _MORE if name in fields), "")
            return Pagination(PageStyle.CURSOR, items, item_type, (next_,), _path(more), parameter, size)
    return None


def _by_offset(
    items: tuple[str, ...], item_type: Type, query: dict[str, Type], size: str
) -> Pagination | None:
    parameter = next((name for name in _OFFSETS if name in query and _is_whole(query[name])), "")
    return (
        Pagination(PageStyle.OFFSET, items, item_type, (), (), parameter, size)
        if parameter and size
        else None
    )


def _by_link(operation: Operation, item_type: Type, query: dict[str, Type], size: str) -> Pagination | None:
    """A bare list is paged by its `Link` header or by page numbers."""
    headers = {
        header.wire.lower()
        for answer in operation.answers
        if not answer.is_error
        for header in answer.headers
    }
    has_page = "page" in query and _is_whole(query["page"])
    if "link" in headers and (has_page or size):
        return Pagination(PageStyle.LINK, (), item_type, (), (), "page" if has_page else "", size)
    return Pagination(PageStyle.PAGE, (), item_type, (), (), "page", size) if has_page and size else None


def _is_text(api: Api, type_: Type) -> bool:
    resolved = api.resolve(type_)
    return isinstance(resolved, Primitive) and resolved.kind in _TEXT


def _is_whole(type_: Type) -> bool:
    return isinstance(type_, Primitive) and type_.kind in _WHOLE

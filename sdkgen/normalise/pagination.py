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
    Parameter,
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
_PAGES = ("page", "page_number", "pageNumber")
_ADDRESSES = (
    "next_url",
    "nextUrl",
    "next_page_url",
    "nextPageUrl",
    "next_link",
    "nextLink",
    "@odata.nextLink",
)
_ENVELOPES = {
    *("meta", "metadata", "pagination", "paging", "page_info", "pageInfo", "cursors", "links", "_links"),
    "response_metadata",
}
_TOTALS = {
    *("total", "total_count", "totalCount", "count", "total_items", "totalItems", "total_results"),
    *("total_pages", "totalPages", "page_count", "pageCount", "last_page", "lastPage"),
}
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
    query = {each.wire: each.type for each in operation.parameters_in(In.QUERY) if not _is_from_zero(each)}
    size = next((name for name in _SIZES if name in query), "")
    whole = _items_at(api, operation.success.type, ())
    if whole is not None:
        return _by_link(operation, (), whole, query, size) or _by_page((), whole, query, size)
    for items, item_type in _lists(api, operation.success.type):
        found = _by_cursor(api, operation, items, item_type, query, size)
        found = found or _by_address(api, operation, items, item_type, size)
        found = found or _by_link(operation, items, item_type, query, size)
        found = found or _by_offset(items, item_type, query, size)
        return found or (_by_page(items, item_type, query, size) if _has_total(api, operation) else None)
    return None


def _is_from_zero(parameter: Parameter) -> bool:
    """Whether pages may be counted from zero, so that the first one would be left out."""
    starts = (parameter.default.json if parameter.default else None, parameter.constraints.minimum)
    return parameter.wire in _PAGES and 0 in starts


def _members(api: Api, type_: Type | None) -> dict[tuple[str, ...], Type]:
    """Return the members of an answer, and those of the objects in it that are about its pages."""
    top = _fields(api, type_)
    found: dict[tuple[str, ...], Type] = {(field.wire,): field.type for field in top}
    for outer in top:
        if outer.wire in _ENVELOPES:
            found |= {(outer.wire, inner.wire): inner.type for inner in _fields(api, outer.type)}
    return found


def _has_total(api: Api, operation: Operation) -> bool:
    members = _members(api, operation.success.type)
    return any(path[-1] in _TOTALS and _is_whole(api.resolve(type_)) for path, type_ in members.items())


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
    members = _members(api, operation.success.type)
    for next_, parameter in _CURSORS:
        path = next((path for path in members if path[-1] == next_), None)
        if path and parameter in query and _is_text(api, members[path]):
            more = next((each for each in members if each[-1] in _MORE), ())
            return Pagination(PageStyle.CURSOR, items, item_type, path, more, parameter, size)
    return None


def _by_address(
    api: Api, operation: Operation, items: tuple[str, ...], item_type: Type, size: str
) -> Pagination | None:
    """A member with the address of the next page says so by its name or its format."""
    for path, type_ in _members(api, operation.success.type).items():
        resolved = api.resolve(type_)
        is_address = isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.URI
        if (path[-1] == "next" and is_address) or (
            path[-1] in _ADDRESSES and (is_address or _is_text(api, type_))
        ):
            return Pagination(PageStyle.NEXT_URL, items, item_type, path, (), "", size)
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


def _by_link(
    operation: Operation, items: tuple[str, ...], item_type: Type, query: dict[str, Type], size: str
) -> Pagination | None:
    """A list is paged by the `Link` header of its answer."""
    successes = [answer for answer in operation.answers if not answer.is_error]
    headers = {header.wire.lower() for answer in successes for header in answer.headers}
    page = "page" if "page" in query and _is_whole(query["page"]) else ""
    if "link" in headers and (page or size):
        return Pagination(PageStyle.LINK, items, item_type, (), (), page, size)
    return None


def _by_page(items: tuple[str, ...], item_type: Type, query: dict[str, Type], size: str) -> Pagination | None:
    page = next((name for name in _PAGES if name in query and _is_whole(query[name])), "")
    return Pagination(PageStyle.PAGE, items, item_type, (), (), page, size) if page and size else None


def _is_text(api: Api, type_: Type) -> bool:
    resolved = api.resolve(type_)
    return isinstance(resolved, Primitive) and resolved.kind in _TEXT


def _is_whole(type_: Type) -> bool:
    return isinstance(type_, Primitive) and type_.kind in _WHOLE

"""Pagination that is recognised: by names and types that leave no doubt."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sdkgen.ir import (
    Api,
    Array,
    ContentKind,
    Field,
    In,
    Literal,
    Operation,
    PageStyle,
    Pagination,
    Parameter,
    Presence,
    Primitive,
    PrimitiveKind,
    Type,
)
from sdkgen.names import words

Path = tuple[str, ...]

_ITEMS = ("items", "data", "results", "entries", "records", "values")
_SIZES = ("limit", "page_size", "pageSize", "per_page", "perPage", "max_results", "size")
_CURSORS = (
    ("next_cursor", "cursor"),
    ("nextCursor", "cursor"),
    ("next_cursor", "start_cursor"),
    ("next_cursor", "after"),
    ("nextCursor", "after"),
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
    *("meta", "metadata", "page", "pagination", "paging", "page_info", "pageInfo", "cursors", "links"),
    *("_links", "response_metadata"),
}
_TOTALS = {
    *("total", "total_count", "totalCount", "count", "total_items", "totalItems", "total_results"),
    *("total_pages", "totalPages", "page_count", "pageCount", "last_page", "lastPage"),
}
_SEARCHES = {"search", "query", "list", "find", "filter", "lookup", "browse", "read"}
_TEXT = {PrimitiveKind.STRING, PrimitiveKind.UUID}
_WHOLE = {PrimitiveKind.INTEGER, PrimitiveKind.INT32, PrimitiveKind.INT64}


def recognised(api: Api, operation: Operation, *, is_repeatable: bool | None) -> Pagination | None:
    """Return how an operation is paged through; `is_repeatable` is what is known about repeating it."""
    if operation.method == "GET":
        return _Rules(api, operation, _Asked(_in_query(operation))).found()
    is_safe = _is_search(operation) if is_repeatable is None else is_repeatable
    if operation.method != "POST" or not is_safe:
        return None
    return _Rules(api, operation, _Asked(_in_body(api, operation), in_body=True)).found()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a call can say about the page that it wants: parameters of the query, or members of the body."""

    types: Mapping[Path, Type]
    in_body: bool = False

    def named(self, names: Iterable[str]) -> Path:
        return next((path for name in names for path in self.types if path[-1] == name), ())

    def whole(self, names: Iterable[str]) -> Path:
        return self.named(name for name in names if _is_whole(self.types.get(self.named([name]))))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules, in the order of how sure they are."""

    api: Api
    operation: Operation
    asked: _Asked

    def found(self) -> Pagination | None:
        answer, in_query = self.operation.success.type, not self.asked.in_body
        whole = items_at(self.api, answer, ())
        if whole is not None:
            return (self._by_link((), whole) if in_query else None) or self._by_page((), whole)
        for items, item_type in _lists(self.api, answer):
            found = self._by_cursor(items, item_type)
            if in_query:
                found = found or self._by_address(items, item_type) or self._by_link(items, item_type)
            found = found or self._by_offset(items, item_type)
            return found or (self._by_page(items, item_type) if self._has_total() else None)
        return None

    def _paged(
        self,
        style: PageStyle,
        items: Path,
        item_type: Type,
        *,
        asked: Path = (),
        next_: Path = (),
        more: Path = (),
    ) -> Pagination:
        parameter, member = ("", asked) if self.asked.in_body else (".".join(asked), ())
        size = ".".join(self.asked.named(_SIZES))
        return Pagination(style, items, item_type, next_, more, parameter, size, member)

    def _by_cursor(self, items: Path, item_type: Type) -> Pagination | None:
        members = _members(self.api, self.operation.success.type)
        for next_, name in _CURSORS:
            path, asked = (
                next((path for path in members if path[-1] == next_), None),
                self.asked.named([name]),
            )
            if path and asked and _is_text(self.api, members[path]) and self._takes_text(asked):
                more = next((each for each in members if each[-1] in _MORE), ())
                return self._paged(PageStyle.CURSOR, items, item_type, asked=asked, next_=path, more=more)
        return None

    def _takes_text(self, asked: Path) -> bool:
        return not self.asked.in_body or _is_text(self.api, self.asked.types[asked])

    def _by_address(self, items: Path, item_type: Type) -> Pagination | None:
        """A member with the address of the next page says so by its name or its format."""
        for path, type_ in _members(self.api, self.operation.success.type).items():
            resolved = self.api.resolve(type_)
            is_address = isinstance(resolved, Primitive) and resolved.kind is PrimitiveKind.URI
            if (path[-1] == "next" and is_address) or (
                path[-1] in _ADDRESSES and (is_address or _is_text(self.api, type_))
            ):
                return self._paged(PageStyle.NEXT_URL, items, item_type, next_=path)
        return None

    def _by_offset(self, items: Path, item_type: Type) -> Pagination | None:
        asked = self.asked.whole(_OFFSETS)
        is_sized = asked and self.asked.named(_SIZES)
        return self._paged(PageStyle.OFFSET, items, item_type, asked=asked) if is_sized else None

    def _by_link(self, items: Path, item_type: Type) -> Pagination | None:
        """A list is paged by the `Link` header of its answer."""
        successes = [answer for answer in self.operation.answers if not answer.is_error]
        headers = {header.wire.lower() for answer in successes for header in answer.headers}
        page = self.asked.whole(["page"])
        if "link" in headers and (page or self.asked.named(_SIZES)):
            return self._paged(PageStyle.LINK, items, item_type, asked=page)
        return None

    def _by_page(self, items: Path, item_type: Type) -> Pagination | None:
        asked = self.asked.whole(_PAGES)
        is_sized = asked and self.asked.named(_SIZES)
        return self._paged(PageStyle.PAGE, items, item_type, asked=asked) if is_sized else None

    def _has_total(self) -> bool:
        members = _members(self.api, self.operation.success.type)
        return any(
            path[-1] in _TOTALS and _is_whole(self.api.resolve(type_)) for path, type_ in members.items()
        )


def _is_search(operation: Operation) -> bool:
    """Whether a POST only asks for something, going by what it is called."""
    steps = [part.text for segment in operation.segments for part in segment if isinstance(part, Literal)]
    said = {operation.name.parts[0], *(words(steps[-1]).parts if steps else ())}
    return not said.isdisjoint(_SEARCHES)


def _in_query(operation: Operation) -> dict[Path, Type]:
    parameters = operation.parameters_in(In.QUERY)
    return {(each.wire,): each.type for each in parameters if not _is_from_zero(each)}


def _in_body(api: Api, operation: Operation) -> dict[Path, Type]:
    """Return the members of the body that may be absent, and those of objects in it that are about pages."""
    content = operation.primary
    top = api.object(content.type) if content and content.kind is ContentKind.JSON else None
    found: dict[Path, Type] = {}
    for field in top.fields if top else ():
        inner = api.object(field.type) if field.wire in _ENVELOPES else None
        if inner and (field.required or not any(each.required for each in inner.fields)):
            settable = (each for each in inner.fields if _can_be_set(each))
            found |= {(field.wire, each.wire): api.resolve(each.type) for each in settable}
        elif _can_be_set(field):
            found[field.wire,] = api.resolve(field.type)
    return found


def _can_be_set(field: Field) -> bool:
    return field.presence is not Presence.REQUIRED and not _is_from_zero(field)


def _is_from_zero(asked: Parameter | Field) -> bool:
    """Whether pages may be counted from zero, so that the first one would be left out."""
    starts = (asked.default.json if asked.default else None, asked.constraints.minimum)
    return asked.wire in _PAGES and 0 in starts


def items_at(api: Api, type_: Type | None, path: Path) -> Type | None:
    """Return what the list at the end of a path consists of, if there is one."""
    for step in path:
        field = next((field for field in fields_of(api, type_) if field.wire == step), None)
        type_ = field.type if field else None
    resolved = api.resolve(type_) if type_ is not None else None
    return resolved.items if isinstance(resolved, Array) else None


def fields_of(api: Api, type_: Type | None) -> tuple[Field, ...]:
    """Return the members of an object."""
    found = api.object(type_)
    return found.fields if found else ()


def _members(api: Api, type_: Type | None) -> dict[Path, Type]:
    """Return the members of an answer, and those of the objects in it that are about its pages."""
    top = fields_of(api, type_)
    found: dict[Path, Type] = {(field.wire,): field.type for field in top}
    for outer in top:
        if outer.wire in _ENVELOPES:
            found |= {(outer.wire, inner.wire): inner.type for inner in fields_of(api, outer.type)}
    return found


def _lists(api: Api, type_: Type | None) -> Iterator[tuple[Path, Type]]:
    """Yield the one list of an answer that can be its items."""
    lists = {
        field.wire: resolved.items
        for field in fields_of(api, type_)
        if isinstance(resolved := api.resolve(field.type), Array)
    }
    known = [name for name in _ITEMS if name in lists]
    name = known[0] if len(known) == 1 else next(iter(lists)) if len(lists) == 1 else None
    if name is not None:
        yield (name,), lists[name]


def _is_text(api: Api, type_: Type) -> bool:
    resolved = api.resolve(type_)
    return isinstance(resolved, Primitive) and resolved.kind in _TEXT


def _is_whole(type_: Type | None) -> bool:
    return isinstance(type_, Primitive) and type_.kind in _WHOLE

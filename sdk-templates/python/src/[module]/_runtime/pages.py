"""Lists that come in pages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from .answers import AnswerOf
from .encoding import plain
from .errors import AnswerInfo, DecodeError
from .models import Model
from .operation import Call, PageSpec, Place
from .values import UNSET, is_list, is_object

Page = TypeVar("Page")
Item = TypeVar("Item")

_NEXT = re.compile(r'<([^>]*)>(?=[^,<]*;\s*rel="?(?:[^",;]*\s)?next(?:\s[^",;]*)?"?)', re.IGNORECASE)


@dataclass(frozen=True)
class _Finder(Generic[Page, Item]):
    """Finds items in a page, and the call that gets the page after it."""

    call: Call

    def items(self, page: Page) -> list[Item]:
        spec = self.call.operation.page
        found = _at(page, spec.items if spec else ())
        return found if is_list(found) else []

    def following(self, call: Call, answer: AnswerOf[Page]) -> Call | None:
        spec = self.call.operation.page
        if spec is None or (spec.more and _at(answer.value, spec.more) is False):
            return None
        if spec.style in {"offset", "page"}:
            return self._counted(call, answer.value, spec)
        found = _next_link(answer) if spec.style == "link" else plain(_at(answer.value, spec.next))
        if found is None or found == "":
            return None
        is_cursor = spec.style == "cursor"
        if found == (_position(call, spec) if is_cursor else call.place.url):
            info = AnswerInfo(call.operation.id, answer.status, answer.headers)
            raise DecodeError("the next page is the same as this one", info)
        return _moved(call, spec, found) if is_cursor else replace(call, place=Place(url=str(found)))

    def _counted(self, call: Call, page: Page, spec: PageSpec) -> Call | None:
        count, is_page = len(self.items(page)), spec.style == "page"
        given = _position(call, spec)
        current = given if isinstance(given, int) else int(is_page)
        return _moved(call, spec, current + (1 if is_page else count)) if count else None


def _position(call: Call, spec: PageSpec) -> Any:
    """Return what a call says about the page that it wants."""
    if spec.member:
        return _at(call.body, spec.member)
    return call.place.arguments.get(spec.parameter, call.arguments.get(spec.parameter))


def _moved(call: Call, spec: PageSpec, position: Any) -> Call:
    if spec.member:
        body = None if call.body is UNSET else plain(call.body)
        return replace(call, body=_with_member(body, spec.member, position))
    return replace(call, place=Place({spec.parameter: position}))


def _with_member(value: Any, path: tuple[str, ...], inner: Any) -> Any:
    """Return a copy of an object with a member, however deep, set."""
    if not path:
        return inner
    members = value if is_object(value) else {}
    return {**members, path[0]: _with_member(members.get(path[0]), path[1:], inner)}


class Pages(Generic[Page, Item]):
    """The pages of a list. Going through it yields the items of all pages, which are fetched as they are needed."""

    def __init__(self, call: Call, fetch: Callable[[Call], AnswerOf[Page]]) -> None:
        self._call = call
        self._fetch = fetch
        self._finder: _Finder[Page, Item] = _Finder(call)

    def page(self) -> Page:
        """Return the first page alone."""
        return self._fetch(self._call).value

    def pages(self) -> Iterator[Page]:
        """Yield page after page."""
        call: Call | None = self._call
        while call:
            answer = self._fetch(call)
            yield answer.value
            call = self._finder.following(call, answer)

    def all(self) -> list[Item]:
        """Return the items of all pages."""
        return list(self)

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from self._finder.items(page)


class AsyncPages(Generic[Page, Item]):
    """The pages of a list: `async for` yields the items of all pages, `await` returns the first page."""

    def __init__(self, call: Call, fetch: Callable[[Call], Awaitable[AnswerOf[Page]]]) -> None:
        self._call = call
        self._fetch = fetch
        self._finder: _Finder[Page, Item] = _Finder(call)

    async def page(self) -> Page:
        """Return the first page alone."""
        return (await self._fetch(self._call)).value

    async def pages(self) -> AsyncIterator[Page]:
        """Yield page after page."""
        call: Call | None = self._call
        while call:
            answer = await self._fetch(call)
            yield answer.value
            call = self._finder.following(call, answer)

    async def all(self) -> list[Item]:
        """Return the items of all pages."""
        return [item async for item in self]

    def __await__(self) -> Generator[Any, None, Page]:
        return self.page().__await__()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in self._finder.items(page):
                yield item


def _next_link(answer: AnswerOf[Any]) -> str | None:
    found = _NEXT.search(answer.headers.get("link", ""))
    return found[1] if found else None


def _at(value: Any, path: tuple[str, ...]) -> Any:
    """Follow names of members, as they travel, into a value."""
    for name in path:
        value = _member(value, name)
    return value


def _member(value: Any, wire: str) -> Any:
    if not isinstance(value, Model):
        return value.get(wire) if is_object(value) else None
    known = (name for name, each in type(value).model_spec.fields.items() if each.wire == wire)
    name = next(known, "")
    found = getattr(value, name) if name else value.additional_properties.get(wire)
    return None if found is UNSET else found

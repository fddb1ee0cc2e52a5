"""Lists of users: keyset pages in any order, found by walking in that order or by an index."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import asyncpg
from sqlalchemy import ColumnElement, FromClause, and_, bindparam, func, or_, select, tuple_

from gatehouse.persistence.database import Reader
from gatehouse.persistence.statements import Query
from gatehouse.persistence.user_matches import Filters, conditions, few, in_passing, names_of
from gatehouse.persistence.users import User, user_columns, users

_SORT_COLUMNS: dict[str, ColumnElement[Any]] = {
    "created_at": users.c.created_at,
    "updated_at": users.c.updated_at,
    "email": users.c.email_key,
    "username": users.c.username_key,
    "full_name": users.c.full_name_key,
}
_UNIQUE = {"email", "username"}
_MOMENTS = {"created_from", "created_to"}
_NEAR = 1_000  # users that a page looks at first; takes a millisecond
_FAR = 5_000  # users that a page looks at, at most, where many match
_SOME = 4


@dataclass(frozen=True, slots=True)
class Order:
    """A sort order; the id breaks ties."""

    column: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> "Order":
        return cls(text.removeprefix("-"), text.startswith("-"))


class Page(NamedTuple):
    """A page of users, and the position of the last user that was looked at if there may be more."""

    users: list[User]
    last: tuple[Any, int] | None


async def page(
    db: Reader, order: Order, filters: Filters, *, limit: int, after: list[Any] | None, skip: int
) -> Page:
    """A page of the users that match all filters, after a position or a number of rows.

    Where many match, but few of those who come next, it is short, or empty, though more may come.
    """
    wanted = _Wanted(db, order, limit, after)
    if skip or filters.keys() & _UNIQUE or _have_an_index(order, filters):
        return await wanted.found(filters, skip)
    near = await wanted.walked(filters, _NEAR)
    if near.last is None or len(near.users) == limit:
        return near
    if len(near.users) < _SOME and (narrow := await few(db, filters)):
        return await wanted.found(narrow)
    return await wanted.walked(filters, _FAR)


def _have_an_index(order: Order, filters: Filters) -> bool:
    """Whether all that match come next to each other in an index: those not active or verified have one."""
    others = {name for name in filters if name not in _MOMENTS}
    in_one = order.column == "created_at" and all(filters[name] is False for name in others)
    return not others or in_one


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The page that is asked for, whoever has to be on it."""

    db: Reader
    order: Order
    limit: int
    after: list[Any] | None

    async def found(self, filters: Filters, skip: int = 0) -> Page:
        """By whatever way PostgreSQL finds it, which may have to sort all that match."""
        query = _page_query(self.order, names_of(filters), continued=self.after is not None)
        records = await self.db.records(query, limit=self.limit + 1, skip=skip, **filters, **self._position())
        return self._page(query, records, None)

    async def walked(self, filters: Filters, looked_at: int) -> Page:
        """Among so many users who come next."""
        query = _walk_query(self.order, names_of(filters), continued=self.after is not None)
        values = {**filters, **self._position(), "looked_at": looked_at}
        records = await self.db.records(query, limit=self.limit + 2, **values)
        end = self._place(records[-1]) if records and records[-1]["place"] == looked_at else None
        return self._page(query, [record for record in records if record["matches"]], end)

    def _page(self, query: Query[User], records: list[asyncpg.Record], end: tuple[Any, int] | None) -> Page:
        last = self._place(records[self.limit - 1]) if len(records) > self.limit else end
        return Page(list(map(query.make, records[: self.limit])), last)

    def _place(self, record: asyncpg.Record) -> tuple[Any, int]:
        return record[_SORT_COLUMNS[self.order.column].name], record["id"]

    def _position(self) -> dict[str, Any]:
        return dict(zip(("after_value", "after_id"), self.after, strict=True)) if self.after else {}


@lru_cache(maxsize=512)
def _page_query(order: Order, names: tuple[str, ...], *, continued: bool) -> Query[User]:
    source = select(*_columns(order)).where(*conditions(names), *_beyond(order, continued=continued))
    return Query(
        source.order_by(*_sorted_by(order)).limit(bindparam("limit")).offset(bindparam("skip")),
        User,
    )


@lru_cache(maxsize=512)
def _walk_query(order: Order, names: tuple[str, ...], *, continued: bool) -> Query[User]:
    """Those who match, and the last one who was looked at."""
    bounds = tuple(name for name in names if name in _MOMENTS and order.column == "created_at")
    matches = and_(*conditions(in_passing(names))).label("matches")
    place = func.row_number().over(order_by=_sorted_by(order)).label("place")
    ahead = (  # without other columns, which would have to be carried along
        select(_SORT_COLUMNS[order.column], users.c.id, matches, place)
        .where(*conditions(bounds), *_beyond(order, continued=continued))
        .order_by(*_sorted_by(order))
        .limit(bindparam("looked_at"))
        .subquery()
    )
    seen = (
        select(*_columns(order), ahead.c.matches, ahead.c.place)
        .join_from(ahead, users, users.c.id == ahead.c.id)
        .where(or_(ahead.c.matches, ahead.c.place == bindparam("looked_at")))
        .order_by(*_sorted_by(order, ahead))
    )
    return Query(seen.limit(bindparam("limit")), User)


def _columns(order: Order) -> list[ColumnElement[Any]]:
    column = _SORT_COLUMNS[order.column]
    return [*user_columns, *([] if column.name in User._fields else [column])]


def _sorted_by(order: Order, rows: FromClause = users) -> list[ColumnElement[Any]]:
    """By a column, and by id where others can have the same in it: an index has no more than that."""
    column = rows.c[_SORT_COLUMNS[order.column].name]
    keys = [column] if order.column in _UNIQUE else [column, rows.c.id]
    return [key.desc() for key in keys] if order.descending else keys


def _beyond(order: Order, *, continued: bool) -> list[ColumnElement[bool]]:
    """Behind a position."""
    if not continued:
        return []
    column = _SORT_COLUMNS[order.column]
    place = tuple_(column, users.c.id)
    after = tuple_(bindparam("after_value", type_=column.type), bindparam("after_id", type_=users.c.id.type))
    return [place < after if order.descending else place > after]

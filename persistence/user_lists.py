"""Lists of users: filters, indexed search and keyset pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import asyncpg
from sqlalchemy import ColumnElement, Text, bindparam, exists, func, literal_column, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.util import ClauseAdapter

from gatehouse.persistence.database import Reader, Statement
from gatehouse.persistence.roles import user_roles
from gatehouse.persistence.users import User, user_columns, users

_SORT_COLUMNS: dict[str, ColumnElement[Any]] = {
    "created_at": users.c.created_at,
    "updated_at": users.c.updated_at,
    "email": users.c.email_key,
    "username": users.c.username_key,
    "full_name": users.c.full_name_key,
}
_WIDTH = len(User._fields)  # where the value that a row is sorted by is, if it is none of these
_searchable = users.c.email_key + "\n" + users.c.username_key + "\n" + users.c.full_name_key
_alive = users.c.deleted_at.is_(None)
_FILTERS: dict[str, ColumnElement[bool]] = {
    "email": users.c.email_key == bindparam("email"),
    "username": users.c.username_key == bindparam("username"),
    "role": exists().where(user_roles.c.user_id == users.c.id, user_roles.c.role == bindparam("role")),
    "is_active": users.c.status == literal_column("'active'"),
    "not is_active": users.c.status != literal_column("'active'"),
    "is_verified": users.c.is_verified,
    "not is_verified": ~users.c.is_verified,
    "created_from": users.c.created_at >= bindparam("created_from"),
    "created_to": users.c.created_at < bindparam("created_to"),
    "grams": users.c.search_grams.contains(bindparam("grams", type_=ARRAY(Text))),
    "search": func.strpos(_searchable, bindparam("search", type_=Text)) > 0,
}
_NEAR = 1_000  # users that a search looks at in order; takes a millisecond
_SOME = 4


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted; the id decides between equals, so that the order is total."""

    column: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> "Order":
        return cls(text.removeprefix("-"), text.startswith("-"))


class Page(NamedTuple):
    """Some users, and the position of the last one if there are more."""

    users: list[User]
    last: tuple[Any, int] | None


async def page(
    db: Reader, order: Order, filters: dict[str, Any], *, limit: int, after: list[Any] | None, skip: int
) -> Page:
    """At most so many of the users that match all filters, after a position or after a number of rows."""
    position = dict(zip(("after_value", "after_id"), after, strict=True)) if after else {}
    values = {"limit": limit + 1, "skip": skip, **filters, **position}
    statement = partial(_page_statement, order, continued=after is not None)
    names = _names(filters)
    if "search" in filters:
        rows = await _search(db, statement, names, values)
    else:
        rows = await db.all(statement(names), **values)
    found = [User._make(row[:_WIDTH]) for row in rows[:limit]]
    if len(rows) <= limit:
        return Page(found, None)
    name = _SORT_COLUMNS[order.column].name
    value = getattr(found[-1], name) if name in User._fields else rows[limit - 1][_WIDTH]
    return Page(found, (value, found[-1].id))


async def count(db: Reader, filters: dict[str, Any]) -> int:
    return int(await db.value(_count_statement(_names(filters)), **filters))


def _names(filters: dict[str, Any]) -> tuple[str, ...]:
    """Conditions by name; a yes or no is part of the statement, so that the plan can depend on it."""
    return tuple(sorted(f"not {name}" if value is False else name for name, value in filters.items()))


def _conditions(names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [_alive, *(_FILTERS[name] for name in names)]


async def _search(
    db: Reader, statement: Callable[..., Statement], names: tuple[str, ...], values: dict[str, Any]
) -> list[asyncpg.Record]:
    """First among the users that come next, where a page of what many match is found.

    The index of runs of characters finds all that match before it can put them in order. Where some were
    near, it is less work to go on in that order.
    """
    in_order = tuple(name for name in names if name != "grams")
    rows = await db.all(statement(in_order, near=True), **values)
    if len(rows) == values["limit"]:
        return rows
    return await db.all(statement(in_order if len(rows) >= _SOME else names), **values)


@lru_cache(maxsize=512)
def _page_statement(
    order: Order, names: tuple[str, ...], *, continued: bool, near: bool = False
) -> Statement:
    column = _SORT_COLUMNS[order.column]
    sorted_by = () if column.name in User._fields else (column,)
    place = tuple_(column, users.c.id)
    beyond = []
    if continued:
        position = tuple_(
            bindparam("after_value", type_=column.type), bindparam("after_id", type_=users.c.id.type)
        )
        beyond = [place < position if order.descending else place > position]
    keys = (column.desc(), users.c.id.desc()) if order.descending else (column, users.c.id)
    query = select(*user_columns, *sorted_by).where(*_conditions(names), *beyond).order_by(*keys)
    if near:
        next_ones = select(users).where(_alive, *beyond).order_by(*keys).limit(_NEAR).subquery("users")
        query = ClauseAdapter(next_ones).traverse(query)
    return Statement(query.limit(bindparam("limit")).offset(bindparam("skip")))


@lru_cache(maxsize=128)
def _count_statement(names: tuple[str, ...]) -> Statement:
    return Statement(select(func.count()).select_from(users).where(*_conditions(names)))

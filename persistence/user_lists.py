"""Lists of users: filters, indexed search and keyset pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import asyncpg
from sqlalchemy import ColumnElement, Float, Text, bindparam, exists, func, literal_column, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.util import ClauseAdapter

from gatehouse.persistence.database import Reader
from gatehouse.persistence.roles import user_roles
from gatehouse.persistence.statements import Query, Statement
from gatehouse.persistence.users import User, user_columns, users

_SORT_COLUMNS: dict[str, ColumnElement[Any]] = {
    "created_at": users.c.created_at,
    "updated_at": users.c.updated_at,
    "email": users.c.email_key,
    "username": users.c.username_key,
    "full_name": users.c.full_name_key,
}
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
_SEED: ColumnElement[Any] = literal_column("0")


@dataclass(frozen=True, slots=True)
class Order:
    """A sort order; the id breaks ties."""

    column: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> "Order":
        return cls(text.removeprefix("-"), text.startswith("-"))


class Page(NamedTuple):
    """A page of users, and the position of the last one if there are more."""

    users: list[User]
    last: tuple[Any, int] | None


async def page(
    db: Reader, order: Order, filters: dict[str, Any], *, limit: int, after: list[Any] | None, skip: int
) -> Page:
    """A page of the users that match all filters, after a position or a number of rows."""
    position = dict(zip(("after_value", "after_id"), after, strict=True)) if after else {}
    values = {"limit": limit + 1, "skip": skip, **filters, **position}
    query = partial(_page_query, order, continued=after is not None)
    names = _names(filters)
    if "search" in filters:
        records = await _search(db, query, names, values)
    else:
        records = await db.records(query(names), **values)
    listed = list(map(query(names).make, records[:limit]))
    if len(records) <= limit:
        return Page(listed, None)
    last = records[limit - 1]
    return Page(listed, (last[_SORT_COLUMNS[order.column].name], last["id"]))


async def count(db: Reader, filters: dict[str, Any], at_most: int) -> int:
    """How many users match, or so many if there are more."""
    return int(await db.value(_count_statement(_names(filters)), at_most=at_most, **filters))


async def count_sample(db: Reader, filters: dict[str, Any], share: float) -> int:
    """How many match among a share of all users, which is the same one each time while nothing changes."""
    return int(await db.value(_sample_statement(_names(filters)), percent=share * 100, **filters))


def _names(filters: dict[str, Any]) -> tuple[str, ...]:
    """Conditions by name; a boolean is part of the statement, so that the query plan can depend on it."""
    return tuple(sorted(f"not {name}" if value is False else name for name, value in filters.items()))


def _conditions(names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [_alive, *(_FILTERS[name] for name in names)]


async def _search(
    db: Reader, query: Callable[..., Query[User]], names: tuple[str, ...], values: dict[str, Any]
) -> list[asyncpg.Record]:
    """First among the users that come next, where a page of what many match is found.

    The index of runs of characters finds all that match before it can put them in order. Where some were
    near, it is less work to go on in that order.
    """
    in_order = tuple(name for name in names if name != "grams")
    near = await db.records(query(in_order, near=True), **values)
    if len(near) == values["limit"]:
        return near
    return await db.records(query(in_order if len(near) >= _SOME else names), **values)


@lru_cache(maxsize=512)
def _page_query(order: Order, names: tuple[str, ...], *, continued: bool, near: bool = False) -> Query[User]:
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
    source = select(*user_columns, *sorted_by).where(*_conditions(names), *beyond).order_by(*keys)
    if near:
        next_ones = select(users).where(_alive, *beyond).order_by(*keys).limit(_NEAR).subquery("users")
        source = ClauseAdapter(next_ones).traverse(source)
    return Query(source.limit(bindparam("limit")).offset(bindparam("skip")), User)


@lru_cache(maxsize=128)
def _count_statement(names: tuple[str, ...]) -> Statement:
    found = select(users.c.id).where(*_conditions(names)).limit(bindparam("at_most")).subquery()
    return Statement(select(func.count()).select_from(found))


@lru_cache(maxsize=128)
def _sample_statement(names: tuple[str, ...]) -> Statement:
    """In blocks, and without the index of runs: each row that is looked at is compared."""
    share = users.tablesample(func.system(bindparam("percent", type_=Float)), name="users", seed=_SEED)
    compared = [name for name in names if name != "grams"]
    source = select(func.count()).select_from(users).where(*_conditions(tuple(compared)))
    return Statement(ClauseAdapter(share).traverse(source))

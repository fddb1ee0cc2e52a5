"""Lists of users: filters, indexed search and keyset pages."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from persistence.database import Reader, Statement
from persistence.roles import user_roles
from persistence.users import User, user_columns, users

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
    "is_active": (users.c.status == "active") == bindparam("is_active"),
    "is_verified": users.c.is_verified == bindparam("is_verified"),
    "created_from": users.c.created_at >= bindparam("created_from"),
    "created_to": users.c.created_at < bindparam("created_to"),
    "search": users.c.search_grams.contains(bindparam("grams", type_=ARRAY(Text)))
    & (func.strpos(_searchable, bindparam("search", type_=Text)) > 0),
}


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
    names = tuple(sorted(filters))
    statement = _page_statement(order, names, after is not None)
    position = dict(zip(("after_value", "after_id"), after, strict=True)) if after else {}
    rows = await db.all(statement, limit=limit + 1, skip=skip, **filters, **position)
    found = [User._make(row[:_WIDTH]) for row in rows[:limit]]
    if len(rows) <= limit:
        return Page(found, None)
    name = _SORT_COLUMNS[order.column].name
    value = getattr(found[-1], name) if name in User._fields else rows[limit - 1][_WIDTH]
    return Page(found, (value, found[-1].id))


async def count(db: Reader, filters: dict[str, Any]) -> int:
    return int(await db.value(_count_statement(tuple(sorted(filters))), **filters))


def _conditions(names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [_alive, *(_FILTERS[name] for name in names if name in _FILTERS)]


@lru_cache(maxsize=512)
def _page_statement(order: Order, names: tuple[str, ...], continued: bool) -> Statement:
    column = _SORT_COLUMNS[order.column]
    sorted_by = () if column.name in User._fields else (column,)
    query: Select[Any] = select(*user_columns, *sorted_by).where(*_conditions(names))
    if continued:
        value, row_id = (
            bindparam("after_value", type_=column.type),
            bindparam("after_id", type_=users.c.id.type),
        )
        beyond = column < value if order.descending else column > value
        nearer = users.c.id < row_id if order.descending else users.c.id > row_id
        at_or_beyond = column <= value if order.descending else column >= value
        query = query.where(at_or_beyond, or_(beyond, and_(column == value, nearer)))
    keys = (column.desc(), users.c.id.desc()) if order.descending else (column, users.c.id)
    return Statement(query.order_by(*keys).limit(bindparam("limit")).offset(bindparam("skip")))


@lru_cache(maxsize=128)
def _count_statement(names: tuple[str, ...]) -> Statement:
    return Statement(select(func.count()).select_from(users).where(*_conditions(names)))

"""Users that match filters and a search: how many, and whether they are few enough to be read at once."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Float, Text, any_, bindparam, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.util import ClauseAdapter

from gatehouse.persistence import user_counts
from gatehouse.persistence.database import Reader
from gatehouse.persistence.roles import user_roles
from gatehouse.persistence.search_runs import rarest
from gatehouse.persistence.statements import Statement
from gatehouse.persistence.users import users

Filters = dict[str, Any]

_searchable = users.c.email_key + "\n" + users.c.username_key + "\n" + users.c.full_name_key
_alive = users.c.deleted_at.is_(None)
_FILTERS: dict[str, ColumnElement[bool]] = {
    "email": users.c.email_key == bindparam("email"),
    "username": users.c.username_key == bindparam("username"),
    "role": exists().where(user_roles.c.user_id == users.c.id, user_roles.c.role == bindparam("role")),
    "role held": bindparam("role", type_=Text) == any_(users.c.roles),
    "is_active": users.c.status == literal_column("'active'"),
    "not is_active": users.c.status != literal_column("'active'"),
    "is_verified": users.c.is_verified,
    "not is_verified": ~users.c.is_verified,
    "created_from": users.c.created_at >= bindparam("created_from"),
    "created_to": users.c.created_at < bindparam("created_to"),
    "grams": users.c.search_grams.contains(bindparam("grams", type_=ARRAY(Text))),
    "search": func.strpos(_searchable, bindparam("search", type_=Text)) > 0,
}
_FEW = 2_000  # take ten milliseconds to be read and sorted
_SAMPLED = 2_000  # users that tell whether few match; takes a millisecond
_SOME = 4
_SEED: ColumnElement[Any] = literal_column("0")


async def count(db: Reader, filters: Filters, at_most: int) -> int:
    """How many users match, or so many if there are more."""
    if "grams" in filters:
        filters = {**filters, "grams": (await rarest(db, filters["grams"])).grams}
    return int(await db.value(_count_statement(names_of(filters)), at_most=at_most, **filters))


async def count_sample(db: Reader, filters: Filters, share: float) -> int:
    """How many match among a share of all users, which is the same one each time while nothing changes."""
    return int(await db.value(_sample_statement(names_of(filters)), percent=share * 100, **filters))


async def few(db: Reader, filters: Filters) -> Filters | None:
    """What finds all that match by an index, if one of the filters leaves so few that this is little work."""
    for single in _one_by_one(filters):
        if await count(db, single, _FEW + 1) <= _FEW:
            return {name: value for name, value in filters.items() if name != "grams"}
    if "search" not in filters:
        return None
    runs = await rarest(db, filters["grams"])
    is_rare = runs.share == 0 or await _are_few(db, filters["search"])
    return {**filters, "grams": runs.grams} if is_rare else None


def _one_by_one(filters: Filters) -> Iterator[Filters]:
    between = {name: value for name, value in filters.items() if name.startswith("created_")}
    if between:
        yield between
    yield from ({name: filters[name]} for name in filters.keys() - {*between, "search", "grams"})


async def _are_few(db: Reader, search: str) -> bool:
    """Whether few match a search, by a sample."""
    known = await user_counts.totals(db)
    share = min(1.0, _SAMPLED / max(known.users, 1))
    return await count_sample(db, {"search": search}, share) < _SOME


def names_of(filters: Filters) -> tuple[str, ...]:
    """Conditions by name; a boolean is part of the statement, so that the query plan can depend on it."""
    return tuple(sorted(f"not {name}" if value is False else name for name, value in filters.items()))


def conditions(names: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [_alive, *(_FILTERS[name] for name in names)]


def in_passing(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same conditions without another table or an index, for users who are looked at one by one."""
    return tuple({"role": "role held"}.get(name, name) for name in names if name != "grams")


@lru_cache(maxsize=128)
def _count_statement(names: tuple[str, ...]) -> Statement:
    found = select(users.c.id).where(*conditions(names)).limit(bindparam("at_most")).subquery()
    return Statement(select(func.count()).select_from(found))


@lru_cache(maxsize=128)
def _sample_statement(names: tuple[str, ...]) -> Statement:
    """In blocks, and without the index of runs: each row that is looked at is compared."""
    share = users.tablesample(func.system(bindparam("percent", type_=Float)), name="users", seed=_SEED)
    source = select(func.count()).select_from(users).where(*conditions(in_passing(names)))
    return Statement(ClauseAdapter(share).traverse(source))

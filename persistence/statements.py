"""SQLAlchemy statements compiled once, and the kinds of rows that they return."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import asyncpg
from sqlalchemy import ColumnElement, Executable, Table, bindparam, column, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import ReturnsRows
from sqlalchemy.types import TypeEngine

Row_co = TypeVar("Row_co", covariant=True)

DELETED_AT_ONCE = 10_000  # takes a second at most, whatever has piled up

_DIALECT = dialect()  # type: ignore[no-untyped-call]


class Statement:
    """A statement with named parameters, compiled when it is defined."""

    def __init__(self, source: Executable) -> None:
        assert isinstance(source, ClauseElement)  # noqa: S101 - for the type checker
        compiled = source.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self._names: list[str] = list(compiled.positiontup or ())  # type: ignore[attr-defined]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def arguments(self, values: dict[str, Any]) -> list[Any]:
        return [values[name] if name in values else self._fixed.get(name) for name in self._names]


class Query(Statement, Generic[Row_co]):
    """A statement whose rows are named tuples of one kind.

    The names of its columns are held against the kind's fields here, when it is defined, so that a row can be
    made by position. Columns before or after them, such as a key, are left out of the row.
    """

    def __init__(self, source: Executable, kind: type[Row_co]) -> None:
        super().__init__(source)
        assert isinstance(source, ReturnsRows)  # noqa: S101 - for the type checker
        self.make: Callable[[asyncpg.Record], Row_co] = _maker(kind, source.exported_columns.keys())


def _maker(kind: Any, columns: list[str]) -> Callable[[asyncpg.Record], Any]:
    fields = list(kind._fields)
    start = columns.index(fields[0]) if fields[0] in columns else 0
    end = start + len(fields)
    if columns[start:end] != fields:
        raise TypeError(f"{kind.__name__} has the fields {fields}, the statement has the columns {columns}")
    if columns == fields:
        make: Callable[[asyncpg.Record], Any] = kind._make
        return make
    return lambda record: kind._make(record[start:end])


def delete_some(table: Table, condition: ColumnElement[bool]) -> Statement:
    """Deletes up to `DELETED_AT_ONCE` rows that meet a condition, and still do when they are locked."""
    place: ColumnElement[Any] = column("ctid")
    places = select(place).select_from(table).where(condition).limit(DELETED_AT_ONCE)
    some = func.any(func.array(places.scalar_subquery()))
    return Statement(delete(table).where(place == some, condition))


def insert_into(table: Table, *columns: str) -> Insert:
    """An insert whose parameters are named as the columns are."""
    return insert(table).values({name: bindparam(name) for name in columns})


def any_key(kind: type[TypeEngine[Any]]) -> ColumnElement[Any]:
    """Any of the keys that a row is looked up by, see `Reader.by_key`."""
    return func.any(bindparam("keys", type_=ARRAY(kind)))

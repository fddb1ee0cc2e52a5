"""Rows by name: what a statement returns is held against the kind of row when it is defined."""

from typing import NamedTuple

import pytest
from sqlalchemy import literal, select

from gatehouse.core.settings import Settings
from gatehouse.persistence.database import Database
from gatehouse.persistence.statements import Query
from tests.support.database import url_of


class Pair(NamedTuple):
    left: int
    right: str


LEFT, RIGHT = literal(1).label("left"), literal("two").label("right")
KEY, REST = literal(9).label("key"), literal(None).label("rest")


class TestDefinition:
    @pytest.mark.parametrize(
        "columns", [(RIGHT, LEFT), (LEFT,), (LEFT, KEY, RIGHT), (KEY, RIGHT, LEFT), (KEY,)]
    )
    def test_other_names_or_another_order_are_refused(self, columns):
        with pytest.raises(TypeError, match=r"Pair has the fields \['left', 'right'\], the statement has"):
            Query(select(*columns), Pair)


class TestRows:
    @pytest.mark.parametrize("columns", [(LEFT, RIGHT), (KEY, LEFT, RIGHT), (LEFT, RIGHT, REST)])
    async def test_are_made_of_the_columns_of_that_name(self, settings: Settings, columns):
        database = await Database.connect(url_of(settings), 1, 5)
        assert await database.read.one(Query(select(*columns), Pair)) == Pair(1, "two")
        await database.close()

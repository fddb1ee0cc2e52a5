"""Runs of characters by how many users have them, as PostgreSQL's statistics say."""

from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from gatehouse.persistence.database import Reader
from gatehouse.persistence.statements import Statement

_ENOUGH = 3  # each further one costs a walk through its users, and rules out next to nobody

_RAREST = Statement(
    text("""
        WITH common AS (
            SELECT gram, share
            FROM pg_stats,
                unnest(most_common_elems::text::text[], most_common_elem_freqs) AS each (gram, share)
            WHERE schemaname = current_schema() AND tablename = 'users' AND attname = 'search_grams'
        )
        SELECT asked.gram, coalesce(common.share, (SELECT 0 FROM common LIMIT 1)) AS share
        FROM unnest(CAST(:grams AS text[])) AS asked (gram) LEFT JOIN common USING (gram)
        ORDER BY share, asked.gram LIMIT :enough
    """).bindparams(bindparam("grams", type_=ARRAY(Text)), enough=_ENOUGH)
)


class Runs(NamedTuple):
    """Some runs of characters, and the share of users that has the rarest.

    It is 0 where next to nobody has it, and None as long as there are no statistics.
    """

    grams: list[str]
    share: float | None


async def rarest(db: Reader, grams: list[str]) -> Runs:
    """The runs that the fewest users have: whoever matches has them all, and few others have these."""
    records = await db.records(_RAREST, grams=grams)
    return Runs([record["gram"] for record in records], records[0]["share"])

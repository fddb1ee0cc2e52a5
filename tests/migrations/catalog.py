"""What a database says about its own schema."""

import asyncpg

_QUERIES = {
    "table": """
        SELECT relname, relkind::text, relpersistence::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S')""",
    "column": """
        SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull,
            attidentity::text, attcollation::regcollation::text, pg_get_expr(adbin, adrelid)
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped""",
    "constraint": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('n', 't')""",
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """
        SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    "function": """
        SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
}
_OWN = "alembic_version"


async def describe(connection: asyncpg.Connection) -> set[tuple[str, ...]]:
    """Every table, column, constraint, index, trigger and function that is not the migrations' own."""
    found = set()
    for kind, query in _QUERIES.items():
        for row in await connection.fetch(query):
            fact = (kind, *map(str, row))
            if not any(_OWN in part for part in fact):
                found.add(fact)
    return found

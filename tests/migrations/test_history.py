"""The line of schema versions, as it is read from the migrations without loading them."""

import pytest
from alembic.script import ScriptDirectory

from gatehouse.persistence import schema_version


def test_it_is_the_one_that_alembic_sees():
    scripts = ScriptDirectory(schema_version.SCRIPTS).walk_revisions()
    assert ["base", *(script.revision for script in reversed(list(scripts)))] == schema_version.history()


@pytest.mark.parametrize(
    "down_revisions",
    [
        {"0001": None, "0002": "0001", "0003": "0001"},
        {"0001": None, "0002": "0009"},
        {"0002": "0001"},
    ],
    ids=["fork", "gap", "no beginning"],
)
def test_migrations_out_of_line_are_refused(monkeypatch, tmp_path, down_revisions):
    versions = tmp_path / "versions"
    versions.mkdir()
    for revision, before in down_revisions.items():
        text = f"revision = {revision!r}\ndown_revision = {before!r}\n"
        (versions / f"{revision}_change.py").write_text(text)
    monkeypatch.setattr(schema_version, "SCRIPTS", tmp_path)
    with pytest.raises(schema_version.SchemaError, match="do not follow each other in one line"):
        schema_version.history()

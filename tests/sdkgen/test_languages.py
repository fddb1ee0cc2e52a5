"""Every language keeps what it promises: the protocol, its templates, a name for everything."""

from pathlib import Path

import pytest

from sdkgen import languages
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Enum, Object
from sdkgen.languages import Language
from tests.sdkgen.support import EVERY, FAKE, FIXTURES, api_of, fixtures, title

PROMISED = ("name", "label", "formatters", "presence_in_types", "name_table", "view")

pytestmark = pytest.mark.parametrize("language", EVERY, ids=lambda language: language.name)


def test_the_protocol_is_kept(language: Language) -> None:
    assert [name for name in PROMISED if not hasattr(language, name)] == []
    assert isinstance(language.presence_in_types, bool)


@pytest.mark.parametrize("path", fixtures(), ids=title)
def test_everything_has_a_name_of_its_own(language: Language, path: Path) -> None:
    api = api_of(path)
    name_table = language.name_table(api, Config(name="acme"), Diagnostics())
    declared = {id_ for id_, named in api.types.items() if isinstance(named, Object | Enum)}
    assert not name_table.types or set(name_table.types) >= declared, (
        "Nushell has no types, and so no names for them"
    )
    assert len(set(name_table.types.values())) == len(name_table.types)
    for group in api.groups:
        names = [name_table.operations[operation.id] for operation in group.operations]
        assert len(set(names)) == len(names)


def test_the_templates_are_there(language: Language) -> None:
    folders = [languages.templates() / language.name, FAKE / "templates" / language.name]
    assert any(folder.is_dir() for folder in folders)
    assert FIXTURES.is_dir()

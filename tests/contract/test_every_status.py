"""Looks back at the whole run: every status of the document was seen, so none is declared in vain."""

from pathlib import Path

import pytest

from tests.support.conformance import declared_statuses, seen
from tests.support.service import DOCUMENT

pytestmark = pytest.mark.last

_TESTS = Path(__file__).parents[1]
_OTHER_SESSIONS = ("migrations", "package", "sdk", "sdkgen")  # of nox, with no part in what is looked back at


def test_every_declared_status_was_seen(request):
    if reason := _partial(request.session):
        pytest.skip(f"only part of the tests ran: {reason}")
    unseen = sorted(set(declared_statuses(DOCUMENT)) - seen)
    assert unseen == []


def _partial(session: pytest.Session) -> str | None:
    """What was left out of this run, if anything."""
    for option in ("keyword", "markexpr", "deselect", "lf"):
        if value := session.config.getoption(option):
            return f"{option} is {value}"
    if named := [argument for argument in session.config.args if "::" in argument]:
        return f"the run was of {', '.join(named)}"
    files = {file for file in _TESTS.rglob("test_*.py") if _folder(file) not in _OTHER_SESSIONS}
    absent = files - {item.path for item in session.items}
    return f"without {', '.join(sorted(path.stem for path in absent))}" if absent else None


def _folder(file: Path) -> str:
    return file.relative_to(_TESTS).parts[0]

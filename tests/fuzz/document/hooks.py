"""What Schemathesis does beside what tests.contract.fuzz makes it do: other credentials, one more check."""

from typing import Any

import schemathesis

from tests.contract.fuzz import hooks as _everyday  # noqa: F401 - registers values, restores the identity
from tests.fuzz.document.callers import API_KEY, Caller
from tests.support.service import DOCUMENT

_caller = Caller.from_environment()


class _WithKey:
    """Adds an API key."""

    def get(self, _case: Any, _context: Any) -> str:
        return _caller.value

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.headers["X-API-Key"] = data


if _caller.scheme == API_KEY:
    schemathesis.auth(refresh_interval=None)(_WithKey)


@schemathesis.check
def no_more_than_it_may(_context: Any, response: Any, case: Any) -> None:
    """What this credential does not allow never succeeds."""
    operation = DOCUMENT.operation(case.operation.definition.raw["operationId"])
    if response.status_code < 300 and not _caller.may(operation):
        raise AssertionError(f"{operation.id} succeeds for: {_caller.who}")

"""What Schemathesis cannot read from the document: who it is, and which rules no schema can express."""

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.generation.meta import TestPhase

from tests.contract.fuzz.allowances import is_allowed
from tests.contract.fuzz.identity import PASSWORD, Identity
from tests.contract.fuzz.keeper import Keeper
from tests.contract.fuzz.values import avoid_conflicts, emails, keep_rules, new_passwords

schemathesis.openapi.format("email", emails)
schemathesis.openapi.format("password", st.one_of(new_passwords, st.just(PASSWORD)))

_identity = Identity.from_environment()
_keeper = Keeper(_identity)


class _SignedIn:
    """Adds the token of the identity; the keeper sees to it that it stays good."""

    def get(self, _case: Any, _context: Any) -> str | None:
        return _identity.access_token

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


if _identity.access_token:
    schemathesis.auth(refresh_interval=None)(_SignedIn)


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    """Be whole again before the next request; without contradictions, if it is meant to be valid."""
    phase = case.meta.phase.name if case.meta else None
    _keeper.before_request(in_scenario=phase is TestPhase.STATEFUL)
    if case.meta and case.meta.generation.mode.is_positive:
        if phase is TestPhase.FUZZING:
            avoid_conflicts(case)
        keep_rules(case)


@schemathesis.hook
def filter_failure(_context: Any, failure: Any, case: Any, response: Any) -> bool:
    return not is_allowed(failure, case.operation.definition.raw["operationId"], response)

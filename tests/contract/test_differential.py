"""The plans answer as Connexion would, and they answer every operation."""

import random

from gatehouse.app import OPENAPI
from gatehouse.contract.document import load
from tests.contract.differential.both import Both
from tests.contract.differential.requests import Requests

_AT_LEAST, _AT_MOST = 6_000, 60_000  # chance may leave out an operation with many parameters for a while


async def test_nobody_can_tell_the_answers_apart() -> None:
    document, seed = load(OPENAPI), random.randrange(10**6)
    both, requests = Both(document), Requests(document, seed)
    operations = {operation.id for operation in document.operations}
    bodies = {(operation.id, name) for operation in document.operations for name in operation.body}
    for number in range(_AT_MOST):
        if number >= _AT_LEAST and set(both.planned) == operations and set(both.bodies) == bodies:
            break
        request = requests.make()
        assert await both.differences(request) == [], f"seed {seed}: {request}"
    assert set(both.planned) == operations
    assert set(both.bodies) == bodies

"""The plans answer as Connexion would, and they answer every operation."""

import random

from gatehouse.app import OPENAPI
from gatehouse.contract.document import load
from tests.contract.differential.both import Both
from tests.contract.differential.requests import Requests

_BUDGET = 6_000


async def test_nobody_can_tell_the_answers_apart() -> None:
    document, seed = load(OPENAPI), random.randrange(10**6)
    both, requests = Both(document), Requests(document, seed)
    for _ in range(_BUDGET):
        request = requests.make()
        assert await both.differences(request) == [], f"seed {seed}: {request}"
    assert set(both.planned) == {operation.id for operation in document.operations}
    assert set(both.bodies) == {
        (operation.id, name) for operation in document.operations for name in operation.body
    }

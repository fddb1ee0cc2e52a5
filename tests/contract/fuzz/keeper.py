"""Keeps the database fit for the next request, from threads that know nothing of asyncio."""

import asyncio
from collections.abc import Coroutine
from threading import Thread
from typing import Any, TypeVar

import asyncpg
from hypothesis.control import current_build_context

from tests.contract.fuzz.identity import Identity
from tests.contract.fuzz.snapshot import go_back

T = TypeVar("T")


class Keeper:
    """One connection to the database, behind the service's back."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._scenario: object = None
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, daemon=True, name="keeper").start()
        self._connection = self._wait_for(asyncpg.connect(identity.database_url))

    def before_request(self, *, in_scenario: bool) -> None:
        """Make the identity whole, and the whole database as it was if another scenario begins."""
        if in_scenario and self._scenario is not (now := current_build_context()):
            self._scenario = now
            self._wait_for(go_back(self._connection))
        if self._identity.user_id:
            self._wait_for(self._identity.restore(self._connection))

    def _wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

"""Tells applications which of their sessions have ended, until each of them has heard it."""

import asyncio
from datetime import timedelta
from typing import Final

import httpx
import structlog

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.openid import logout
from gatehouse.domain.services import Services
from gatehouse.persistence import logout_notices

_PAUSE_SECONDS: Final = 2.0
_TIMEOUT_SECONDS: Final = 5.0
_FIRST_RETRY: Final = timedelta(seconds=5)
_LAST_RETRY: Final = timedelta(hours=1)

_log = structlog.get_logger("gatehouse.openid")


class Herald:
    """One per process; together they tell each application once."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def run(self) -> None:
        """Tell until cancelled."""
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, follow_redirects=False) as client:
            while True:
                try:
                    while await self.tell_next(client):
                        pass
                except Problem:
                    pass  # the database is away, which is said elsewhere
                except Exception as error:
                    _log.warning("logout_notices_paused", reason=type(error).__name__)
                await asyncio.sleep(_PAUSE_SECONDS)

    async def tell_next(self, client: httpx.AsyncClient) -> bool:
        """Tell of one session; False if there is none to tell of."""
        services = self._services
        tokens = await services.keys.for_applications()
        async with services.database.transaction() as tx:
            notice = await logout_notices.take(tx, clock.now())
            if notice is None:
                return False
            if notice.address is None or await _told(
                client, notice.address, logout.write_token(tokens, notice)
            ):
                await logout_notices.remove(tx, notice.session_id)
            else:
                pause = min(_FIRST_RETRY * 2**notice.attempts, _LAST_RETRY)
                await logout_notices.postpone(tx, notice, clock.now() + pause)
                _log.warning("logout_not_told", application=notice.client_id, attempt=notice.attempts + 1)
        return True


async def _told(client: httpx.AsyncClient, address: str, token: str) -> bool:
    """Whether the application has taken it; what it answers is not read."""
    try:
        async with (
            asyncio.timeout(_TIMEOUT_SECONDS),
            client.stream("POST", address, data={"logout_token": token}) as response,
        ):
            return response.is_success
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
        return False

"""Who looks at a page: the session that a cookie of the browser is for."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from gatehouse.core import clock
from gatehouse.domain.services import Services
from gatehouse.pages.cookies import Cookies
from gatehouse.persistence import principals
from gatehouse.persistence.principals import BrowserSession
from gatehouse.security.opaque import read_session_cookie
from gatehouse.security.tokens import Authentication, is_strong


class Visitor(NamedTuple):
    """Somebody who is signed in, and how and when they did that."""

    user_id: int
    user_uuid: UUID
    username: str
    roles: list[str]
    has_factor: bool
    session_id: UUID
    authentication: Authentication
    factor_at: datetime | None  # when this session has last shown a second factor

    @property
    def showed_factor(self) -> bool:
        return is_strong(self.authentication.amr)


async def visitor_of(services: Services, cookies: Cookies) -> Visitor | None:
    """Who is signed in with this browser, if anybody is; a session that was ended is nobody's."""
    cookie = read_session_cookie(services.vault, cookies.get("session"))
    if cookie is None:
        return None
    reader, now = services.database.read, clock.now()
    found = await principals.by_browser(reader, cookie.session_id, cookie.user_uuid, now)
    return _visitor(found) if found else None


def _visitor(found: BrowserSession) -> Visitor:
    return Visitor(
        found.user_id,
        found.user_uuid,
        found.username,
        found.roles,
        found.has_factor,
        found.session_id,
        Authentication(tuple(found.amr), found.factor_at or found.created_at),
        found.factor_at,
    )

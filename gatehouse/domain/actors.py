"""Who makes a request, and from where."""

from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Literal, NamedTuple
from uuid import UUID

from gatehouse.core.permissions import SUPERUSER

_IPV6_HOUSEHOLD = 64


class Client(NamedTuple):
    """Where a request comes from."""

    address: str | None
    user_agent: str | None
    request_id: str

    @property
    def network(self) -> str:
        """What limits are counted by: an IPv4 address, or the /64 network of an IPv6 address."""
        if self.address is None:
            return "unknown"
        address = ip_address(self.address)
        if address.version == 4:  # noqa: PLR2004
            return self.address
        return str(ip_network((address, _IPV6_HOUSEHOLD), strict=False))


class ApplicationActor(NamedTuple):
    """An application that does something before it has a token."""

    uuid: UUID


class Principal(NamedTuple):
    """Who is behind a request, a user or an application, and what their credential allows."""

    user_id: int  # of an application, its own id below zero: no user has that
    user_uuid: UUID
    username: str
    kind: Literal["user", "api_key", "application", "delegated"]  # the last: an application, with their token
    credential_id: UUID
    roles: frozenset[str]
    permissions: frozenset[str]  # those that the credential may use
    has_factor: bool = False
    factor_at: datetime | None = None  # when this session has last shown a second factor

    @property
    def line(self) -> str:
        """In whose place they wait where callers take turns; anonymous ones share that of their network."""
        return f"account {self.user_id}"

    @property
    def is_superuser(self) -> bool:
        """An API key never is, whoever owns it and whatever its scopes are; nor is an application."""
        return self.kind == "user" and SUPERUSER in self.roles

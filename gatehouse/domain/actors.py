"""Who makes a request, and from where."""

from ipaddress import ip_address, ip_network
from typing import Literal, NamedTuple
from uuid import UUID

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


class Principal(NamedTuple):
    """The authenticated user behind a request, and what their credential allows."""

    user_id: int
    user_uuid: UUID
    username: str
    kind: Literal["user", "api_key"]
    credential_id: UUID
    roles: frozenset[str]
    held: frozenset[str]  # by the user
    permissions: frozenset[str]  # of those, what the credential may use

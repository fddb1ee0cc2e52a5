"""The client's address: the peer, or what the nearest trusted proxy reports."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.types import Scope

from gatehouse.contract.headers import RequestHeaders

_REMEMBERED = 4096


class ClientAddresses:
    """Finds the address of a client behind proxies that are trusted."""

    def __init__(self, trusted_proxies: Sequence[str]) -> None:
        self._proxies = [ip_network(network) for network in trusted_proxies]
        self._is_proxy = lru_cache(_REMEMBERED)(self._look_up)

    def of(self, scope: Scope, headers: RequestHeaders) -> str | None:
        """The last address that is not a trusted proxy."""
        peer = (scope.get("client") or (None,))[0]
        if self._proxies and b"x-forwarded-for" in headers:
            forwarded = ",".join(headers.all(b"x-forwarded-for"))
            hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
            while peer and hops and self._is_proxy(peer):
                peer = hops.pop()
        return _plain(peer)

    def _look_up(self, address: str) -> bool:
        plain = _plain(address)
        return plain is not None and any(ip_address(plain) in network for network in self._proxies)


@lru_cache(_REMEMBERED)
def _plain(text: str | None) -> str | None:
    """The canonical spelling of an address; None if it is not one."""
    try:
        address = ip_address(text or "")
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)

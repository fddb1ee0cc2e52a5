"""The addresses that people are sent back to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

from gatehouse.persistence.applications import NATIVE, Application

_LOOPBACK: Final = ("http://127.0.0.1", "http://[::1]")


def is_registered(application: Application, registered: Sequence[str], address: str) -> bool:
    """Whether it is one of those, to the letter; ports of the own machine may differ for native ones."""
    if address in registered:
        return True
    return application.kind == NATIVE and _without_port(address) in _portless(registered)


def with_answer(address: str, answer: Mapping[str, str | None]) -> str:
    """The address with what it is told."""
    told = urlencode({name: value for name, value in answer.items() if value is not None})
    return f"{address}{'&' if urlsplit(address).query else '?'}{told}"


def _portless(addresses: Iterable[str]) -> set[str]:
    return {plain for plain in map(_without_port, addresses) if plain}


def _without_port(address: str) -> str:
    """An address of the own machine without its port, as that is chosen anew each time (RFC 8252)."""
    for host in _LOOPBACK:
        rest = address.removeprefix(host)
        if rest == address:
            continue
        port, slash, path = rest.partition("/")
        if not port or (port[0] == ":" and port[1:].isascii() and port[1:].isdecimal()):
            return f"{host}{slash}{path}"
    return ""

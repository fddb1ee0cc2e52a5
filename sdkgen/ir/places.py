"""Where a service is: its addresses, and the parts of paths."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A blank in the address of a server."""

    wire: str
    default: str
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """An address the service is reached at."""

    url: str
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()

    @property
    def address(self) -> str:
        """The address with its blanks filled by their defaults; empty if it is not a whole address."""
        url = self.url
        for variable in self.variables:
            url = url.replace(f"{{{variable.wire}}}", variable.default)
        return url.rstrip("/") if url.startswith(("http://", "https://")) else ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A part of a path that is always the same."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A part of a path that a parameter fills."""

    wire: str


Segment = tuple[Literal | Placeholder, ...]

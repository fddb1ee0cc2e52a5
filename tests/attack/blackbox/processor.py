"""What the service costs its machine, where that is this machine."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from tests.attack.blackbox.target import Target


@dataclass(frozen=True)
class Processor:
    """The processes that listen on the port of the service; none if it is elsewhere."""

    processes: tuple[psutil.Process, ...]

    @classmethod
    def of(cls, target: "Target") -> "Processor":
        here = target.addresses.loopback and not target.proxied
        return cls(_listeners(target.port) if here else ())

    @property
    def known(self) -> bool:
        return bool(self.processes)

    def seconds(self) -> float:
        """The CPU time that they have used so far."""
        times = [process.cpu_times() for process in self.processes if process.is_running()]
        return float(sum(time.user + time.system for time in times))


@cache
def _listeners(port: int) -> tuple[psutil.Process, ...]:
    return tuple(process for process in psutil.process_iter() if _listens(process, port))


def _listens(process: psutil.Process, port: int) -> bool:
    try:
        ends = process.net_connections("tcp")
    except psutil.Error:
        return False
    return any(end.status == psutil.CONN_LISTEN and end.laddr.port == port for end in ends)

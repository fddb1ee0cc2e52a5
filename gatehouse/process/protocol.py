"""The HTTP protocol of the server, by a name that its workers can import."""

import resource

import structlog

from gatehouse.contract.problems import Problem
from gatehouse.contract.protocol import HttpProtocol
from gatehouse.core.errors import PROBLEMS

_FEWEST_CONNECTIONS = 8
_DESCRIPTORS_OF_ITS_OWN = 64  # logs, libraries, the listener, mail, Redis, and what is being opened or closed

_log = structlog.get_logger("gatehouse.http")


class GatehouseHttpProtocol(HttpProtocol):
    """Answers what is not HTTP in the name of this service."""

    problems = PROBLEMS
    singular = HttpProtocol.singular | {b"x-api-key"}

    def refused(self, problem: Problem, request_id: str) -> None:
        client = self.client[0] if self.client else None
        _log.info("refused", problem=problem.code, request_id=request_id, client=client)


def keep_descriptors(database_connections: int) -> None:
    """Let clients never use up what this process needs to serve them."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = limit - _DESCRIPTORS_OF_ITS_OWN - database_connections
    GatehouseHttpProtocol.most_connections = max(_FEWEST_CONNECTIONS, room)

"""The HTTP protocol of the server, by a name that its workers can import."""

from gatehouse.contract.protocol import HttpProtocol
from gatehouse.core.errors import PROBLEMS


class GatehouseHttpProtocol(HttpProtocol):
    """Answers what is not HTTP in the name of this service."""

    problems = PROBLEMS

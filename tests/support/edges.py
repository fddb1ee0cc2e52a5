"""The outermost layer by itself, around whatever a test puts behind it."""

from dataclasses import replace
from typing import Any

from gatehouse.contract.cors import CorsOptions
from gatehouse.contract.document import Document
from gatehouse.contract.edge import EdgeOptions
from gatehouse.contract.paths import Paths
from gatehouse.core.errors import PROBLEMS

_OPTIONS = EdgeOptions(
    problems=PROBLEMS,
    allowed_hosts=["*"],
    cors=CorsOptions([], [], []),
    trusted_proxies=[],
    paths=Paths(Document({"paths": {}}, ())),
    body_limit=100,
    body_timeout=1,
    time_limit=5,
    https=False,
)


def edge_options(**changes: Any) -> EdgeOptions:
    """The options of an edge that lets everybody in, but for what the test is about."""
    return replace(_OPTIONS, **changes)

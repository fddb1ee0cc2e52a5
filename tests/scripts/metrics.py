"""Metrics as the service publishes them, at moments that a test chooses."""

from collections.abc import Iterator


def scrape(requests: int, errors: int, seconds: float) -> str:
    """Counters after so many requests, nine of ten of which took 5 ms at most, the others 50 ms."""
    fast, ok = requests * 9 // 10, '{operation="users.get",status="2xx"'
    return f"""\
# HELP gatehouse_request_duration_seconds Time of requests.
# TYPE gatehouse_request_duration_seconds histogram
gatehouse_request_duration_seconds_bucket{ok},le="0.005"}} {fast}
gatehouse_request_duration_seconds_bucket{ok},le="0.05"}} {requests}
gatehouse_request_duration_seconds_bucket{ok},le="+Inf"}} {requests}
gatehouse_request_duration_seconds_count{ok}}} {requests}
gatehouse_request_duration_seconds_count{{operation="users.get",status="5xx"}} {errors}
gatehouse_requests_in_flight 3
gatehouse_database_connections{{state="in_use"}} 4
gatehouse_database_connections{{state="idle"}} 6
gatehouse_database_waiting 0
process_cpu_seconds_total {seconds}
process_resident_memory_bytes 1.048576e+08
"""


class Growing(dict[str, str]):
    """Pages whose counters grow with every look."""

    def __init__(self, errors: int) -> None:
        super().__init__()
        self._looks: Iterator[int] = iter(range(1, 10_000))
        self._errors = errors

    def get(self, path: str, default: str | None = None) -> str | None:  # type: ignore[override]
        if path != "/metrics":
            return default
        look = next(self._looks)
        return scrape(look * 1000, look * self._errors, look * 0.5)

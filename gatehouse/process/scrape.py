"""One address at which Prometheus finds the metrics of all workers."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gatehouse.core.settings import Settings
from gatehouse.process.serving import CannotListen

if TYPE_CHECKING:
    from prometheus_client import Metric
    from prometheus_client.registry import Collector

# The library decides where values live when it is imported, which must not be before the directory is named.
# ruff: noqa: PLC0415

_DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def metrics_served(settings: Settings) -> Iterator[str | None]:
    """Answer scrapes as long as this is open, if it is wished for; the address."""
    if settings.metrics_listen is None:
        yield None
        return
    with TemporaryDirectory(prefix="gatehouse-metrics-") as directory:
        os.environ[_DIRECTORY] = directory
        with _answering(settings.metrics_listen, Path(directory)) as address:
            yield address


@contextmanager
def _answering(listen: str, directory: Path) -> Iterator[str]:
    from prometheus_client import CollectorRegistry, start_http_server

    host, _, port = listen.rpartition(":")
    registry = CollectorRegistry()
    registry.register(_Workers(directory))
    try:
        server, thread = start_http_server(int(port), host.strip("[]"), registry)
    except OSError as error:
        raise CannotListen(f"METRICS_LISTEN: cannot listen on {listen}: {error.strerror}") from None
    try:
        yield f"http://{host}:{server.server_port}/metrics"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Workers:
    """What all workers counted, and what those that live have at the moment."""

    def __init__(self, directory: Path) -> None:
        from prometheus_client.multiprocess import MultiProcessCollector

        self._directory = directory
        self._collector: Collector = MultiProcessCollector(None, str(directory))  # type: ignore[no-untyped-call]

    def collect(self) -> "Iterable[Metric]":
        for file in self._directory.glob("gauge_live*.db"):
            if not Path(f"/proc/{file.stem.rpartition('_')[2]}").exists():
                file.unlink(missing_ok=True)
        return self._collector.collect()

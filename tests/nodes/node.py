"""`gatehouse serve` on a loopback address of its own, in this version or another."""

import subprocess
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.cli.conftest import Gatehouse
from tests.support.server import Server


@dataclass
class Node(Server):
    """One of several; its settings lead past PgBouncer, so that tests can look behind the service's back."""

    version: Gatehouse = field(kw_only=True)

    @property
    def address(self) -> str:
        return urlsplit(self.url).netloc

    def launch(self, workers: int = 1) -> None:
        host, _, port = self.address.partition(":")
        options = ("--host", host, "--port", port, "--workers", str(workers))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                **self.version.arguments("serve", *options), stdout=log, stderr=log, start_new_session=True
            )

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    async def start(self) -> None:
        self.launch()
        await self.ready()

    async def replace(self, version: Gatehouse | None = None) -> None:
        """What an operator does to one node: SIGTERM, the end, and a start, maybe of another version."""
        assert await self.stop() == 0, self.log.read_text()
        self.version = version or self.version
        await self.start()

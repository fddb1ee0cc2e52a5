"""The programs that speak for each client: one process per language for a whole test run."""

import asyncio
import json
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any

from tests.sdk.builds.toolchain import Failed
from tests.sdk.conformance.languages import Language

_LIMIT = 64 * 1024 * 1024  # bytes in an answer

Json = dict[str, Any]


class Unavailable(Exception):
    """The driver cannot run here, and why."""


class Broken(Exception):
    """The driver crashed, hung, or said something that is not in the protocol."""


@dataclass
class Driver:
    """A running driver. It is started when it is first needed, and again after it broke."""

    language: Language
    log: IO[bytes] = field(default_factory=TemporaryFile)
    process: asyncio.subprocess.Process | None = None
    is_ready: bool = False
    unavailable: str = ""

    async def call(self, request: Json, seconds: float) -> Json:
        """Send a request, and wait for the answer to it."""
        process = await self._running()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
            line = await asyncio.wait_for(process.stdout.readline(), seconds)
            return self._understood(line, request["id"])
        except TimeoutError:
            await self.stop()
            raise Broken(f"no answer within {seconds} seconds\n{self.said()}") from None
        except (ConnectionError, ValueError) as error:
            await self.stop()
            raise Broken(f"{error}\n{self.said()}") from None

    def _understood(self, line: bytes, identifier: str) -> Json:
        if not line:
            raise ConnectionError("the driver ended")
        answer = json.loads(line)
        if answer.get("id") != identifier or ("value" in answer) == ("error" in answer):
            raise ValueError(f"not an answer to {identifier}: {line[:500]!r}")
        return dict(answer)

    def said(self, since: int = 0) -> str:
        """What the driver has written to its standard error."""
        self.log.seek(since)
        return self.log.read().decode(errors="replace")[-4000:]

    async def stop(self) -> None:
        """End the process; it has nothing to save."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # with a script there are two
        await self.process.wait()
        self.process = None

    async def _running(self) -> asyncio.subprocess.Process:
        if self.process is None or self.process.returncode is not None:
            await self.prepare()
            pipe = asyncio.subprocess.PIPE
            self.process = await asyncio.create_subprocess_exec(
                *self.language.command,
                cwd=self.language.folder,
                env=clean_environment(),
                limit=_LIMIT,
                stdin=pipe,
                stdout=pipe,
                stderr=self.log,
                start_new_session=True,
            )
        return self.process

    async def prepare(self) -> None:
        """Build what must be built, once, even if it cannot be."""
        if not self.is_ready:
            self.is_ready = True
            try:
                await asyncio.to_thread(self.language.build)
            except Failed as error:
                self.unavailable = str(error)
        if self.unavailable:
            raise Unavailable(self.unavailable)


def clean_environment() -> dict[str, str]:
    """Without what would change a client's mind: its own variables, and proxies."""
    return {
        name: value
        for name, value in os.environ.items()
        if not (name.startswith("GATEHOUSE_") or name.upper().endswith("_PROXY"))
    }

"""The API as the document has it, by Schemathesis as one caller after another, for some minutes."""

import asyncio
import os
import re
import sys
import time
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import asyncpg

from gatehouse.core.settings import load_settings
from tests.contract.fuzz.identity import PASSWORD, Identity
from tests.fuzz.document.callers import CALLERS, Caller, Ground, make
from tests.fuzz.memory import MOST_GROWTH, Memory
from tests.fuzz.report import Tally, literal
from tests.fuzz.service import Log, Tested, tested

_CONFIG = Path(__file__).with_name("schemathesis.toml")
_EXAMPLES = 20
_LEAST_SECONDS = 60  # for each caller; all of them have their turn within nine minutes
_GRACE_SECONDS = 120
_LOOK_SECONDS = 1
_TITLE = re.compile(r"^- (.+)$", re.MULTILINE)


def fuzz(seconds: float, seed: int, only: int | None = None) -> Tally:
    """Let Schemathesis call until the time is over."""
    return asyncio.run(_fuzz(seconds, seed))


async def _fuzz(seconds: float, seed: int) -> Tally:
    tally = Tally("document", seconds, "requests")
    callers = list(CALLERS)
    Random(seed).shuffle(callers)
    slot = max(_LEAST_SECONDS, seconds / len(callers) / max(1, seconds // (len(callers) * _LEAST_SECONDS)))
    async with tested() as service:
        settings = load_settings(
            env_file=None,
            database_url=service.database_url,
            secret_key=service.server.settings.secret_key,
        )
        connection = await asyncpg.connect(service.database_url)
        memory = service.memory(seconds)
        try:
            ground = Ground(service.url, service.database_url, settings, connection)
            for number in count():
                who = callers[number % len(callers)]
                identity, caller = await make(who, ground)
                await _call(service, identity, caller, seed + number, slot, tally, memory)
                if tally.is_over:
                    break
        finally:
            await connection.close()
        called = callers[: number + 1]
        tally.unit += f" as {', '.join(called)}"
        tally.memory = memory.told()
        if memory.growth() > MOST_GROWTH:
            tally.add(f"a worker has grown by {memory.growth() >> 20} MiB", "the whole run")
    return tally


async def _call(
    service: Tested, identity: Identity, caller: Caller, seed: int, slot: float, tally: Tally, memory: Memory
) -> None:
    """One caller for the time of a slot."""
    log = service.log(caller.value or PASSWORD, PASSWORD)
    with TemporaryDirectory(prefix="gatehouse-fuzz-") as name:
        environment = {
            **os.environ,
            "GATEHOUSE_FUZZ_DIRECTORY": name,
            **identity.to_environment(),
            **caller.to_environment(),
        }
        process = await asyncio.create_subprocess_exec(
            *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(_CONFIG)),
            *("run", f"{service.url}/openapi.json", "--no-color", "--max-time", str(max(1, int(slot)))),
            *("--seed", str(seed), "--max-examples", str(_EXAMPLES)),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        calling = asyncio.create_task(process.communicate())
        until = time.monotonic() + slot + _GRACE_SECONDS
        while not calling.done():
            await asyncio.wait({calling}, timeout=_LOOK_SECONDS)
            memory.look()
            look_at(log, service, tally)
            if time.monotonic() > until:
                process.kill()
                tally.add(f"Schemathesis does not end, as: {caller.who}", f"seed {seed}")
        output = (await calling)[0].decode("utf-8", "replace")
    if process.returncode:
        _told(output, caller, seed, tally)


def look_at(log: Log, service: Tested, tally: Tally) -> None:
    """What the service has logged since the last time, and whether all of it is still there."""
    before = len(log.statuses)
    for wrong in log.wrong():
        tally.add(wrong.what, f"the line {wrong.line[:2000]}")
    new = log.statuses[before:]
    tally.sent += len(new)
    tally.kinds.update(str(status) for status in new)
    if service.lost():
        tally.add("a worker has died", f"the log of the service ends with {log.last}")
    tally.tell()


def _told(output: str, caller: Caller, seed: int, tally: Tally) -> None:
    """Every kind of failure, with all that Schemathesis says, but for the credential."""
    if caller.value:
        output = output.replace(caller.value, "***")
    kept = literal(output.encode(), "txt")
    for title in dict.fromkeys(_TITLE.findall(output)) or ["failed, and says why"]:
        tally.add(f"Schemathesis, as {caller.who}: {title}", f"seed {seed}: {kept}")

"""What a call through one of our clients costs, beside the same call written by hand."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from bench.clients.answers import record
from bench.clients.programs import PROGRAMS, Task, build, require, run
from bench.clients.results import FIXED, REAL, Runs, section
from bench.processes import Server, free_port, serve
from bench.sections import Section, say
from bench.stage import Stage

_ROUNDS = 21
_IDS = 20
_PAGE = 50

__all__ = ["measure_clients"]


def measure_clients(stage: Stage) -> Section:
    """Run the programs of all languages, each against a server of fixed answers and against the service."""
    require(PROGRAMS)
    for program in PROGRAMS:
        say(f"building the {program.language} program")
        build(program)
    ids = random.Random(0).sample(range(2, stage.users + 2), _IDS)
    runs: Runs = {}
    with _fixed(stage, ids) as fixed:
        for program in PROGRAMS:
            for name, server in ((FIXED, fixed), (REAL, stage.ours)):
                say(f"calling {name} from {program.title}")
                task = Task(server.url, stage.admin_token, ids, _ROUNDS)
                runs[program.language, name] = run(program, task)
    return section(runs)


@contextmanager
def _fixed(stage: Stage, ids: list[int]) -> Iterator[Server]:
    """What the service answers, without the service."""
    paths = [*(f"/users/{each}" for each in ids), f"/users?limit={_PAGE}"]
    file = stage.folder / "answers.json"
    record(stage.ours, stage.admin_token, paths, file)
    port = free_port()
    command = ["-m", "bench.peers.fixed", str(port), str(file)]
    with serve("fixed", command, {}, port, stage.folder / "fixed.log") as server:
        yield server

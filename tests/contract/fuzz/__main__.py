"""Fuzzes a real server with Schemathesis, once as each identity: `python -m tests.contract.fuzz [--full]`."""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.contract.fuzz.identity import KINDS, create
from tests.contract.fuzz.server import running

_CONFIG = Path(__file__).with_name("schemathesis.toml")
_EVERYDAY_SEEDS, _EVERYDAY_EXAMPLES = (1,), 25
_FIGURES = re.compile(r"\(in [0-9.]+s\)|Scenarios:|API Links:|generated,")
_FULL_RUNS, _FULL_EXAMPLES = 3, 200


@dataclass(frozen=True)
class Outcome:
    """How one run as one identity went."""

    who: str
    passed: bool
    output: str
    misfortunes: list[str]
    seconds: float

    def tell(self, seed: int) -> None:
        verdict = "passed" if self.passed else "FAILED"
        told = _figures(self.output) if self.passed else self.output
        print(f"\n===== {self.who}, seed {seed}: {verdict} in {self.seconds:.0f} s =====\n{told}")
        if self.misfortunes:
            print("The server logged:", *self.misfortunes, sep="\n")
        sys.stdout.flush()


def _figures(output: str) -> str:
    """What was done, without advice on how to do more."""
    return "\n".join(line for line in output.splitlines() if _FIGURES.search(line))


def fuzz(who: str, seed: int, examples: int, extra: list[str]) -> Outcome:
    """One run on a server of its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gatehouse-fuzz-") as name:
        with running(Path(name)) as server:
            identity = create(who, server.address, server.database_url)
            environment = {"GATEHOUSE_FUZZ_DIRECTORY": name, **identity.to_environment()}
            done = _schemathesis(server.address, seed, examples, extra, environment)
        misfortunes = server.misfortunes()
    passed = done.returncode == 0 and not misfortunes
    return Outcome(who, passed, done.stdout, misfortunes, time.monotonic() - started)


def _schemathesis(
    address: str, seed: int, examples: int, extra: list[str], environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            *(Path(sys.executable).with_name("schemathesis"), "--config-file", _CONFIG),
            *("run", f"{address}/openapi.json", "--no-color"),
            *("--seed", str(seed), "--max-examples", str(examples), *extra),
        ],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.contract.fuzz", description=__doc__)
    parser.add_argument("--full", action="store_true", help="three seeds in a row, 200 examples each")
    parser.add_argument("--seed", type=int, action="append", help="instead of those chosen here; repeatable")
    parser.add_argument("--examples", type=int, help="instead of the number chosen here")
    parser.add_argument("--identity", choices=KINDS, action="append", help="only this one; repeatable")
    options, extra = parser.parse_known_args()
    chosen = [random.randrange(2**32) for _ in range(_FULL_RUNS)] if options.full else _EVERYDAY_SEEDS
    examples = options.examples or (_FULL_EXAMPLES if options.full else _EVERYDAY_EXAMPLES)
    failed = False
    seeds = options.seed or chosen
    print(f"{examples} examples per operation, seeds: {', '.join(map(str, seeds))}", flush=True)
    for seed in seeds:
        with ThreadPoolExecutor() as pool:
            runs = [pool.submit(fuzz, who, seed, examples, extra) for who in options.identity or KINDS]
            for run in runs:
                outcome = run.result()
                outcome.tell(seed)
                failed |= not outcome.passed
    sys.exit(failed)


if __name__ == "__main__":
    main()

"""Runs a command in a process of its own and says what it took: `meter.py LOG SECONDS COMMAND...`.

A process inherits the peak memory of the one that starts it, so a small one has to.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn


def main(log: str, patience: str, *command: str) -> None:
    """Print seconds, seconds of CPU, and megabytes of the largest process, as JSON."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))  # whoever started us may have been pinned
    started = time.perf_counter()
    with Path(log).open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    code = _wait(process, int(patience))
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
        "code": code,
    }
    print(json.dumps(cost))


def _wait(process: "subprocess.Popen[bytes]", patience: int) -> int | None:
    def stop(*_: object) -> NoReturn:
        raise TimeoutError

    for reason in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(reason, stop)
    signal.alarm(patience)
    try:
        return process.wait()
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])

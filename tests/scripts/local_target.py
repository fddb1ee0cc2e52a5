"""A target for `deploy.nu`: one process on this machine, which commands start and stop.

    python local_target.py check|current|migrate|roll-out [IMAGE]

Images are called `gatehouse:TAG`. `v1` and `v2` are the real service, `deaf` starts and is never ready,
`unfit` fails its check, `stuck` its migration, and `dead` is not even started.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

HERE = Path.cwd()
IMAGE, PID, LOG = HERE / "image", HERE / "pid", HERE / "calls"


def check(tag: str) -> None:
    if tag == "unfit":
        sys.exit("the image is unfit")


def current() -> None:
    if IMAGE.exists():
        print(IMAGE.read_text())


def migrate(tag: str) -> None:
    if tag == "stuck":
        sys.exit("cannot reach postgresql://gate:hidden@db/gate")  # scan: allow
    subprocess.run([sys.executable, "-m", "gatehouse", "migrate"], check=True)


def roll_out(tag: str) -> None:
    if tag == "dead":
        sys.exit("the image cannot be started")
    stop()
    port = os.environ["TARGET_PORT"]
    words = (
        ["-m", "http.server", "--bind", "127.0.0.1", port] if tag == "deaf" else ["-m", "gatehouse", "serve"]
    )
    more = [] if tag == "deaf" else ["--port", port]
    with (HERE / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *words, *more],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    PID.write_text(str(process.pid))
    IMAGE.write_text(f"gatehouse:{tag}")


def stop() -> None:
    """End the process that the last roll-out started, and wait until it is gone."""
    if not PID.exists():
        return
    pid = int(PID.read_text())
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        while _runs(pid):
            time.sleep(0.05)
    PID.unlink()


def _runs(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def main(step: str, image: str = "") -> None:
    tag = image.rpartition(":")[2]
    with LOG.open("a") as log:
        log.write(f"{step} {tag}\n")
    if step == "current":
        current()
    else:
        {"check": check, "migrate": migrate, "roll-out": roll_out}[step](tag)


if __name__ == "__main__":
    main(*sys.argv[1:])

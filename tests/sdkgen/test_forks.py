"""Work in processes of its own comes to the same as work here."""

import subprocess
import sys

import pytest

_PROGRAM = """
import os, sys
from sdkgen import forks

def work(item):
    if item == "bad" and os.getpid() != parent:
        raise ValueError("lost")
    return item * 100_000, os.getpid()

parent = os.getpid()
made = forks.each(work, sys.argv[1:])
assert [text for text, _ in made] == [item * 100_000 for item in sys.argv[1:]]
print(*(process == parent for _, process in made))
"""


@pytest.mark.parametrize(
    ("items", "here"),
    [(["a", "b", "c"], "False False False"), (["a"], "True"), (["a", "bad", "c"], "False True False")],
)
def test_each_has_its_process_unless_that_fails(items: list[str], here: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *items], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here
    assert done.stderr == ""


def test_work_stays_here_beside_other_threads() -> None:
    beside = "import threading; threading.Thread(target=input).start()\n"
    done = subprocess.run(
        [sys.executable, "-c", beside + _PROGRAM, "a", "b"],
        input="\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True True"

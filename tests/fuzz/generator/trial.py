"""What must hold of every document, checked in a process that can be ended when it takes too long."""

import json
import os
import re
import resource
import shutil
import time
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from click.testing import CliRunner, Result

from sdkgen.cli import main
from tests.fuzz.generator.documents import LARGEST, Damaged
from tests.sdkgen.runs import tree

MOST_SECONDS = 10  # of CPU, for each command and 100 kB
_MOST_MEMORY = 3 * 2**30
_CODE = re.compile(r"^(error|warning|note) ([A-Z]+\d+)", re.MULTILINE)
_FAULT = re.compile(r'BUG001(?:: |".*\n.*\n *"message": ")(.*)')
_LANGUAGES = ("go", "nushell", "python", "rust", "typescript")


class Judged(NamedTuple):
    """What came of a document: what is wrong, in one word what happened, and which codes were reported."""

    wrong: list[str]
    kind: str
    codes: set[str]


class Trial:
    """The commands, one after another, on one document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._out = folder / "out"
        self.wrong: list[str] = []
        self.codes: set[str] = set()

    def judge(self, document: Damaged, number: int) -> Judged:
        path = self._folder / f"openapi.{document.suffix}"
        path.write_bytes(document.text)
        self._allowed = MOST_SECONDS * max(1.0, len(document.text) / LARGEST)
        language = _LANGUAGES[number % len(_LANGUAGES)]
        self._json("lint", path, "--json")
        seen = self._json("inspect", path, "--json") if number % 2 else self._run("inspect", path, "--all")
        made = self._generate(path, language)
        if made == 0 and seen.exit_code != 0:
            self.wrong.append(f"generate succeeds, and inspect ends with {seen.exit_code}")
        path.unlink()
        shutil.rmtree(self._out, ignore_errors=True)
        return Judged(self.wrong, "generated" if made == 0 else "refused", self.codes)

    def _generate(self, path: Path, language: str) -> int:
        arguments = (path, "--out", self._out, "--name", "acme", "-l", language)
        made = self._run("generate", *arguments)
        left = sorted(each.name for each in self._folder.iterdir() if each not in (path, self._out))
        if left:
            self.wrong.append(f"generate leaves {left} beside the output")
        if made.exit_code != 0 and self._out.exists():
            self.wrong.append("generate fails, and has written something")
        if made.exit_code == 0:
            before = tree(self._out)
            if self._run("check", *arguments).exit_code != 0:
                self.wrong.append("check does not agree with generate")
            if before != tree(self._out) or not before:
                self.wrong.append("check writes, or generate wrote nothing")
        return made.exit_code

    def _json(self, *arguments: Any) -> Result:
        done = self._run(*arguments)
        try:
            found = json.loads(done.stdout) if done.stdout or arguments[0] == "lint" else {}
        except ValueError:
            self.wrong.append(f"{arguments[0]} prints no JSON")
            return done
        listed = found.get("diagnostics", ())
        if arguments[0] == "lint":
            self.codes |= {each["code"] for each in listed}
            self._compare(done, "lint", {each["severity"] for each in listed})
        return done

    def _run(self, command: str, *arguments: Any) -> Result:
        started = time.process_time()
        done = CliRunner().invoke(main, [command, *map(str, arguments)])
        seconds = time.process_time() - started
        if seconds > self._allowed:
            self.wrong.append(f"{command} takes {seconds:.0f} s of CPU, more than {self._allowed:.0f}")
        if not isinstance(done.exception, SystemExit | None):
            self.wrong.append(f"{command} ends with {type(done.exception).__name__}: {done.exception}")
        elif done.exit_code not in (0, 1):
            self.wrong.append(f"{command} ends with exit status {done.exit_code}")
        found = _CODE.findall(done.stderr)
        if command != "lint":
            self.codes |= {code for _, code in found}
        if command in ("inspect", "generate"):
            self._compare(done, command, {severity for severity, _ in found})
        self.wrong += [f"{command} reports {each}" for each in _FAULT.findall(done.stderr + done.stdout)[:1]]
        return done

    def _compare(self, done: Result, command: str, severities: set[str]) -> None:
        """A failure has a reason, and an error is a failure."""
        if (done.exit_code == 1) != ("error" in severities) and done.exit_code in (0, 1):
            self.wrong.append(f"{command} ends with {done.exit_code} and reports {sorted(severities)}")


def work(line: Connection) -> None:
    """Judge what comes in, one document at a time."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    os.environ["PATH"] = ""  # no formatters: they are programs of others, and slow
    with TemporaryDirectory(prefix="gatehouse-fuzz-") as name:
        while True:
            try:
                document, number = line.recv()
            except EOFError:
                return
            line.send(Trial(Path(name)).judge(document, number))

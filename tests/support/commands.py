"""What the suites that people run by name have in common."""

import argparse
import sys
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, in the name of the session."""

    def __init__(self, session: str, **options: Any) -> None:
        super().__init__(prog=f"nox -s {session} --", **options)
        self._session = session

    def error(self, message: str) -> NoReturn:
        print(f"{self._session}: {message}", file=sys.stderr)
        sys.exit(2)

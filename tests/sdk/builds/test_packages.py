"""Our client and the clients of all small documents, held against the tools of their language.

`-k rust` is for one language, `-k rust-lint` for one step.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sdkgen.config import Config, TypeScriptConfig
from tests.sdk.builds import TOOLCHAINS
from tests.sdk.builds.toolchain import Failed
from tests.sdk.builds.workspace import Workspace
from tests.sdkgen.support import fixtures, title

_EVERYTHING = Config(typescript=TypeScriptConfig(zod=True))
_INCLUDED = {("rust", "compile")}  # in "lint", which compiles as well, and with all features


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(language, step, id=f"{language}-{step}")
        for language, toolchain in TOOLCHAINS.items()
        for step in getattr(toolchain, kind)
        if (language, step) not in _INCLUDED
    ]


@functools.cache
def workspace(language: str) -> Workspace:
    made = Workspace.of(TOOLCHAINS[language])
    made.add_client()
    for document in fixtures():
        assert not made.add(document, title(document), _EVERYTHING).diagnostics.failed, document
    made.prepare()
    return made


@contextmanager
def _plainly(language: str, step: str) -> Iterator[None]:
    """Fail with what the tools said, and nothing else."""
    try:
        yield
    except Failed as error:
        raise pytest.fail.Exception(f"{language}, {step}: {error}", pytrace=False) from None


@pytest.mark.parametrize(("language", "step"), _cases("steps"))
def test_all_packages(language: str, step: str) -> None:
    with _plainly(language, step):
        place = workspace(language)
        place.step(step, place.packages)


@pytest.mark.parametrize(("language", "step"), _cases("client_steps"))
def test_our_client(language: str, step: str) -> None:
    with _plainly(language, step):
        place = workspace(language)
        place.run(place.toolchain.client_steps[step](place.packages[0]))

"""What workers share: loaded once, before they are forked, so that each has only its changes to itself."""

import gc
from contextlib import suppress
from importlib import import_module

from starlette.types import ASGIApp

from gatehouse.process.serving import hush_warnings

_FIRST = ("uvloop", "gatehouse.process.protocol")
_SELDOM = ("segno", "webauthn", "zxcvbn")  # one worker loads them when it needs them; several would each

made: ASGIApp | None = None

hush_warnings()
for needed in (*_FIRST, *_SELDOM):
    import_module(needed)
with suppress(Exception):  # what is wrong is found again, and told, by each worker that tries
    made = import_module("gatehouse.app").create_app_from_environment()
gc.collect()
gc.freeze()

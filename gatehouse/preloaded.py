"""What workers share: loaded once, before they are forked, so that each has only its changes to itself."""

import gc
import sys
import warnings
from contextlib import suppress
from importlib import import_module

from starlette.types import ASGIApp

made: ASGIApp | None = None

if not sys.warnoptions:  # warnings are for those who develop the service, not for those who run it
    warnings.simplefilter("ignore")
for needed in ("uvloop", "gatehouse.process.protocol"):
    import_module(needed)
with suppress(Exception):  # what is wrong is found again, and told, by each worker that tries
    made = import_module("gatehouse.app").create_app_from_environment()
gc.collect()
gc.freeze()

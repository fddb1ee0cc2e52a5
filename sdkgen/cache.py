"""Where what can be made again is kept."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the user's own folder for what can be made again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "sdkgen"

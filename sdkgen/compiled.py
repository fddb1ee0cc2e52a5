"""Compiled templates, kept from run to run: compiling them takes longer than the rest of a small document."""

from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from sdkgen.cache import cache_folder


class Compiled(jinja2.FileSystemBytecodeCache):
    """In the user's own cache. Without one that can be written, templates are compiled in each run."""

    def __init__(self, generator: str) -> None:
        """Keep apart what different versions of the generator have compiled: its filters are compiled in."""
        self._generator = generator
        super().__init__(str(cache_folder()), "%s.template")

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a template is still the one that was compiled."""
        return super().get_source_checksum(f"{self._generator}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was compiled before, if it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if it can be written."""
        with suppress(OSError):
            Path(self.directory).mkdir(mode=0o700, parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

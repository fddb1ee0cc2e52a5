"""Bundles programs with the built package, as a site that uses it would."""

import gzip
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS = 120


@dataclass
class Bundler:
    """Bundles and minifies, and remembers how large things became."""

    package: Path
    esbuild: Path
    sizes: dict[str, str] = field(default_factory=dict)

    def bundle(self, name: str, program: str) -> bytes:
        """The program with all it needs, in one file."""
        done = subprocess.run(
            [self.esbuild, "--bundle", "--minify", "--format=esm", "--platform=browser"],
            cwd=self.package,
            input=program.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        small = len(gzip.compress(done.stdout))
        self.sizes[name] = f"{len(done.stdout):>8} bytes minified, {small:>7} with gzip"
        return done.stdout

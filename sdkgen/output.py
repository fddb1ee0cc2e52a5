"""The output directory: what it contains, and how that differs from what should be there."""

from dataclasses import dataclass, field
from pathlib import Path

from sdkgen import manifest as manifests
from sdkgen.diagnostics import Diagnostics, Location
from sdkgen.files import Files
from sdkgen.manifest import Made, digest


@dataclass(slots=True)
class Changes:
    """How a directory differs from what should be there; `kept` files are no longer generated but edited."""

    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.stale)

    def extend(self, other: "Changes") -> None:
        """Add the changes of another comparison."""
        self.changed += other.changed
        self.missing += other.missing
        self.stale += other.stale
        self.kept += other.kept


class Folder:
    """An output directory and its manifest."""

    def __init__(self, path: Path, diagnostics: Diagnostics) -> None:
        self.path = path
        self._diagnostics = diagnostics
        self.manifest = manifests.read(path, diagnostics)

    def content(self, name: str) -> bytes | None:
        """Return the content of a file, if there is one."""
        path = self.path / name
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError as error:
            self._report("OUT003", name, f"{path} cannot be read: {error.strerror}")
            return None

    def drift(self, language: str, rendered: Files) -> Changes:
        """Compare a language's files with what was rendered for it.

        Files are formatted before they are written, and the formatter may not be installed here. So the
        rendered files are compared with the manifest's hashes of rendered files, and the files on disk with
        its hashes of written ones.
        """
        changes = Changes()
        for name, file in rendered.items():
            made, content = self.manifest.files.get(name), self.content(name)
            if content is None:
                changes.missing.append(name)
            elif made is None or made != Made(digest(file.content), digest(content)):
                changes.changed.append(name)
        for name in self._left_over(language, rendered):
            self._classify(name, self.manifest.files[name], changes)
        return changes

    def _left_over(self, language: str, rendered: Files) -> list[str]:
        return [
            name for name in self.manifest.files if name.startswith(f"{language}/") and name not in rendered
        ]

    def _classify(self, name: str, made: Made, changes: Changes) -> None:
        content = self.content(name)
        if content is not None:
            (changes.stale if digest(content) == made.written else changes.kept).append(name)

    def differing(self, files: Files) -> Files:
        """Return the files that are missing or differ."""
        return {name: file for name, file in files.items() if self.content(name) != file.content}

    def warn_of_edits(self, changes: Changes) -> None:
        """Report local edits of files that are overwritten, or no longer generated."""
        for name in changes.changed:
            content, made = self.content(name), self.manifest.files.get(name)
            if content and made and digest(content) != made.written:
                self._report("OUT005", name, f"{name} had local edits, which are overwritten")
        for name in changes.kept:
            self._report("OUT007", name, f"{name} is no longer generated but has local edits")

    def refuse_foreign(self, files: Files) -> None:
        """Report files whose paths are taken by something that sdkgen did not write."""
        for name, file in files.items():
            if self._is_taken(name, file.content):
                message = f"{self.path / name} is in the way and was not written by sdkgen"
                self._report("OUT004", name, message)

    def _report(self, code: str, name: str, message: str) -> None:
        self._diagnostics.report(code, Location(str(self.path / name)), message)

    def _is_taken(self, name: str, content: bytes) -> bool:
        path = self.path / name
        steps = [self.path / parent for parent in Path(name).parents if str(parent) != "."]
        if path.is_dir() or any(step.exists() and not step.is_dir() for step in steps):
            return True
        is_there = path.exists() or path.is_symlink()
        return is_there and name not in self.manifest.files and self.content(name) != content

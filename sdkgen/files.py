"""Files that are made but not written yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    content: bytes
    is_executable: bool = False
    is_copied: bool = False  # from a template's folder, as it is there


Files = dict[str, File]

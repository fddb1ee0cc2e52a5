"""What guides print: their blocks of code, and where these are."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^### (.+?)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block."""

    language: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(text)]


def shell_blocks(guide: str) -> list[str]:
    """The commands of a guide, which is named by its path in the repository."""
    text = (ROOT / guide).read_text("utf-8")
    return [block.text for block in blocks(text) if block.language == "sh"]


def block(guide: str, containing: str) -> str:
    """The one block of commands that has this in it."""
    found = [text for text in shell_blocks(guide) if containing in text]
    assert len(found) == 1, (guide, containing, len(found))
    return found[0]


def sections(guide: str) -> dict[str, str]:
    """The text below each heading of the third level."""
    return dict(_SECTION.findall((ROOT / guide).read_text("utf-8")))

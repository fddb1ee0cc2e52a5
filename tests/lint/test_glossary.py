"""The glossary stays on one page, explains each word once, and says where each thing is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs/glossary.md"
ROWS = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([^`]+)` \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE)


def test_it_is_one_page():
    assert len(GLOSSARY.read_text("utf-8").splitlines()) <= 55


def test_no_word_is_explained_twice():
    words = [word for word, _ in ROWS]
    assert len(words) > 20
    assert len(set(words)) == len(words)


def test_every_thing_is_where_it_says():
    assert [place for _, place in ROWS if not (ROOT / place).exists()] == []

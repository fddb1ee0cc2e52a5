"""Documents that were damaged: in their structure, in their bytes, or made to be costly."""

import json
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from tests.fuzz.generator.bombs import BOMBS
from tests.sdkgen.support import FIXTURES, NEGATIVE
from tests.sdkgen.test_fuzz import at, damage, places

ROOT = Path(__file__).parents[3]
LARGEST = 100_000
_OUR_OWN = 0.03  # of documents; ours is large, and takes as long as many small ones

_HOSTILE: tuple[Any, ...] = (
    *({"$ref": "/dev/zero"}, {"$ref": "/proc/self/environ"}, {"$ref": "."}, {"$ref": "#"}, {"$ref": ""}),
    *(
        {"$ref": "file:///etc/passwd"},
        {"$ref": "../../../../etc/passwd"},
        {"$ref": "#/%zz/~2"},
        {"$ref": "\0"},
    ),
    *({"$ref": "openapi.yaml"}, {"$ref": "openapi.yaml#/paths"}, {"$ref": "//x/y"}, {"$ref": "http://[::1"}),
    *(10**400, -(10**19), 1e308, 1e-320, 2**53 + 1, "9" * 5000, "é" * 300, "\u202e", "\x00", "\udfff", "*/"),
    *("{" * 50, "{a}{a}", "/{}", "/{a", "/a}", "${x}", "{{ x }}", "{% x %}", "`", '"""', "'''", "\\", "\r\n"),
    *(
        "(a+)+$",
        "[",
        "(?P<x",
        "\\p{L}+",
        "a{99999999}",
        "__proto__",
        "constructor",
        "class",
        "None",
        "-",
        ".",
    ),
)
_BYTES = (
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\t",
        b"\r",
        b"\n",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b": ",
        b"- ",
        b"? ",
    ),
    *(b"&a ", b"*a", b"<<: *a\n", b"!!int ", b"!<x> ", b"%YAML 9.9\n", b"---\n", b"...\n", b"{", b"}", b"["),
    *(b"]", b'"', b"'", b"|\n", b">\n", b"#", b"~", b"\\u0000", b"\\ud800", b"1e999", b"0x" + b"f" * 5000),
)


class Damaged(NamedTuple):
    """A document and what it is called."""

    text: bytes
    suffix: str
    origin: str


class Documents:
    """An endless source; the same seed makes the same documents."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        paths = [
            *sorted(FIXTURES.glob("*.*")),
            *sorted(NEGATIVE.glob("*.yaml")),
            *sorted(NEGATIVE.glob("*.json")),
        ]
        self._texts = {path.name: path.read_bytes() for path in paths}
        self._own = (ROOT / "openapi.yaml").read_bytes()
        self._trees = {path.name: _plain(path) for path in sorted(FIXTURES.glob("*.yaml"))}

    def make(self, number: int) -> Damaged:
        chance = Random(f"{self._seed}:{number}")
        roll = chance.random()
        if roll < 0.05:
            name = chance.choice(list(BOMBS))
            return Damaged(BOMBS[name](chance)[:LARGEST], chance.choice(["yaml", "json"]), name)
        return self._in_structure(chance) if roll < 0.65 else self._in_bytes(chance)

    def _in_structure(self, chance: Random) -> Damaged:
        name = chance.choice(list(self._trees))
        tree = self._own_tree() if chance.random() < _OUR_OWN else json.loads(self._trees[name])
        for _ in range(chance.randint(1, 6)):
            damage(tree, chance)
            if chance.random() < 0.4:
                _plant(tree, chance)
        text, suffix = _written(tree, chance)
        return Damaged(text, suffix, name)

    def _own_tree(self) -> Any:
        return json.loads(json.dumps(yaml.safe_load(self._own), default=str))

    def _in_bytes(self, chance: Random) -> Damaged:
        name = chance.choice(list(self._texts))
        text = self._own if chance.random() < _OUR_OWN else self._texts[name]
        for _ in range(chance.randint(1, 8)):
            text = _mutated(text, chance, self._texts[chance.choice(list(self._texts))])
        return Damaged(text, chance.choice(["yaml", "yaml", "json", "txt"]), name)


def _plain(path: Path) -> str:
    return json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str)


def _plant(tree: Any, chance: Random) -> None:
    """Put something hostile where something was, or make a hostile name of a key."""
    known = places(tree)[1:]
    if not known:
        return
    path = chance.choice(known)
    holder, hostile = at(tree, path[:-1]), chance.choice(_HOSTILE)
    if isinstance(holder, dict) and isinstance(hostile, str) and chance.random() < 0.5:
        holder[hostile] = holder.pop(path[-1])
    else:
        holder[path[-1]] = hostile


def _written(tree: Any, chance: Random) -> tuple[bytes, str]:
    if chance.random() < 0.5:
        return json.dumps(tree).encode(), "json"
    text = yaml.dump(tree, allow_unicode=chance.random() < 0.5, sort_keys=False)
    return text.encode("utf-8", "surrogatepass"), "yaml"


def _mutated(text: bytes, chance: Random, other: bytes) -> bytes:
    at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    before, middle, after = text[:at], text[at : at + 400], text[max(at, min(end, at + 400)) :]
    start = chance.randrange(len(other) + 1)
    ways: tuple[bytes, ...] = (
        before + after,
        before + chance.choice(_BYTES) + text[at:],
        before + middle * chance.randint(2, 20) + after,
        before + other[start : start + chance.randint(1, 400)] + after,
        before + b"\n" + b" " * chance.randint(0, 3) + text[at:],
        _one_bit(text, at, chance),
        before if chance.random() < 0.2 else text,
    )
    return chance.choice(ways)


def _one_bit(text: bytes, at: int, chance: Random) -> bytes:
    if at >= len(text):
        return text
    return text[:at] + bytes([text[at] ^ 1 << chance.randrange(8)]) + text[at + 1 :]

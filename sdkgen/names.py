"""Names: any text to words, words to a convention, and the allocator, whose names never move."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from sdkgen.diagnostics import Diagnostics, Located

# One letter per kind of character: U upper case, s the letter s, l other letters, d digits, - all else.
_PATTERN = re.compile(r"U{2,}s(?![ls])d*|U+(?![ls])(?:d+[ls]*)*|U?[ls]+(?:d+[ls]*)*|d+[ls]*(?:d+[ls]*)*")
_SIGNED = re.compile(r"^[+-](?=[^\W_])|(?<=[-_ ./:])[+-](?=[0-9])")
_NUMBERS = re.compile(r"(?<=[0-9]) (?=[0-9])")
REMEMBERED = 65536  # the same names are written in many places
_SIGNS = {"+": "plus ", "-": "minus "}


class Words(str):
    """The words of a name, in lower case with single spaces between them."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words one by one."""
        return tuple(self.split())

    def plus(self, *others: str) -> "Words":
        """Return these words followed by others."""
        return Words(" ".join([self, *others]).strip())


def _kind(char: str) -> str:
    if char == "s":
        return "s"
    category = unicodedata.category(char)
    if category in {"Lu", "Lt"}:
        return "U"
    if category == "Nd":
        return "d"
    return "l" if category[0] in "LM" and ("a" + char).isidentifier() else "-"


def _split(text: str) -> list[str]:
    kinds = "".join(map(_kind, text))
    return [text[match.start() : match.end()].lower() for match in _PATTERN.finditer(kinds)]


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> Words:
    """Split a text into words; there is always at least one."""
    plain = unicodedata.normalize("NFKC", text)
    found = _split(_SIGNED.sub(lambda sign: _SIGNS[sign[0]], plain))
    return Words(" ".join(found)) if found else spelled_out(text)


def spelled_out(text: str) -> Words:
    """Split a text into words, calling other characters by name: `@type` is `commercial at type`."""
    plain = unicodedata.normalize("NFKC", text)
    named = "".join(char if _kind(char) != "-" else f" {unicodedata.name(char, '')} " for char in plain)
    return Words(" ".join(_split(named.lower())) or "empty")


def _guard(name: str, prefix: str) -> str:
    return name if name[:1].isidentifier() else prefix + name


@lru_cache(maxsize=REMEMBERED)
def pascal(name: Words) -> str:
    """Write `UserName`."""
    return _guard(_run_together([_capital(word) for word in name.parts]), "N")


@lru_cache(maxsize=REMEMBERED)
def camel(name: Words) -> str:
    """Write `userName`."""
    first, *rest = name.parts
    return _guard(_run_together([first, *(_capital(word) for word in rest)]), "n")


def snake(name: Words) -> str:
    """Write `user_name`."""
    return _guard("_".join(name.parts), "n")


def kebab(name: Words) -> str:
    """Write `user-name`."""
    return _guard("-".join(name.parts), "n")


def screaming(name: Words) -> str:
    """Write `USER_NAME`."""
    return _guard("_".join(name.parts).upper(), "N")


def _run_together(parts: list[str]) -> str:
    """Join words, keeping numbers apart: `1.5` must not become `15`."""
    return _NUMBERS.sub("_", " ".join(parts)).replace(" ", "")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that wants a name. `key` tells it from everything else in its scope."""

    key: str
    words: Words
    spelling: str = ""
    rank: int = 0
    alternatives: tuple[Words, ...] = ()
    place: Located | None = None


class _Taken(frozenset[str]):
    """Names that are taken, and with them all names that end in certain words."""

    endings: tuple[str, ...] = ()

    def __contains__(self, name: object) -> bool:
        """Whether a name cannot be given away."""
        return super().__contains__(name) or str(name).endswith(self.endings)


def taken(names: frozenset[str], *endings: str) -> frozenset[str]:
    """Return names that are taken, and with them all names that end in certain words."""
    found = _Taken(names)
    found.endings = endings
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """Names that must differ from each other, such as the types of a module or the fields of one type.

    `reserved` holds keywords, builtins and symbols of the runtime; `escape` makes something else of one.
    With `fold`, names that differ in case only are taken to be the same, as file names are on some
    systems.
    """

    label: str
    casing: Callable[[Words], str]
    reserved: frozenset[str] = frozenset()
    escape: Callable[[str], str] = lambda name: name + "_"
    fold: bool = False

    def within(self, owner: str) -> "Scope":
        """Return the same scope for the inside of something, so that diagnostics can say where."""
        return replace(self, label=f"{self.label} of {owner}")

    def write(self, name: Words) -> str:
        """Return how words are written here, whoever else may want the same."""
        written = self.casing(name)
        return self.escape(written) if written in self.reserved else written

    def identity(self, name: str) -> str:
        """Return what must not occur twice."""
        return name.casefold() if self.fold else name


def allocate(scope: Scope, claims: Iterable[Claim], diagnostics: Diagnostics | None = None) -> dict[str, str]:
    """Give every claim a name, by key.

    The outcome depends on the set of claims and not on their order. Where several want one name, the
    lowest rank gets it, then the one that is spelled exactly so, then the first by key. The others fall
    back on their alternatives, then on words derived from their own spelling and key alone.
    """
    waiting = list({claim.key: claim for claim in claims}.values())
    owners: dict[str, Claim] = {}
    names: dict[str, str] = {}
    for level in count():
        if not waiting:
            break
        waiting = _round(scope, waiting, level, owners, names)
    if diagnostics is not None:
        _report(scope, owners, names, diagnostics)
    return names


def _round(
    scope: Scope, waiting: list[Claim], level: int, owners: dict[str, Claim], names: dict[str, str]
) -> list[Claim]:
    wanted_names: dict[str, list[tuple[Claim, str]]] = {}
    for claim in waiting:
        wanted = scope.write(_candidate(claim, level))
        wanted_names.setdefault(scope.identity(wanted), []).append((claim, wanted))
    losers: list[Claim] = []
    for identity, rivals in wanted_names.items():
        ordered = sorted(
            rivals, key=lambda rival: (rival[0].rank, rival[0].spelling != rival[1], rival[0].key)
        )
        if identity not in owners:
            winner, name = ordered.pop(0)
            owners[identity], names[winner.key] = winner, name
        losers += [claim for claim, _ in ordered]
    return losers


def _candidate(claim: Claim, level: int) -> Words:
    if level == 0:
        return claim.words
    fallbacks = list(claim.alternatives)
    if claim.spelling:
        fallbacks += [spelled_out(claim.spelling), claim.words.plus(_style(claim.spelling))]
    if level <= len(fallbacks):
        return fallbacks[level - 1]
    digest = hashlib.sha256(claim.key.encode("utf-8", "surrogatepass")).hexdigest()
    return claim.words.plus("x" + digest[: 3 + level - len(fallbacks)])


def _style(spelling: str) -> str:
    """Name the convention a text is written in, for telling `host` from `Host`."""
    if not spelling.isidentifier():
        return "kebab" if "-" in spelling else "quoted"
    if "_" in spelling:
        return "upper snake" if spelling.isupper() else "snake"
    if spelling.isupper():
        return "upper"
    if spelling.islower():
        return "lower"
    return "title" if spelling[0].isupper() else "camel"


def _report(scope: Scope, owners: dict[str, Claim], names: dict[str, str], diagnostics: Diagnostics) -> None:
    for identity, claim in owners.items():
        name = names[claim.key]
        wanted = scope.casing(claim.words)
        if scope.identity(scope.write(claim.words)) != identity:
            other = owners[scope.identity(scope.write(claim.words))]
            what = f"{claim.spelling or claim.key!r} and {other.spelling or other.key!r}"
            message = (
                f"{what} would both be named {wanted} among the {scope.label}; the former becomes {name}"
            )
            diagnostics.report("NAME001", claim.place, message)
        elif wanted in scope.reserved:
            what = repr(claim.spelling or claim.key)
            message = f"{wanted} is reserved among the {scope.label}; {what} becomes {name}"
            diagnostics.report("NAME002", claim.place, message)

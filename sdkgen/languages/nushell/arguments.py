"""Arguments of commands: positionals and flags, and how they are written."""

from dataclasses import dataclass
from typing import Any

from sdkgen.languages.nushell.text import member

_WIDTH = 80


@dataclass(frozen=True, slots=True)
class CommandArgument:
    """A positional or flag. `key` is what the runtime calls it; `default` is a value for examples."""

    key: str
    name: str
    type: str
    docs: str
    wire: str
    required: bool
    is_positional: bool = False
    default: Any = None

    @property
    def variable(self) -> str:
        """The variable that holds the value."""
        return "$" + self.name.replace("-", "_")

    @property
    def declaration(self) -> str:
        """The argument in a signature."""
        name = self.variable[1:] if self.is_positional else f"--{self.name}"
        return f"{name}: {self.type}"

    def takes(self, value: Any) -> bool:
        """Whether a JSON value can be written as this argument."""
        return _fits(self.type.partition("@")[0], value)


def _fits(type_: str, value: Any) -> bool:
    if type_.startswith("list<"):
        return isinstance(value, list) and all(_fits(type_[5:-1], each) for each in value)
    if type_ == "any":
        return value is not None
    kinds = _KINDS.get(type_, (str,))
    return isinstance(value, kinds) and isinstance(value, bool) == (bool in kinds)


_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "number": (int, float),
    "oneof<bool>": (bool,),
    "record": (dict,),
}


def arguments(given: tuple[CommandArgument, ...], key: str, indent: int = 2) -> str:
    """Write arguments as a record; `key` says by what: `key` or `wire`."""
    margin = " " * indent
    pairs = [f"{member(getattr(each, key))}: {each.variable}" for each in given]
    one_line = "{" + ", ".join(pairs) + "}"
    if len(one_line) < _WIDTH:
        return one_line
    return "{\n" + "".join(f"{margin}  {pair}\n" for pair in pairs) + margin + "}"

"""How Rust writes names, and which are taken."""

from sdkgen.name_table import Conventions
from sdkgen.names import Scope, Words, pascal, snake
from sdkgen.taken_names import RUST

_PRELUDE = (
    "Arc AsMut AsRef Box Clone Copy Debug Default Deserialize Drop Eq Err Fn FnMut FnOnce From Hash Into"
    " Iterator None Ok Option PartialEq Result Self Send Serialize Sized Some String Sync ToOwned ToString"
    " Vec"
)
_WORDS, _NAMES = RUST.keywords | {"union"}, frozenset(_PRELUDE.split())
_METHODS = frozenset({"new", "clone", "into", "from", "fmt"})
_CLIENT = _METHODS | {"from_env", "core", "borrow", "default", "runtime", "models", "mod"}
_LOCALS = frozenset({"request", "params", "client", "input"})

CONVENTIONS = Conventions(
    types=Scope("types", pascal, _NAMES),
    fields=Scope("fields", snake, _WORDS | {"extra"}),
    members=Scope("members", pascal, frozenset({"Self", "Unknown"})),
    arms=Scope("arms", pascal, frozenset({"Self", "Unknown"})),
    groups=Scope("groups", snake, _WORDS | _CLIENT, fold=True),
    operations=Scope("operations", snake, _WORDS | _METHODS),
    arguments=Scope("arguments", snake, _WORDS | _LOCALS),
)


def type_name(words: Words) -> str:
    """Write the name of a type that no schema stands for."""
    name = pascal(words)
    return name + "_" if name in _NAMES else name

"""How Rust writes names, and which are taken."""

from sdkgen.name_table import Conventions
from sdkgen.names import Scope, Words, pascal, snake

KEYWORDS = frozenset(
    [
        "as",
        "async",
        "await",
        "become",
        "box",
        "break",
        "const",
        "continue",
        "crate",
        "do",
        "dyn",
        "else",
        "enum",
        "extern",
        "false",
        "final",
        "fn",
        "for",
        "gen",
        "if",
        "impl",
        "in",
        "let",
        "loop",
        "macro",
        "match",
        "mod",
        "move",
        "mut",
        "override",
        "priv",
        "pub",
        "ref",
        "return",
        "self",
        "static",
        "struct",
        "super",
        "trait",
        "true",
        "try",
        "type",
        "typeof",
        "union",
        "unsafe",
        "unsized",
        "use",
        "virtual",
        "where",
        "while",
        "yield",
        "abstract",
    ]
)
_PRELUDE = frozenset(
    [
        "Self",
        "Option",
        "Vec",
        "String",
        "Box",
        "Result",
        "Ok",
        "Err",
        "Some",
        "None",
        "Default",
        "Clone",
        "Copy",
        "Debug",
        "PartialEq",
        "Eq",
        "Hash",
        "From",
        "Into",
        "Send",
        "Sync",
        "Sized",
        "Drop",
        "Fn",
        "FnMut",
        "FnOnce",
        "Iterator",
        "ToString",
        "ToOwned",
        "AsRef",
        "AsMut",
        "Serialize",
        "Deserialize",
        "Arc",
    ]
)
_CLIENT = frozenset(
    {"new", "from_env", "core", "clone", "fmt", "into", "from", "borrow", "default", "runtime", "models"}
)
_LOCALS = frozenset({"request", "params", "body", "client", "input"})

RESERVED_TYPES = _PRELUDE

CONVENTIONS = Conventions(
    types=Scope("types", pascal, _PRELUDE),
    fields=Scope("fields", snake, KEYWORDS | {"extra"}),
    members=Scope("members", pascal, frozenset({"Self", "Unknown"})),
    arms=Scope("arms", pascal, frozenset({"Self", "Unknown"})),
    groups=Scope("groups", snake, KEYWORDS | _CLIENT | {"mod"}, fold=True),
    operations=Scope("operations", snake, KEYWORDS | {"new", "clone", "into", "from", "fmt"}),
    arguments=Scope("arguments", snake, KEYWORDS | (_LOCALS - {"body"})),
)


def type_name(words: Words) -> str:
    """Write the name of a type that no schema stands for."""
    name = pascal(words)
    return name + "_" if name in _PRELUDE else name

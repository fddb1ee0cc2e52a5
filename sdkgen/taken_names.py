"""Names that languages have taken: one table, which a test holds against each parser or compiler.

What the runtime of a client takes besides is the business of its language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakenNames:
    """Words of a language: `keywords`, some of some places only, and `builtins`, which can be hidden."""

    keywords: frozenset[str]
    builtins: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Everything."""
        return self.keywords | self.builtins


def _taken(keywords: str, builtins: str) -> TakenNames:
    return TakenNames(frozenset(keywords.split()), frozenset(builtins.split()))


# Keywords and the universe block.
GO = _taken(
    """
    break case chan const continue default defer else fallthrough for func go goto if import interface map
    package range return select struct switch type var
    """,
    """
    any append bool byte cap clear close comparable complex complex128 complex64 copy delete error false
    float32 float64 imag int int16 int32 int64 int8 iota len make max min new nil panic print println real
    recover rune string true uint uint16 uint32 uint64 uint8 uintptr
    """,
)

# Keywords, values and operators, after which no group can be called; and the first words of commands.
NUSHELL = _taken(
    """
    alias break collect const continue def export export-env extern false for hide if inf infinity let loop
    match module mut nan not null overlay return run source source-env true try use where while
    """,
    """
    abbr all ansi any append ast attr bits bytes cal cd char chunk-by chunks clear columns combinations
    commandline compact complete config cp date debug decode default describe detect difference do drop du
    each echo encode enumerate error every exec exit explain explore fill filter find first flatten format
    from generate get glob grid group-by hash headers help hide-env histogram history http idx ignore input
    insert inspect interleave intersect into is-admin is-empty is-not-empty is-redirected is-terminal items
    job join keybindings kill last length let-env lines load-env ls math matrix merge metadata mkdir mktemp
    move mv nu-check nu-highlight open overlay panic par-each parse path peek permutations plugin port
    prepend print ps query random reduce reject rename reverse rm roll rotate run-external run-internal save
    schema scope select semver seq shuffle skip sleep slice sort sort-by split start stor str sys table take
    tee term timeit to touch transpose tutor ulimit umask uname union uniq uniq-by unlet update upsert url
    values version view watch which whoami window with-env wrap zip
    """,
)

# Keywords, with those of some places only; and what the module `builtins` has in lower case.
PYTHON = _taken(
    """
    False None True and as assert async await break case class continue def del elif else except finally for
    from global if import in is lambda match nonlocal not or pass raise return try type while with yield
    """,
    """
    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
    complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset
    getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map
    max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr
    slice sorted staticmethod str sum super tuple type vars zip
    """,
)

# Keywords of the edition 2024, those that are kept for later among them; and what the prelude has.
RUST = _taken(
    """
    Self abstract as async await become box break const continue crate do dyn else enum extern false final fn
    for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct
    super trait true try type typeof unsafe unsized use virtual where while yield
    """,
    """
    AsMut AsRef Box Clone Copy Debug Default Drop Eq Err Fn FnMut FnOnce From FromIterator Future Hash Into
    IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result Send Sized Some String
    Sync ToOwned ToString TryFrom TryInto Unpin Vec drop
    """,
)

# Keywords, with those of some places only, and what strict mode refuses; and types and values that are there
# without an import.
TYPESCRIPT = _taken(
    """
    abstract accessor any arguments as assert asserts async await bigint boolean break case catch class const
    constructor continue debugger declare default defer delete do else enum eval export extends false finally
    for from function get global if implements import in infer instanceof interface intrinsic is keyof let
    module namespace never new null number object of out override package private protected public readonly
    require return satisfies set static string super switch symbol this throw true try type typeof undefined
    unique unknown using var void while with yield
    """,
    """
    AbortSignal Array ArrayBuffer Awaited BigInt Blob BodyInit Boolean Date Error Exclude Extract File
    FormData Function Headers Infinity Intl Iterable Iterator JSON Map Math NaN NonNullable Number Object
    Omit Parameters Partial Pick Promise PromiseLike Proxy ReadableStream Readonly Record RegExp Request
    Required Response ReturnType Set String Symbol TypeError URL Uint8Array globalThis
    """,
)

TAKEN = {"go": GO, "nushell": NUSHELL, "python": PYTHON, "rust": RUST, "typescript": TYPESCRIPT}

"""What things are called in TypeScript."""

from dataclasses import dataclass, replace

from sdkgen.book import Book, Conventions, write_book
from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Object
from sdkgen.names import Claim, Scope, Words, allocate, camel, pascal, screaming, words


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = _names("""
    abstract any arguments as async await bigint boolean break case catch class const continue
    debugger declare default delete do else enum eval export extends false finally for from function
    get globalThis if implements import in infer instanceof interface is keyof let module namespace
    never new null number object of package private protected public readonly require return
    satisfies set static string super switch symbol this throw true try type typeof undefined unique
    unknown using var void while with yield
""")
_GLOBALS = _names("""
    Array ArrayBuffer AbortSignal Awaited Blob Boolean BigInt BodyInit Date Error Exclude Extract
    File FormData Function Headers Infinity Intl Iterable Iterator JSON Map Math NaN NonNullable
    Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy Readonly ReadableStream
    Record RegExp Request Required Response ReturnType Set String Symbol TypeError URL Uint8Array
""")
_RUNTIME = _names("""
    AnswerInfo ApiPromise Authenticator Base64String BinaryAnswer DateString DateTimeString
    DecimalString DecodeError Fetch FieldError InputError Int64 Int64Policy MemoryTokenStore
    Middleware Operation OutgoingRequest PagePromise ProblemError ProblemTable RequestOptions
    SdkError Secret Session Shape StatusError TimeoutError TokenStore Tokens Transport
    TransportError TransportOptions TransportSettings Unrecognized Upload UriString Uuid ValueStream
    WithResponse
""")
_CLIENT = _names("constructor session transport toString valueOf hasOwnProperty then toJSON")
_METHODS = _names("constructor toString valueOf hasOwnProperty then toJSON")
_OPTIONS = _names("""
    options transport paginate shapes client call baseUrl contentType credentials fetch headers
    int64 maxRetries middleware query retry signal timeoutMs totalTimeoutMs undefined constructor
""")


def client_name(config: Config) -> str:
    """Return the name of the client class."""
    return pascal(words(config.name).plus("client"))


@dataclass(frozen=True, slots=True)
class Escape:
    """Makes another name of one that is taken."""

    suffix: str

    def __call__(self, name: str) -> str:
        """Return the name with a word more."""
        return name + self.suffix


def _conventions(config: Config) -> Conventions:
    own = client_name(config)
    taken = _GLOBALS | _RUNTIME | {own, own + "Options", "Problems"}
    return Conventions(
        types=Scope("types", pascal, taken, Escape("Model")),
        fields=Scope("fields", camel),
        members=Scope("members", pascal),
        arms=Scope("arms", pascal),
        groups=Scope("groups", camel, _CLIENT, Escape("Group"), fold=True),
        operations=Scope("methods", camel, _METHODS, Escape("Call")),
        arguments=Scope("arguments", camel, KEYWORDS | _OPTIONS, Escape("Value")),
    )


def write(api: Api, config: Config, diagnostics: Diagnostics) -> Book:
    """Name everything. Members of models keep the names they have in JSON."""
    bare = {
        id_: replace(named, fields=()) if isinstance(named, Object) else named
        for id_, named in api.types.items()
    }
    book = write_book(replace(api, types=bare), _conventions(config), diagnostics)
    wires = {
        (id_, field.wire): field.wire
        for id_, named in api.types.items()
        if isinstance(named, Object)
        for field in named.fields
    }
    return replace(book, fields=wires)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Names of what only TypeScript has: by operation id, group id, or the value of an error code."""

    functions: dict[str, str]
    constants: dict[str, str]
    options: dict[str, str]
    classes: dict[str, str]
    problems: dict[str, str]
    streams: dict[str, str]


def own_names(api: Api, book: Book) -> OwnNames:
    """Name functions, options, classes and errors, keeping clear of the types."""
    taken = frozenset(book.types.values()) | _GLOBALS | _RUNTIME
    wishes = {each.id: group.name.plus(each.name) for group in api.groups for each in group.operations}
    claims = [Claim(id_, wish) for id_, wish in wishes.items()]
    functions = allocate(Scope("functions", camel, KEYWORDS, Escape("Call")), claims)
    problems = api.problems.codes if api.problems else ()
    return OwnNames(
        functions=functions,
        constants=allocate(Scope("constants", screaming), claims),
        options=allocate(
            Scope("options", pascal, taken, Escape("Arguments")),
            [Claim(id_, wish.plus("options")) for id_, wish in wishes.items()],
        ),
        classes=allocate(
            Scope("classes", pascal, taken, Escape("Group")),
            [Claim(group.id, group.name.plus("api")) for group in api.groups],
        ),
        problems=allocate(
            Scope("errors", pascal, taken, Escape("Problem")),
            [Claim(code.value, _error_words(code.name)) for code in problems],
        ),
        streams=_stream_names(api, book, functions),
    )


def _error_words(name: Words) -> Words:
    return name if name.parts[-1] == "error" else name.plus("error")


def _stream_names(api: Api, book: Book, functions: dict[str, str]) -> dict[str, str]:
    """Name the second method of operations whose answer can be had as a stream as well."""
    taken = {*book.operations.values(), *functions.values()}
    ids = [each.id for each in api.operations if each.facts.stream_field]
    return {id_: _stream_suffix(book.operations[id_], functions[id_], taken) for id_ in ids}


def _stream_suffix(method: str, function: str, taken: set[str]) -> str:
    is_taken = {f"{method}Stream", f"{function}Stream"} & taken
    return "AsStream" if is_taken else "Stream"

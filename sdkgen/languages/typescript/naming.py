"""What things are called in TypeScript.

What only a package has (functions, options, classes) is named after what the document has, with an ending
that no name of the document may have: so whatever is added to a document, nothing of it has to give way.
"""

from dataclasses import dataclass, replace

from sdkgen.config import Config
from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Api, Object
from sdkgen.languages.typescript.text import listed
from sdkgen.name_table import Conventions, NameTable, build_name_table
from sdkgen.names import Claim, Scope, Words, allocate, camel, pascal, screaming, taken, words

STREAM = "AsStream"
ERROR_OF_CALL = "CallError"
_OPTIONS_OF = "CallOptions"
_CLASS_OF = "Api"
_ERROR_OF = "Error"


KEYWORDS = listed("""
    abstract any arguments as async await bigint boolean break case catch class const continue
    debugger declare default delete do else enum eval export extends false finally for from function
    get globalThis if implements import in infer instanceof interface is keyof let module namespace
    never new null number object of package private protected public readonly require return
    satisfies set static string super switch symbol this throw true try type typeof undefined unique
    unknown using var void while with yield
""")
_GLOBALS = listed("""
    Array ArrayBuffer AbortSignal Awaited Blob Boolean BigInt BodyInit Date Error Exclude Extract
    File FormData Function Headers Infinity Intl Iterable Iterator JSON Map Math NaN NonNullable
    Number Object Omit Parameters Partial Pick Promise PromiseLike Proxy Readonly ReadableStream
    Record RegExp Request Required Response ReturnType Set String Symbol TypeError URL Uint8Array
""")
_RUNTIME = listed("""
    AnswerInfo ApiPromise BasicCredentials ClientCredentials CredentialsError DeclaredError
    FactorRequiredError PasswordCredentials SecondFactor ServerChoice
    Authenticator Base64String BinaryAnswer DateString DateTimeString
    DecimalString DecodeError EventStream Fetch FieldError InputError Int64 Int64Policy Int64Types
    MemoryTokenStore Middleware Operation OutgoingRequest PagePromise ProblemError ProblemTable RequestOptions
    SdkError Secret ServerSentEvent Session Shape StatusError TimeoutError TokenStore Tokens Transport
    TransportError TransportOptions TransportSettings Unrecognized Upload UriString Uuid ValueStream
    WebhookBodies WebhookError WebhookMessage WebhookName WebhookOptions WebhookSource WithResponse
""")
_STANDALONE = listed("apiKey bearer createTransport decodeWebhook problems readWebhook")
_CLIENT = listed("constructor session transport toString valueOf hasOwnProperty then toJSON")
_METHODS = listed("constructor toString valueOf hasOwnProperty then toJSON")
_OPTIONS = listed("""
    options transport paginate shapes client call baseUrl contentType credentials fetch headers
    int64 maxRetries middleware query retry signal timeoutMs totalTimeoutMs undefined
    withoutCredentials constructor
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


def _conventions(api: Api, config: Config) -> Conventions:
    own = client_name(config)
    names = _GLOBALS | _RUNTIME | {own, own + "Options", own + "Credentials", own + "Schemes", "Problems"}
    endings = (
        _OPTIONS_OF,
        _CLASS_OF,
        ERROR_OF_CALL,
        *([_ERROR_OF] if api.problems and api.problems.codes else []),
    )
    return Conventions(
        types=Scope("types", pascal, taken(names, *endings), Escape("Model")),
        fields=Scope("fields", camel),
        members=Scope("members", pascal),
        arms=Scope("arms", pascal),
        groups=Scope("groups", camel, _CLIENT, Escape("Group"), fold=True),
        operations=Scope("methods", camel, taken(_METHODS, STREAM), Escape("Call")),
        arguments=Scope("arguments", camel, KEYWORDS | _OPTIONS, Escape("Value")),
    )


def write(api: Api, config: Config, diagnostics: Diagnostics) -> NameTable:
    """Name everything. Members of models keep the names they have in JSON."""
    objects = {id_: named for id_, named in api.types.items() if isinstance(named, Object)}
    bare = api.types | {id_: replace(named, fields=()) for id_, named in objects.items()}
    names = build_name_table(replace(api, types=bare), _conventions(api, config), diagnostics)
    wires = {(id_, each.wire): each.wire for id_, named in objects.items() for each in named.fields}
    return replace(names, fields=wires)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Names of what only TypeScript has: by operation id, group id, or the value of an error code."""

    functions: dict[str, str]
    constants: dict[str, str]
    options: dict[str, str]
    classes: dict[str, str]
    problems: dict[str, str]


def own_names(api: Api, name_table: NameTable, diagnostics: Diagnostics) -> OwnNames:
    """Name functions, options, classes and errors."""
    claims = [
        Claim(each.id, group.name.plus(each.name), place=each.origin)
        for group in api.groups
        for each in group.operations
    ]
    scope = Scope("functions", camel, taken(KEYWORDS | _STANDALONE, STREAM, ERROR_OF_CALL), Escape("Call"))
    functions = allocate(scope, claims, diagnostics)
    return OwnNames(
        functions=functions,
        constants=allocate(Scope("constants", screaming), claims),
        options={id_: capital(name) + _OPTIONS_OF for id_, name in functions.items()},
        classes={group.id: capital(name_table.groups[group.id]) + _CLASS_OF for group in api.groups},
        problems=_problem_names(api, diagnostics),
    )


def capital(name: str) -> str:
    """Write the first letter in upper case."""
    return name[:1].upper() + name[1:]


def _problem_names(api: Api, diagnostics: Diagnostics) -> dict[str, str]:
    codes = api.problems.codes if api.problems else ()
    claims = [Claim(code.value, _error_words(code.name), code.value) for code in codes]
    return allocate(Scope("errors", pascal, _GLOBALS | _RUNTIME, _other_error), claims, diagnostics)


def _other_error(name: str) -> str:
    return f"{name.removesuffix(_ERROR_OF)}Code{_ERROR_OF}"


def _error_words(name: Words) -> Words:
    return name if name.parts[-1] == "error" else name.plus("error")

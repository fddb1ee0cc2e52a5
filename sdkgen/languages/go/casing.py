"""How Go writes names, and which of them are taken."""

from collections.abc import Iterable
from functools import lru_cache

from sdkgen.name_table import Conventions
from sdkgen.names import REMEMBERED, Claim, Scope, Words, allocate
from sdkgen.taken_names import GO


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UPPER = _set(
    "acl api ascii cpu css dns eof guid html http https id ip json lhs qps ram rhs rpc sla smtp sql ssh "
    "tcp tls ttl udp ui uid uuid uri url utf8 vm xml xmpp xsrf xss jwt jwks mfa totp sso oidc saml"
)
_PLURALS = {"ids": "IDs", "urls": "URLs", "uris": "URIs", "uuids": "UUIDs", "apis": "APIs", "ips": "IPs"}
_INITIALISMS = {**{word: word.upper() for word in _UPPER}, **_PLURALS, "oauth": "OAuth"}

_BUILTINS = _set(
    "any append bool byte cap clear close cmp comparable complex128 complex64 context copy core delete "
    "error false float32 float64 imag int int16 int32 int64 int8 io iota iter json len make max min new "
    "nil panic print println real recover rune slog string time true uint uint16 uint32 uint64 uint8 "
    "uintptr"
)
_LOCALS = _set("ctx opts params req s")
EXPORTS = _set(
    "Client New Option RequestOption Optional Nullable Some Value Null Date DateOf ParseDate UUID "
    "ParseUUID Decimal File FileOf Ptr APIError StatusError TransportError TimeoutError DecodeError "
    "InputError CredentialsError FactorRequiredError TypedError FieldError Code Retryable Tokens TokenStore "
    "MemoryStore Middleware RoundTripperFunc Response Download Events ServerEvent Version Secret WithBaseURL "
    "WithToken WithAPIKey WithBasicAuth WithServer WithSecret WithUser WithOAuthClient WithPassword "
    "SecondFactor WithSecondFactor "
    "WithTokens WithTokenStore WithTimeout WithTotalTimeout WithMaxRetries WithBackoff WithHTTPClient "
    "WithTransport WithMiddleware WithDefaultHeader WithUserAgent WithHeader WithQuery WithBodyField "
    "WithIdempotencyKey WithIfMatch WithIfNoneMatch WithRequestTimeout WithRequestRetries "
    "WithoutCredentials WithResponse"
)
_METHODS = _set("Extra Unknown String GoString LogValue MarshalJSON UnmarshalJSON DecodeStatus")
_ENDINGS = _set(
    "test aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 "
    "solaris wasip1 windows zos unix 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle "
    "mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 "
    "wasm"
)
_FILES = _set("client options errors types presence doc")


@lru_cache(maxsize=REMEMBERED)
def pascal(name: Words) -> str:
    """Write `UserID`."""
    written = "".join(_capital(word) for word in name.parts)
    return written if written[:1].isalpha() and written[:1].isupper() else "N" + written


@lru_cache(maxsize=REMEMBERED)
def camel(name: Words) -> str:
    """Write `userID`."""
    first, *rest = name.parts
    written = first.lower() + "".join(_capital(word) for word in rest)
    return written if written[:1].isalpha() else "n" + written


def _capital(word: str) -> str:
    return _INITIALISMS.get(word) or word[:1].upper() + word[1:]


def _stem(name: Words) -> str:
    written = "_".join(name.parts)
    is_special = name.parts[-1] in _ENDINGS or written in _FILES or not written[:1].isalpha()
    return f"api_{written}_api" if is_special else written


CONVENTIONS = Conventions(
    types=Scope("types", pascal, EXPORTS, lambda name: name + "Model"),
    fields=Scope("fields", pascal, _METHODS, lambda name: name + "Field"),
    members=Scope("values", pascal),
    arms=Scope("arms", pascal, _METHODS, lambda name: name + "Arm"),
    groups=Scope(
        "groups", pascal, frozenset({"Do", "String", "GoString", "LogValue"}), lambda name: name + "API"
    ),
    operations=Scope("methods", pascal),
    arguments=Scope("arguments", camel, GO.keywords | _BUILTINS | _LOCALS, lambda name: name + "Value"),
)


def file_stems(claims: Iterable[Claim]) -> dict[str, str]:
    """Name files; no name may mean a system or a test to Go."""
    return allocate(Scope("files", _stem, fold=True), claims)


def package_name(name: str) -> str:
    """Name the package."""
    plain = "".join(char for char in name.lower() if char.isascii() and char.isalnum())
    if not plain or plain[0].isdigit() or plain in GO.keywords | _BUILTINS:
        return f"api{plain}"
    return plain

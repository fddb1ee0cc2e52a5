"""Tokens that nobody issued, made from one that was."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Json = dict[str, Any]
GONE = object()

_ORDER = 2**252 + 27742317777372353535851937790883648493  # of the group of Ed25519
_OURS = ed25519.Ed25519PrivateKey.generate()
_OUR_RSA = rsa.generate_private_key(65537, 2048)
_OUR_EC = ec.generate_private_key(ec.SECP256R1())
_OUR_X = (
    base64.urlsafe_b64encode(_OURS.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    .rstrip(b"=")
    .decode()
)
_OUR_JWK = {"kty": "OKP", "crv": "Ed25519", "x": _OUR_X, "kid": "ours", "use": "sig", "alg": "EdDSA"}
_ALGORITHMS: tuple[Any, ...] = (
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    "eddsa",
    "Ed25519",
    "HS256",
    "RS256",
    "ES256",
    None,
    1,
    ["EdDSA"],
    {},
)
_KIDS: tuple[Any, ...] = (
    *(
        "../../../../dev/null",
        "/dev/null",
        "file:///dev/null",
        "' OR '1'='1",
        "' UNION SELECT 'x'--",
        "x\x00",
        "",
        "*",
    ),
    *("ours", None, 1, [], {}, "k" * 3000, "http://127.0.0.1:1/key", "$(id)", "../keys/ours"),
)
_WHERE_KEYS_ARE = ("jku", "x5u", "x5c", "jwk", "x5t", "x5t#S256")


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Genuine:
    """A real token, and the public key that verifies it."""

    def __init__(self, token: str, jwk: Json) -> None:
        self.token, self.jwk = token, jwk
        self.head, self.body, self.signature = token.split(".")
        self.header: Json = json.loads(read(self.head))
        self.claims: Json = json.loads(read(self.body))

    def unsigned(self, header: Json | None = None, claims: Json | None = None) -> str:
        return f"{part(changed(self.header, header))}.{part(changed(self.claims, claims))}"

    def ours(self, header: Json | None = None, claims: Json | None = None) -> str:
        """Signed with a key of our own."""
        text = self.unsigned(header, claims)
        return f"{text}.{part(_OURS.sign(text.encode()))}"

    def mac(self, key: bytes, header: Json | None = None) -> str:
        text = self.unsigned({"alg": "HS256", **(header or {})})
        return f"{text}.{part(hmac.new(key, text.encode(), hashlib.sha256).digest())}"


def changed(fields: Json, changes: Json | None) -> Json:
    return {name: value for name, value in {**fields, **(changes or {})}.items() if value is not GONE}


def forgeries(genuine: Genuine) -> Iterator[tuple[str, str]]:
    """Each with what is wrong with it."""
    yield from _by_algorithm(genuine)
    yield from _by_confusion(genuine)
    yield from _by_header(genuine)
    yield from _by_claims(genuine)
    yield from _by_form(genuine)


def _by_algorithm(genuine: Genuine) -> Iterator[tuple[str, str]]:
    for name in (*_ALGORITHMS, GONE):
        told = "missing" if name is GONE else repr(name)
        text = genuine.unsigned({"alg": name})
        yield f"alg {told}, no signature", f"{text}."
        yield f"alg {told}, the old signature", f"{text}.{genuine.signature}"
        yield f"alg {told}, our signature", genuine.ours({"alg": name})


def _by_confusion(genuine: Genuine) -> Iterator[tuple[str, str]]:
    """The public key taken for a shared secret, and other kinds of keys."""
    raw = read(genuine.jwk["x"])
    public = ed25519.Ed25519PublicKey.from_public_bytes(raw)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    keys = {
        "raw key": raw,
        "text of the key": genuine.jwk["x"].encode(),
        "JWK": json.dumps(genuine.jwk).encode(),
        "PEM": pem,
        "PEM without its last line end": pem.rstrip(),
        "DER": public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "empty key": b"",
        "word secret": b"secret",
    }
    for name, key in keys.items():
        yield f"HS256 with the {name}", genuine.mac(key)
    text = genuine.unsigned({"alg": "RS256"})
    yield "RS256 of our own", f"{text}.{part(_OUR_RSA.sign(text.encode(), padding.PKCS1v15(), SHA256()))}"
    text = genuine.unsigned({"alg": "ES256"})
    r, s = decode_dss_signature(_OUR_EC.sign(text.encode(), ec.ECDSA(SHA256())))
    yield "ES256 of our own", f"{text}.{part(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    yield "ES256 of nothing but zeros", f"{text}.{part(bytes(64))}"
    yield "EdDSA of our own", genuine.ours()


def _by_header(genuine: Genuine) -> Iterator[tuple[str, str]]:
    for kid in _KIDS:
        yield f"kid {repr(kid)[:40]}, our signature", genuine.ours({"kid": kid})
        yield f"kid {repr(kid)[:40]}, HS256 with nothing", genuine.mac(b"", {"kid": kid})
    yield "kid missing", genuine.ours({"kid": GONE})
    for name in _WHERE_KEYS_ARE:
        for value in (_OUR_JWK, "http://127.0.0.1:1/jwks.json", [_OUR_X]):
            yield f"{name} {type(value).__name__}", genuine.ours({name: value, "kid": "ours"})
            yield f"{name} {type(value).__name__}, the real kid", genuine.ours({name: value})
    for crit in (["exp"], ["b64"], [], "exp", None, [1]):
        yield f"crit {crit!r}", f"{genuine.unsigned({'crit': crit, 'b64': False})}.{genuine.signature}"
    for typ in ("JWT", "at+jwt ", "AT+JWT", "", None, "refresh", "id_token", GONE):
        told = "missing" if typ is GONE else repr(typ)
        yield f"typ {told}", f"{genuine.unsigned({'typ': typ})}.{genuine.signature}"
    yield "compressed", f"{genuine.unsigned({'zip': 'DEF'})}.{genuine.signature}"
    yield "nested", f"{genuine.unsigned({'cty': 'JWT'})}.{genuine.signature}"


def _by_claims(genuine: Genuine) -> Iterator[tuple[str, str]]:
    """Other claims under the old signature."""
    for name in genuine.claims:
        for value in (GONE, None, 1, "x", [], "00000000-0000-4000-8000-000000000000"):
            told = "missing" if value is GONE else repr(value)
            body = part(changed(genuine.claims, {name: value}))
            yield f"claim {name} {told}", f"{genuine.head}.{body}.{genuine.signature}"
    for claims in (
        {"exp": 2**53},
        {"is_superuser": True},
        {"scope": "users:write"},
        {"roles": ["superuser"]},
    ):
        yield f"claims {claims}", f"{genuine.unsigned(None, claims)}.{genuine.signature}"


def _by_form(genuine: Genuine) -> Iterator[tuple[str, str]]:
    head, body, signature = genuine.head, genuine.body, genuine.signature
    raw = read(signature)
    shifted = int.from_bytes(raw[32:], "little") + _ORDER
    yield (
        "the same signature in another number",
        f"{head}.{body}.{part(raw[:32] + shifted.to_bytes(32, 'little'))}",
    )
    yield "a signature of zeros", f"{head}.{body}.{part(bytes(64))}"
    yield "a signature with one bit changed", f"{head}.{body}.{part(bytes([raw[0] ^ 1]) + raw[1:])}"
    yield "half a signature", f"{head}.{body}.{part(raw[:32])}"
    yield "a signature too long", f"{head}.{body}.{part(raw + bytes(1))}"
    yield "no signature", f"{head}.{body}."
    yield "two parts", f"{head}.{body}"
    yield "four parts", f"{head}.{body}.{signature}.{signature}"
    yield "five parts", f"{head}..{body}.{signature}.{signature}"
    yield "no header", f".{body}.{signature}"
    yield "no claims", f"{head}..{signature}"
    yield "only dots", ".."
    yield "a header that is no JSON", f"{part(b'{')}.{body}.{signature}"
    yield "a header that is a list", f"{part([])}.{body}.{signature}"
    yield "a header of 5 kB", f"{part({**genuine.header, 'x': 'x' * 3500})}.{body}.{signature}"
    yield "a header 1,000 deep", f"{part(b'[' * 1000 + b']' * 1000)}.{body}.{signature}"
    twice = b'{"alg":"none","alg":"EdDSA",' + json.dumps(genuine.header).encode()[1:]
    yield "two algs", f"{part(twice)}.{body}."
    yield "claims that are no JSON", f"{head}.{part(b'x')}.{signature}"
    yield "claims in UTF-16", f"{head}.{part(json.dumps(genuine.claims).encode('utf-16'))}.{signature}"
    yield "parts in another order", f"{body}.{head}.{signature}"

"""Malformed bodies are refused, as problems."""

import gzip
from functools import partial

from tests.attack.blackbox.expect import expect, expect_refusal
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import Target

FAMILY = Family("malformed bodies", parallel=8)
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

_JSON_BODIES = {
    **{f"JSON {text[:24]!r}": text for text in (
        *(b"", b" ", b"{", b"}", b"[", b"nul", b"null"),
        *(b"[]", b"1", b'"x"', b"true", b"{}{}", b"{} {}", b"{},", b"{a:1}"),
        *(b"{'bio':'x'}", b'{"bio":}', b'{"bio":"x",}'),
        *(b'{"bio":"x"', b'{"bio":"x}', b'{"bio":"\n"}', b'{"bio":"\x00"}'),
        *(b'{"bio":NaN}', b'{"bio":Infinity}', b'{"bio":-Infinity}'),
        *(b'{"bio":01}', b'{"bio":+1}', b'{"bio":.5}'),
        *(b'{"bio":1e999}', b'{"bio":0x1}'),
        *(b'{"bio":"\\x"}', b'{"bio":"\\ud800"}', b'{"bio":"\\udc00\\ud800"}'),
        *(b'{"bio":"a","bio":"b"}', b'{"bio":"a","b\\u0069o":"b"}', b'{"bio":"\\u0000"}'),
        *(b"/*x*/{}", b"{}//x", b"\xef\xbb\xbf{}"),
        *(b'{"bio":"\xff"}', b'{"bio":"\xc0\xae"}', b'{"bio":"\xed\xa0\x80"}'),
        *(b"\xff\xfe{\x00}\x00", b"--x\r\n", b"<a/>"),
        *(b'{"":1}', b'{"__proto__":{}}', b'{"$ref":"#"}'),
        *(b'{"bio":{"$gt":""}}', b'{"bio":["x"]}', b'{"bio":true}'),
        *(b'{"username":null}', b'{"username":""}'),
        *(b'{"metadata":[]}', b'{"metadata":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}'),
    )},
    "JSON in UTF-16": '{"bio":"x"}'.encode("utf-16"),
    "JSON in UTF-32": '{"bio":"x"}'.encode("utf-32"),
    "JSON in UTF-7": b"{+AGIAaQBv-:1}",
    "JSON in gzip": gzip.compress(b"{}"),
    "a number of 5,000 digits": b'{"bio":' + b"9" * 5000 + b"}",
    "a key of 60 kB": b'{"' + b"k" * 60_000 + b'":1}',
    "a text of 60 kB": b'{"bio":"' + b"x" * 60_000 + b'"}',
    "5,000 deep lists": b'{"bio":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "5,000 deep objects": b'{"bio":' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}",
    "5,000 unclosed lists": b"[" * 5000,
}  # fmt: skip
_MEDIA_TYPES = (
    *(
        "",
        "text/plain",
        "application/xml",
        "application",
        "application/",
        "/",
        "*/*",
        "application/json;charset=utf-16",
    ),
    *(
        "application/json; charset=bogus",
        "application/jsonx",
        "application/json, text/plain",
        "multipart/form-data",
    ),
    *(
        "multipart/form-data; boundary=x",
        "application/problem+json",
        "application/x-www-form-urlencoded; charset=utf-16",
    ),
    *(
        "text/json",
        "application/vnd.api+json",
        "application/json\t/x",
    ),
)
_FORMS = {
    **{f"form {text[:24]!r}": text for text in (
        *(b"", b"=", b"&", b"username"),
        *(b"username=", b"=x", b"username=a&username=b&password=c", b"username=%00&password=x"),
        *(b"username=%ff&password=x", b"username=%zz&password=x"),
        *(b"username=%&password=x", b"username[]=a&password=x"),
        *(b"username=a;password=b", b"{}", b"\x00"),
        *(b"\xff", b"username=%ED%A0%80&password=x", b"username=a&pass%77ord="),
    )},
    "a form of 5,000 fields": b"a=b&" * 5000,
    "a form field of 60 kB": b"username=" + b"a" * 60_000 + b"&password=x",
}  # fmt: skip
_ENCODINGS = ("gzip", "deflate", "br", "zstd", "identity, gzip", "x", "gzip, gzip")


async def _refused(target: Target, *, body: bytes, media_type: str, encoding: str = "") -> None:
    """By an operation for people who signed in, and by one for anybody."""
    headers = {"Content-Type": media_type} if media_type else {}
    if encoding:
        headers["Content-Encoding"] = encoding
    if media_type != FORM:
        person = await target.somebody()
        expect_refusal(await person.caller.patch("/users/me", content=body, headers=headers))
    expect_refusal(await target.caller().post("/auth/login", content=body, headers=headers))


@FAMILY.case("capitals in the media type change nothing", quick=True)
async def _capitals(target: Target) -> None:
    person, headers = await target.person(), {"Content-Type": "Application/JSON ; Charset=UTF-8"}
    expect(await person.caller.patch("/users/me", content=b'{"bio": "x"}', headers=headers), 200)
    expect_refusal(await person.caller.patch("/users/me", content=b'{"is_superuser": true}', headers=headers))
    expect_refusal(await person.caller.patch("/users/me", content=b"{", headers=headers))


def _register() -> None:
    for number, (name, body) in enumerate(_JSON_BODIES.items()):
        FAMILY.add(name, partial(_refused, body=body, media_type=JSON), quick=number % 8 == 0)
    for media_type in _MEDIA_TYPES:
        attack = partial(_refused, body=b'{"bio": "x"}', media_type=media_type)
        FAMILY.add(f"media type {media_type!r}", attack, quick=media_type == "")
    for encoding in _ENCODINGS:
        attack = partial(_refused, body=b"{}", media_type=JSON, encoding=encoding)
        FAMILY.add(f"content encoding {encoding!r}", attack)
    for name, body in _FORMS.items():
        FAMILY.add(name, partial(_refused, body=body, media_type=FORM))


_register()

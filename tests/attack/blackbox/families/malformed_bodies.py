"""Malformed bodies are refused as problems; costly ones are refused before they cost anything."""

import asyncio
import gzip
import json
import time
import zlib
from functools import partial

import httpx

from tests.attack.blackbox.expect import expect, expect_refusal, fall
from tests.attack.blackbox.processor import Processor
from tests.attack.blackbox.suite import Family
from tests.attack.blackbox.target import Target

MALFORMED = Family("malformed bodies", parallel=8)
COSTLY = Family("costly bodies")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
LIMIT = 1_048_576
_REPEATS = 5
_MOST_CPU, _MOST_SECONDS = 0.050, 1.0  # beyond an ordinary refusal
_ORDINARY = json.dumps({"username": 1, "password": 2}).encode()

_JSON_BODIES = {
    **{f"JSON {text[:24]!r}": text for text in (
        *(b"", b" ", b"{", b"}", b"[", b"nul", b"null", b"[]", b"1", b'"x"', b"true", b"{}{}", b"{} {}", b"{},", b"{a:1}"),
        *(b"{'bio':'x'}", b'{"bio":}', b'{"bio":"x",}', b'{"bio":"x"', b'{"bio":"x}', b'{"bio":"\n"}', b'{"bio":"\x00"}'),
        *(b'{"bio":NaN}', b'{"bio":Infinity}', b'{"bio":-Infinity}', b'{"bio":01}', b'{"bio":+1}', b'{"bio":.5}'),
        *(b'{"bio":1e999}', b'{"bio":0x1}', b'{"bio":"\\x"}', b'{"bio":"\\ud800"}', b'{"bio":"\\udc00\\ud800"}'),
        *(b'{"bio":"a","bio":"b"}', b'{"bio":"a","b\\u0069o":"b"}', b'{"bio":"\\u0000"}', b"/*x*/{}", b"{}//x", b"\xef\xbb\xbf{}"),
        *(b'{"bio":"\xff"}', b'{"bio":"\xc0\xae"}', b'{"bio":"\xed\xa0\x80"}', b"\xff\xfe{\x00}\x00", b"--x\r\n", b"<a/>"),
        *(b'{"":1}', b'{"__proto__":{}}', b'{"$ref":"#"}', b'{"bio":{"$gt":""}}', b'{"bio":["x"]}', b'{"bio":true}'),
        *(b'{"username":null}', b'{"username":""}', b'{"metadata":[]}', b'{"metadata":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}'),
    )},
    "JSON in UTF-16": '{"bio":"x"}'.encode("utf-16"),
    "JSON in UTF-32": '{"bio":"x"}'.encode("utf-32"),
    "JSON in UTF-7": "{+AGIAaQBv-:1}".encode(),
    "JSON in gzip": gzip.compress(b"{}"),
    "a number of 5,000 digits": b'{"bio":' + b"9" * 5000 + b"}",
    "a key of 60 kB": b'{"' + b"k" * 60_000 + b'":1}',
    "a text of 60 kB": b'{"bio":"' + b"x" * 60_000 + b'"}',
    "5,000 deep lists": b'{"bio":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "5,000 deep objects": b'{"bio":' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}",
    "5,000 unclosed lists": b"[" * 5000,
}  # fmt: skip
_MEDIA_TYPES = (
    *("", "text/plain", "application/xml", "application", "application/", "/", "*/*", "application/json;charset=utf-16"),
    *("application/json; charset=bogus", "application/jsonx", "application/json, text/plain", "multipart/form-data"),
    *("multipart/form-data; boundary=x", "application/problem+json", "application/x-www-form-urlencoded; charset=utf-16"),
    *("application/json; charset=utf-8; charset=utf-16", "text/json", "application/vnd.api+json", "application/json\t/x"),
)
_FORMS = {
    **{f"form {text[:24]!r}": text for text in (
        *(b"", b"=", b"&", b"username", b"username=", b"=x", b"username=a&username=b&password=c", b"username=%00&password=x"),
        *(b"username=%ff&password=x", b"username=%zz&password=x", b"username=%&password=x", b"username[]=a&password=x"),
        *(b"username=a;password=b", b"{}", b"\x00", b"\xff", b"username=%ED%A0%80&password=x", b"username=a&pass%77ord="),
    )},
    "a form of 5,000 fields": b"a=b&" * 5000,
    "a form field of 60 kB": b"username=" + b"a" * 60_000 + b"&password=x",
}  # fmt: skip
_ENCODINGS = ("gzip", "deflate", "br", "zstd", "identity, gzip", "x", "gzip, gzip")


async def _refused(target: Target, *, body: bytes, media_type: str, encoding: str = "") -> None:
    """By an operation that signed-in people send JSON to, and by the one that anybody sends JSON or forms to."""
    headers = {"Content-Type": media_type} if media_type else {}
    if encoding:
        headers["Content-Encoding"] = encoding
    if media_type != FORM:
        person = await target.somebody()
        expect_refusal(await person.caller.patch("/users/me", content=body, headers=headers))
    expect_refusal(await target.caller().post("/auth/login", content=body, headers=headers))


@MALFORMED.case("capitals in the media type change nothing", quick=True)
async def _capitals(target: Target) -> None:
    person, headers = await target.person(), {"Content-Type": "Application/JSON ; Charset=UTF-8"}
    expect(await person.caller.patch("/users/me", content=b'{"bio": "x"}', headers=headers), 200)
    expect_refusal(await person.caller.patch("/users/me", content=b'{"is_superuser": true}', headers=headers))
    expect_refusal(await person.caller.patch("/users/me", content=b"{", headers=headers))


def _many(text: bytes, between: bytes = b",", size: int = LIMIT - 100) -> bytes:
    """As often as fits below the limit."""
    return between.join([text] * (size // (len(text) + len(between))))


def _costly() -> dict[str, tuple[str, bytes]]:
    """Path and body of what is known to keep a parser or a validator busy."""
    password = b'{"username":"x","password":%b}'
    keys = b",".join(b'"%x":1' % number for number in range(90_000))
    bodies = {
        "90,000 unknown fields": b"{" + keys + b"}",
        "a list of 400,000 where a text belongs": password % (b"[" + _many(b"1") + b"]"),
        "8,000 brackets 60 deep": password % (b"[" + _many(b"[" * 60 + b"]" * 60) + b"]"),
        "500,000 brackets": password % (b"[" * 500_000 + b"]" * 500_000),
        "objects in objects": password % (b'{"a":' * 150_000 + b"1" + b"}" * 150_000),
        "a text of 1 MB": password % (b'"' + b"x" * (LIMIT - 100) + b'"'),
        "a text of 170,000 escapes": password % (b'"' + b"\\u0041" * 170_000 + b'"'),
        "a text of 80,000 pairs": password % (b'"' + b"\\ud83d\\ude00" * 80_000 + b'"'),
        "a number of a million digits": password % (b"9" * (LIMIT - 100)),
        "a number with a million zeros": password % (b"0." + b"0" * (LIMIT - 100) + b"1"),
        "the same field 50,000 times": b"{" + _many(b'"password":"x"') + b"}",
        "a million spaces": b"{" + b" " * (LIMIT - 100) + b"}",
        "a million line ends": b"\n" * (LIMIT - 100),
        "an address that backtracks": password.replace(b"username", b"email") % (b'"' + b"a@" * 30_000 + b'"'),
        "no JSON at all": b"\xff" * (LIMIT - 100),
        "unclosed texts": b'{"' + b'\\"' * 500_000,
        "63 KiB of unknown fields": b"{" + keys[:63_000].rpartition(b",")[0] + b"}",
        "63 KiB of a list": password % (b"[" + _many(b"1", size=63_000) + b"]"),
        "63 KiB of brackets": password % (b"[" * 31_000 + b"]" * 31_000),
        "63 KiB of a text": password % (b'"' + b"x" * 63_000 + b'"'),
    }
    listed = {name: (JSON, body) for name, body in bodies.items()}
    forms = {
        "a form of %41": b"username=" + b"%41" * 340_000,
        "a form of 250,000 fields": _many(b"a=b", b"&"),
        "a form of ampersands": b"&" * (LIMIT - 100),
        "a form of one field, 200,000 times": _many(b"a=", b"&"),
        "63 KiB of form fields": _many(b"a=b", b"&", size=63_000),
        "63 KiB of %41": b"username=" + b"%41" * 20_900,
    }
    return listed | {name: (FORM, body) for name, body in forms.items()}


async def _cheap(target: Target, *, media_type: str, body: bytes) -> str:
    processor = Processor.of(target)
    ordinary = await _cost(target, processor, JSON, _ORDINARY)
    seconds, cpu, answer = await _cost(target, processor, media_type, body)
    if seconds - ordinary[0] > _MOST_SECONDS:
        raise fall(answer, f"refused within {_MOST_SECONDS:.0f} s; it took {seconds:.2f} s")
    if cpu - ordinary[1] > _MOST_CPU:
        right = f"at most {_MOST_CPU * 1000:.0f} ms of CPU; it took {cpu * 1000:.0f} ms"
        raise fall(answer, right)
    return f"{seconds * 1000:.0f} ms" + (f", {cpu * 1000:.0f} ms of CPU" if processor.known else "")


async def _cost(
    target: Target, processor: Processor, media_type: str, body: bytes
) -> tuple[float, float, httpx.Response]:
    """Seconds, of waiting (the shortest) and of CPU (the mean), and the last answer."""
    caller, waits, before = target.caller(), [], processor.seconds()
    for _ in range(_REPEATS):
        started = time.monotonic()
        answer = await caller.post("/auth/login", content=body, headers={"Content-Type": media_type})
        waits.append(time.monotonic() - started)
        expect_refusal(answer)
    return min(waits), (processor.seconds() - before) / _REPEATS, answer


@COSTLY.case("a bomb of gzip")
async def _bomb(target: Target) -> None:
    bomb = zlib.compress(b" " * 200_000_000)
    headers = {"Content-Type": JSON, "Content-Encoding": "deflate"}
    expect_refusal(await target.caller().post("/auth/login", content=bomb, headers=headers))


@COSTLY.case("readers are served beside twenty senders of costly bodies")
async def _beside(target: Target) -> str:
    person = await target.somebody()
    bodies = [body for media_type, body in _costly().values() if media_type == JSON]
    stop = asyncio.Event()

    async def send(number: int) -> None:
        caller = target.caller(patient=False)
        while not stop.is_set():
            await caller.post("/auth/login", content=bodies[number % len(bodies)], headers={"Content-Type": JSON})

    senders = [asyncio.create_task(send(number)) for number in range(20)]
    waits = []
    try:
        for _ in range(100):
            started = time.monotonic()
            answer = expect(await person.caller.get("/users/me"), 200)
            waits.append(time.monotonic() - started)
    finally:
        stop.set()
        await asyncio.gather(*senders)
    if max(waits) > 2 * _MOST_SECONDS:
        raise fall(answer, f"every read within {2 * _MOST_SECONDS:.0f} s; the slowest took {max(waits):.2f} s")
    return f"slowest read {max(waits) * 1000:.0f} ms"


def _register() -> None:
    for number, (name, body) in enumerate(_JSON_BODIES.items()):
        MALFORMED.add(name, partial(_refused, body=body, media_type=JSON), quick=number % 8 == 0)
    for media_type in _MEDIA_TYPES:
        attack = partial(_refused, body=b'{"bio": "x"}', media_type=media_type)
        MALFORMED.add(f"media type {media_type!r}", attack, quick=media_type == "")
    for encoding in _ENCODINGS:
        attack = partial(_refused, body=b"{}", media_type=JSON, encoding=encoding)
        MALFORMED.add(f"content encoding {encoding!r}", attack)
    for name, body in _FORMS.items():
        MALFORMED.add(name, partial(_refused, body=body, media_type=FORM))
    for name, (media_type, body) in _costly().items():
        attack = partial(_cheap, media_type=media_type, body=body)
        COSTLY.add(name, attack, quick=name == "90,000 unknown fields")


_register()

"""Requests that no client would write, as they go over the wire.

`{host}` stands for the name of the service, `{bearer}` for somebody's access token.
"""

HOST = b"Host: {host}\r\nConnection: close\r\n"
GET = b"GET /auth/policy HTTP/1.1\r\n" + HOST
PATCH = (
    b"PATCH /users/me HTTP/1.1\r\n"
    + HOST
    + b"Authorization: Bearer {bearer}\r\nContent-Type: application/json\r\n"
)
CHUNKED = PATCH + b"Transfer-Encoding: chunked\r\n\r\n"
HIDDEN = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"
END = b"\r\n\r\n"

Requests = dict[str, bytes]


def line(text: bytes) -> bytes:
    return text + b"\r\n" + HOST + b"\r\n"


def head(*headers: bytes) -> bytes:
    return GET + b"".join(header + b"\r\n" for header in headers) + b"\r\n"


def target(text: bytes) -> bytes:
    return line(b"GET " + text + b" HTTP/1.1")


def signed_in(text: bytes) -> bytes:
    return b"GET " + text + b" HTTP/1.1\r\n" + HOST + b"Authorization: Bearer {bearer}\r\n\r\n"


def ambiguous(*headers: bytes) -> bytes:
    """A body whose end is a matter of opinion, with another request in it."""
    lines = b"".join(header + b"\r\n" for header in headers)
    return PATCH + lines + b"\r\n" + b"0\r\n\r\n" + HIDDEN


def _listed(name: str, make: object, texts: tuple[bytes, ...]) -> Requests:
    assert callable(make)
    return {f"{name} {text[:40]!r}"[:80].replace("b'", "'"): make(text) for text in texts}


_CONTROLS = tuple(bytes([number]) for number in (*range(1, 9), 11, 12, *range(14, 32), 127))
_SEPARATORS = tuple(bytes([each]) for each in b'()<>@,;\\"/[]?={} ')

REQUEST_LINES = {
    **_listed(
        "request line",
        line,
        (
            *(b"nonsense", b"GET", b"GET / HTTP", b"GET / HTTP/", b"GET / HTTP/1", b"GET / HTTP/1."),
            *(b"GET / HTTP/x.y", b"GET / HTTP/9.9", b"GET / HTTP/1.1.1", b"GET / HTTP/3.0"),
            *(b"GET / http/1.1", b"GET / HTTP/1.1 x", b"GET /a b HTTP/1.1", b" GET / HTTP/1.1"),
            *(
                b"GET\t/\tHTTP/1.1",
                b"GET / HTTPS/1.1",
                b"GET / HTTP/-1.1",
                b"GET / HTTP/1.\x00",
                b"GET\x00 / HTTP/1.1",
            ),
            *(
                b"GET \x00 HTTP/1.1",
                b"get / HTTP/1.1",
                b"G E T / HTTP/1.1",
                b"GET: / HTTP/1.1",
                b"\xff / HTTP/1.1",
            ),
            *(
                b"NONSENSE / HTTP/1.1",
                b"CONNECT {host}:80 HTTP/1.1",
                b"CONNECT / HTTP/1.1",
                b"TRACE / HTTP/1.1",
            ),
            *(b"PRI * HTTP/2.0", b"PROPFIND / HTTP/1.1", b"PURGE / HTTP/1.1", b"SEARCH / HTTP/1.1"),
            *(
                b"M-SEARCH / HTTP/1.1",
                b"DEBUG / HTTP/1.1",
                b"GET * HTTP/1.1",
                b"GET  HTTP/1.1",
                b"* / HTTP/1.1",
            ),
            *(b"POST /auth/policy HTTP/1.1", b"HTTP/1.1 200 OK", b"{}", b"<?xml version='1.0'?>"),
        ),
    ),
    "a method of 10,000 letters": line(b"G" * 10_000 + b" / HTTP/1.1"),
    "a version of 10,000 digits": line(b"GET / HTTP/1." + b"1" * 10_000),
    "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + END,
    "an SSH greeting": b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
    "a SOCKS greeting": b"\x05\x01\x00\r\n\r\n",
    "an SMTP greeting": b"EHLO x\r\nMAIL FROM:<a@example.com>\r\n\r\n",
    "a PostgreSQL greeting": b"\x00\x00\x00\x08\x04\xd2\x16\x2f\r\n\r\n",
    "an HTTP/2 greeting": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "only NULs": b"\x00" * 1000 + END,
    "only line ends, then nonsense": b"\r\n" * 200 + b"x\r\n\r\n",
    "random bytes": bytes(range(256)) * 8 + END,
    "64 KiB without a line end": b"A" * 65_536 + END,
}
TARGETS = {
    **_listed(
        "target with", lambda text: target(b"/a" + text + b"b"), (*_CONTROLS, b"\x00", b"\x80", b"\xff")
    ),
    **_listed(
        "target",
        target,
        (
            *(
                b"http://",
                b"http:///",
                b"http://evil.example/auth/policy",
                b"https://evil.example:1/",
                b"ftp://x/",
            ),
            *(
                b"file:///etc/passwd",
                b"gopher://x/",
                b"http://[::1",
                b"http://user@/",
                b"javascript:alert(1)",
            ),
            *(
                b"auth/policy",
                b"?x",
                b"#",
                b"",
                b"\\auth\\policy",
                b"/%2e%2e/%2e%2e/etc/passwd",
                b"/../../etc/passwd",
            ),
            *(
                b"/..%2f..%2fetc/passwd",
                b"/..;/users",
                b"/auth/policy;/../../users",
                b"/users/%00",
                b"/users/1%00",
            ),
            *(
                b"/%",
                b"/%zz",
                b"/%u0041",
                b"/%c0%ae%c0%ae/etc/passwd",
                b"/%ff",
                b"/users/%F0%9F%92%A9",
                b"/USERS",
            ),
            *(
                b"//users",
                b"/users//",
                b"/users/./me",
                b"/users/me/..",
                b"/health/live/../../users",
                b"/users%2fme",
            ),
            *(
                b"/users/me%3f",
                b"/users?/../health/live",
                b"/users#/health/live",
                b"/health/live%2f..%2f..%2fusers",
            ),
            *(
                b"/users/9223372036854775808",
                b"/users/-1",
                b"/users/0x1",
                b"/users/1e3",
                b"/users/.",
                b"/users/-",
            ),
            *(
                b"/users/uuid/../1",
                b"/users/uuid/0",
                b"/admin/roles/..",
                b"/admin%00",
                b"/.git/config",
                b"/.env",
            ),
            *(
                b"/openapi.yaml/..",
                b"/docs/../.env",
                b"/docs/%2e%2e/%2e%2e/.env",
                b"/static/../gatehouse/app.py",
            ),
        ),
    ),
    "a path of 5,000 digits": target(b"/users/" + b"9" * 5000),
    "a path of 64 KiB": target(b"/" + b"a" * 65_536),
    "a path of 5,000 folders": target(b"/a" * 5000),
    "a path of 20,000 escapes": target(b"/" + b"%41" * 20_000),
}
QUERIES = {
    **_listed(
        "query",
        lambda text: signed_in(b"/users?" + text),
        (
            *(
                b"limit=",
                b"limit=0",
                b"limit=-1",
                b"limit=101",
                b"limit=1.5",
                b"limit=1e1",
                b"limit=1_0",
                b"limit=+1",
            ),
            *(
                b"limit=0x1",
                b"limit=%D9%A1",
                b"limit=NaN",
                b"limit=Infinity",
                b"limit=%00",
                b"limit=1%00",
                b"limit=1,2",
            ),
            *(
                b"limit=1&limit=2",
                b"limit[]=1",
                b"limit[x]=1",
                b"filter[x][y]=1",
                b"nonsense=1",
                b"=",
                b"=1",
                b"&&&=&",
            ),
            *(
                b"%",
                b"%zz=1",
                b"%00=1",
                b"%ff=1",
                b"LIMIT=1",
                b"skip=-1",
                b"is_active=yes",
                b"is_active=1",
                b"sort=",
            ),
            *(
                b"sort=password_hash",
                b"sort=id;drop",
                b"sort=--id",
                b"created_from=never",
                b"created_from=2026-02-30",
            ),
            *(b"cursor=", b"cursor=%00", b"cursor=..", b"search=%00", b"search=%ED%A0%80", b"search=%ff"),
        ),
    ),
    "a query of 61 kB in one value": signed_in(b"/users?search=" + b"a" * 61_000),
    "a query of 5,000 keys": signed_in(b"/users?" + b"a&" * 5000),
    "a query of 5,000 values": signed_in(b"/users?" + b"limit=1&" * 5000),
    "a query of 5,000 brackets": signed_in(b"/users?a" + b"[" * 5000),
    "a query of 20,000 escapes": signed_in(b"/users?search=" + b"%41" * 20_000),
    "a number of 5,000 digits": signed_in(b"/users?limit=" + b"9" * 5000),
}
HEADS = {
    **_listed(
        "header name with",
        lambda each: head(b"X" + each + b"Y: 1"),
        _SEPARATORS + (b"\x00", b"\x7f", b"\xe9"),
    ),
    **_listed(
        "header",
        head,
        (
            *(
                b"no colon",
                b": no name",
                b"X : 1",
                b" X: 1",
                b"\tX: 1",
                b"X: a\x00b",
                b"X: a\rb",
                b"X: a\nb c",
            ),
            *(b"X: 1\r\n folded", b"Host: {host}", b"Host: evil.example"),
            *(b"Content-Length: x", b"Content-Length: -1", b"Content-Length: +1", b"Content-Length: 1.0"),
            *(b"Content-Length: 0x1", b"Content-Length: 1 1", b"Content-Length: 1,2", b"Content-Length: "),
            *(b"Content-Length: 99999999999999999999999", b"Content-Length: 1\r\nContent-Length: 2"),
            *(b"Content-Length: \xef\xbc\x91", b"Content-Length: 1e1", b"Content-Length: 1\x00"),
            *(b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Transfer-Encoding: nonsense"),
        ),
    ),
    **_listed(
        "host",
        lambda text: b"GET /auth/policy HTTP/1.1\r\nConnection: close\r\nHost: " + text + END,
        (
            *(
                b"",
                b"evil.example",
                b"{host}.evil.example",
                b"evil.example/{host}",
                b"{host}@evil.example",
                b"a b",
            ),
            *(
                b"{host}:x",
                b"{host}:99999999",
                b"{host}\\evil",
                b"evil.example#{host}",
                b"[::1",
                b"*",
                b"{host},x",
            ),
        ),
    ),
    "two credentials": signed_in(b"/users/me").replace(END, b"\r\nAuthorization: Bearer x" + END),
    "two API keys": head(b"X-API-Key: a", b"X-API-Key: b").replace(b"/auth/policy", b"/users/me"),
    "no host": b"GET /auth/policy HTTP/1.1\r\nConnection: close\r\n\r\n",
    "a head of 128 KiB": head(b"X: " + b"x" * 131_072),
    "a head of 300 kB": head(b"X: " + b"x" * 300_000),
    "a head of 2 MB": head(b"X: " + b"x" * 2_000_000),
    "5,000 headers": head(*[b"X: x"] * 5000),
    "100,000 headers": head(*[b"X: x"] * 100_000),
    "a header name of 128 KiB": head(b"X" * 131_072 + b": 1"),
    "5,000 cookies": head(b"Cookie: " + b"a=b; " * 40_000),
    "a bearer of 128 KiB": head(b"Authorization: Bearer " + b"a" * 131_072),
}
CHUNKS = {
    **_listed(
        "chunk",
        lambda text: CHUNKED + text,
        (
            *(
                b"xyz\r\n{}\r\n0\r\n\r\n",
                b"-1\r\n{}\r\n0\r\n\r\n",
                b"0x2\r\n{}\r\n0\r\n\r\n",
                b"+2\r\n{}\r\n0\r\n\r\n",
            ),
            *(
                b"\r\n{}\r\n0\r\n\r\n",
                b"2.0\r\n{}\r\n0\r\n\r\n",
                b"2\x00\r\n{}\r\n0\r\n\r\n",
                b"2_\r\n{}\r\n0\r\n\r\n",
            ),
            *(
                b"FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                b"2\r\n{}x0\r\n\r\n",
                b"2\r\n{} }\r\n0\r\n\r\n",
                b"{}",
            ),
            *(b"1\r\n{}\r\n0\r\n\r\n", b"2\r\n{}\r\nx\r\n\r\n", b"2\r\n{}\r\n0\r\nno colon\r\n\r\n"),
            *(b"2;\x00=1\r\n{}\r\n0\r\n\r\n", b"2;a\rb\r\n{}\r\n0\r\n\r\n", b"2\r{}\r\n0\r\n\r\n"),
        ),
    ),
    "a chunk of 2 MiB": CHUNKED + b"200000\r\n" + b" " * 0x200000 + b"\r\n0\r\n\r\n",
    "300,000 chunks of one byte": CHUNKED + b"1\r\n \r\n" * 300_000 + b"0\r\n\r\n",
    "a chunk extension of 1 MB": CHUNKED + b"2;" + b"x" * 1_000_000 + b"\r\n{}\r\n0\r\n\r\n",
    "trailers of 1 MB": CHUNKED + b"2\r\n{}\r\n0\r\nX: " + b"x" * 1_000_000 + END,
    "20,000 trailers": CHUNKED + b"2\r\n{}\r\n0\r\n" + b"X: x\r\n" * 20_000 + b"\r\n",
    "a trailer that signs in": (
        b"PATCH /users/me HTTP/1.1\r\n"
        + HOST
        + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\n{}\r\n0\r\nAuthorization: Bearer {bearer}\r\n\r\n"
    ),
    "a trailer that says what the body is": (
        b"PATCH /users/me HTTP/1.1\r\n"
        + HOST
        + b"Authorization: Bearer {bearer}\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\n{}\r\n0\r\nContent-Type: application/json\r\n\r\n"
    ),
}
SMUGGLED = {
    **_listed(
        "smuggled by",
        lambda text: ambiguous(*text.split(b"|")),
        (
            *(
                b"Content-Length: 6|Transfer-Encoding: chunked",
                b"Transfer-Encoding: chunked|Content-Length: 6",
            ),
            *(b"Content-Length: 0|Content-Length: 90", b"Content-Length: 90|Content-Length: 0"),
            *(
                b"Content-Length: 4, 4",
                b"Content-Length : 4",
                b"Content-Length: 4|Transfer-Encoding: identity",
            ),
            *(
                b"Transfer-Encoding: xchunked",
                b"Transfer-Encoding: chunked, identity",
                b"Transfer-Encoding : chunked",
            ),
            *(b"Transfer-Encoding: chunked|Transfer-Encoding: identity", b"Transfer-Encoding: \x0bchunked"),
            *(b"Transfer-Encoding: gzip, chunked|Content-Length: 6", b"Transfer-Encoding:\x00chunked"),
            *(b"X: x|\x00Transfer-Encoding: chunked", b" Transfer-Encoding: chunked|Content-Length: 6"),
            *(
                b"Transfer-Encoding: chunked\x00",
                b"Transfer-Encoding: 'chunked'",
                b"Transfer-Encoding: chunk",
            ),
        ),
    ),
    "smuggled in HTTP/1.0": ambiguous(b"Transfer-Encoding: chunked").replace(b"HTTP/1.1", b"HTTP/1.0", 1),
}
HARMLESS = {
    **_listed("old request line", line, (b"GET /", b"GET / HTTP/0.9", b"GET / HTTP/1.0", b"GET / HTTP/2.0")),
    **_listed("header value with", lambda each: head(b"X: a" + each + b"b"), _CONTROLS),
    **_listed(
        "header",
        head,
        (
            *(
                b"Upgrade: websocket\r\nSec-WebSocket-Key: x",
                b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
                b"Expect: x",
            ),
            *(b"Expect: 100-continue", b"Range: bytes=0-18446744073709551615", b"Accept: " + b"*/*," * 2000),
            *(
                b"Content-Encoding: gzip",
                b"X-HTTP-Method-Override: DELETE",
                b"Cookie: a=b",
                b"TE: trailers, x;q=2",
            ),
            *(
                b"X-Forwarded-Host: evil.example",
                b"X-Original-URL: /users",
                b"X-Rewrite-URL: /users",
                b"Max-Forwards: x",
            ),
            *(b"If-None-Match: " + b'"x",' * 4000, b"Accept-Language: " + b"a-" * 8000, b"X-Request-ID: a b"),
        ),
    ),
    "lines that end in LF alone": head().replace(b"\r\n", b"\n"),
    "100 requests in one go": HIDDEN.replace(b"Connection: close\r\n", b"") * 100,
    "a request and nonsense": HIDDEN.replace(b"Connection: close\r\n", b"") + b"nonsense" + END,
    "a GET with a body": GET + b"Content-Length: 5\r\n\r\nhello",
    "a body in one-byte chunks": CHUNKED + b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
}
ENDLESS = {
    "silence": b"",
    "half a method": b"GE",
    "half a head": GET,
    "half a header": GET + b"X: 1",
    "half a body": PATCH + b"Content-Length: 10\r\n\r\n{",
    "half a chunk": CHUNKED + b"A\r\n{",
    "no last chunk": CHUNKED + b"2\r\n{}\r\n",
    "no end of the trailers": CHUNKED + b"2\r\n{}\r\n0\r\nX: 1\r\n",
}
MUST_BE_REFUSED = REQUEST_LINES | TARGETS | QUERIES | HEADS | CHUNKS | SMUGGLED

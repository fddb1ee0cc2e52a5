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


def _texts(listed: str) -> tuple[bytes, ...]:
    """What a raw string has between bars and line ends, with its escapes read."""
    entries = [entry.strip(" ") for line in listed.strip().splitlines() for entry in line.split(" | ")]
    return tuple(
        b"" if entry == "(nothing)" else entry.encode().decode("unicode_escape").encode("latin-1")
        for entry in entries
    )


_CONTROLS = tuple(bytes([number]) for number in (*range(1, 9), 11, 12, *range(14, 32), 127))
_SEPARATORS = tuple(bytes([each]) for each in b'()<>@,;\\"/[]?={} ')

REQUEST_LINES = {
    **_listed(
        "request line",
        line,
        _texts(
            r"""
            nonsense | GET | GET / HTTP | GET / HTTP/ | GET / HTTP/1 | GET / HTTP/1. | GET / HTTP/x.y
            GET / HTTP/9.9 | GET / HTTP/1.1.1 | GET / HTTP/3.0 | GET / http/1.1 | GET / HTTP/1.1 x
            GET /a b HTTP/1.1 | \x20GET / HTTP/1.1 | GET\t/\tHTTP/1.1 | GET / HTTPS/1.1 | GET / HTTP/-1.1
            GET / HTTP/1.\x00 | GET\x00 / HTTP/1.1 | GET \x00 HTTP/1.1 | get / HTTP/1.1 | G E T / HTTP/1.1
            GET: / HTTP/1.1 | \xff / HTTP/1.1 | NONSENSE / HTTP/1.1 | CONNECT {host}:80 HTTP/1.1
            CONNECT / HTTP/1.1 | TRACE / HTTP/1.1 | PRI * HTTP/2.0 | PROPFIND / HTTP/1.1 | PURGE / HTTP/1.1
            SEARCH / HTTP/1.1 | M-SEARCH / HTTP/1.1 | DEBUG / HTTP/1.1 | GET * HTTP/1.1 | GET  HTTP/1.1
            * / HTTP/1.1 | POST /auth/policy HTTP/1.1 | HTTP/1.1 200 OK | {} | <?xml version='1.0'?>
            """
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
        "target with",
        lambda text: target(b"/a" + text + b"b"),
        _texts(
            r"""
            \x01 | \x02 | \x03 | \x04 | \x05 | \x06 | \x07 | \x08 | \x0b | \x0c | \x0e | \x0f | \x10 | \x11
            \x12 | \x13 | \x14 | \x15 | \x16 | \x17 | \x18 | \x19 | \x1a | \x1b | \x1c | \x1d | \x1e | \x1f
            \x7f | \x00 | \x80 | \xff
            """
        ),
    ),
    **_listed(
        "target",
        target,
        _texts(
            r"""
            http:// | http:/// | http://evil.example/auth/policy | https://evil.example:1/ | ftp://x/
            file:///etc/passwd | gopher://x/ | http://[::1 | http://user@/ | javascript:alert(1) | auth/policy
            ?x | # | (nothing) | \\auth\\policy | /%2e%2e/%2e%2e/etc/passwd | /../../etc/passwd
            /..%2f..%2fetc/passwd | /..;/users | /auth/policy;/../../users | /users/%00 | /users/1%00 | /%
            /%zz | /%u0041 | /%c0%ae%c0%ae/etc/passwd | /%ff | /users/%F0%9F%92%A9 | /USERS | //users
            /users// | /users/./me | /users/me/.. | /health/live/../../users | /users%2fme | /users/me%3f
            /users?/../health/live | /users#/health/live | /health/live%2f..%2f..%2fusers
            /users/9223372036854775808 | /users/-1 | /users/0x1 | /users/1e3 | /users/. | /users/-
            /users/uuid/../1 | /users/uuid/0 | /admin/roles/.. | /admin%00 | /.git/config | /.env
            /openapi.yaml/.. | /docs/../.env | /docs/%2e%2e/%2e%2e/.env | /static/../gatehouse/app.py
            """
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
        _texts(
            r"""
            limit= | limit=0 | limit=-1 | limit=101 | limit=1.5 | limit=1e1 | limit=1_0 | limit=+1 | limit=0x1
            limit=%D9%A1 | limit=NaN | limit=Infinity | limit=%00 | limit=1%00 | limit=1,2 | limit=1&limit=2
            limit[]=1 | limit[x]=1 | filter[x][y]=1 | nonsense=1 | = | =1 | &&&=& | % | %zz=1 | %00=1 | %ff=1
            LIMIT=1 | skip=-1 | is_active=yes | is_active=1 | sort= | sort=password_hash | sort=id;drop
            sort=--id | created_from=never | created_from=2026-02-30 | cursor= | cursor=%00 | cursor=..
            search=%00 | search=%ED%A0%80 | search=%ff
            """
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
        (*_SEPARATORS, b"\x00", b"\x7f", b"\xe9"),
    ),
    **_listed(
        "header",
        head,
        _texts(
            r"""
            no colon | : no name | X : 1 | \x20X: 1 | \tX: 1 | X: a\x00b | X: a\rb | X: a\nb c
            X: 1\r\n folded | Host: {host} | Host: evil.example | Content-Length: x | Content-Length: -1
            Content-Length: +1 | Content-Length: 1.0 | Content-Length: 0x1 | Content-Length: 1 1
            Content-Length: 1,2 | Content-Length:\x20 | Content-Length: 99999999999999999999999
            Content-Length: 1\r\nContent-Length: 2 | Content-Length: \xef\xbc\x91 | Content-Length: 1e1
            Content-Length: 1\x00 | Transfer-Encoding: chunked\r\nContent-Length: 5
            Transfer-Encoding: nonsense
            """
        ),
    ),
    **_listed(
        "host",
        lambda text: b"GET /auth/policy HTTP/1.1\r\nConnection: close\r\nHost: " + text + END,
        _texts(
            r"""
            (nothing) | evil.example | {host}.evil.example | evil.example/{host} | {host}@evil.example | a b
            {host}:x | {host}:99999999 | {host}\\evil | evil.example#{host} | [::1 | * | {host},x
            """
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
        _texts(
            r"""
            xyz\r\n{}\r\n0\r\n\r\n | -1\r\n{}\r\n0\r\n\r\n | 0x2\r\n{}\r\n0\r\n\r\n | +2\r\n{}\r\n0\r\n\r\n
            \r\n{}\r\n0\r\n\r\n | 2.0\r\n{}\r\n0\r\n\r\n | 2\x00\r\n{}\r\n0\r\n\r\n | 2_\r\n{}\r\n0\r\n\r\n
            FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n | 2\r\n{}x0\r\n\r\n | 2\r\n{} }\r\n0\r\n\r\n | {}
            1\r\n{}\r\n0\r\n\r\n | 2\r\n{}\r\nx\r\n\r\n | 2\r\n{}\r\n0\r\nno colon\r\n\r\n
            2;\x00=1\r\n{}\r\n0\r\n\r\n | 2;a\rb\r\n{}\r\n0\r\n\r\n | 2\r{}\r\n0\r\n\r\n
            """
        ),
    ),
    "a chunk of 2 MiB": CHUNKED + b"200000\r\n" + b" " * 0x200000 + b"\r\n0\r\n\r\n",
    "300,000 chunks of one byte": CHUNKED + b"1\r\n \r\n" * 300_000 + b"0\r\n\r\n",
    "a chunk extension of 1 MB": CHUNKED + b"2;" + b"x" * 1_000_000 + b"\r\n{}\r\n0\r\n\r\n",
    "trailers of 1 MB": CHUNKED + b"2\r\n{}\r\n0\r\nX: " + b"x" * 1_000_000 + END,
    "20,000 trailers": CHUNKED + b"2\r\n{}\r\n0\r\n" + b"X: x\r\n" * 20_000 + b"\r\n",
}
TRAILERS = {
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
        _texts(
            r"""
            Content-Length: 6|Transfer-Encoding: chunked | Transfer-Encoding: chunked|Content-Length: 6
            Content-Length: 0|Content-Length: 90 | Content-Length: 90|Content-Length: 0 | Content-Length: 4, 4
            Content-Length : 4 | Content-Length: 4|Transfer-Encoding: identity | Transfer-Encoding: xchunked
            Transfer-Encoding: chunked, identity | Transfer-Encoding : chunked
            Transfer-Encoding: chunked|Transfer-Encoding: identity | Transfer-Encoding: \x0bchunked
            Transfer-Encoding: gzip, chunked|Content-Length: 6 | Transfer-Encoding:\x00chunked
            X: x|\x00Transfer-Encoding: chunked | \x20Transfer-Encoding: chunked|Content-Length: 6
            Transfer-Encoding: chunked\x00 | Transfer-Encoding: 'chunked' | Transfer-Encoding: chunk
            """
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
OF_BAD_FORM = REQUEST_LINES | HEADS | CHUNKS
OF_BAD_CONTENT = TARGETS | QUERIES | SMUGGLED | TRAILERS | ENDLESS

"""The document, a page to try it out (Swagger UI) and one to read it (Redoc), all served from memory."""

import asyncio
import gzip
import re
from collections.abc import Callable
from functools import partial
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import orjson
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gatehouse.contract.document import Document

_PAGES: Final = Path(__file__).with_name("pages")
_OWN: Final = {
    "/docs/bar.css": "text/css",
    "/docs/docs.css": "text/css",
    "/docs/docs.js": "text/javascript",
    "/docs/favicon.svg": "image/svg+xml",
    "/redoc/redoc.css": "text/css",
    "/redoc/redoc.js": "text/javascript",
}
_VENDOR: Final = {
    "/docs/swagger-ui.css": ("swagger/swagger-ui.css", "text/css"),
    "/docs/swagger-ui-bundle.js": ("swagger/swagger-ui-bundle.js", "text/javascript"),
    "/redoc/redoc.standalone.js": ("redoc/redoc.standalone.js", "text/javascript"),
    "/redoc/logo-mini.svg": ("redoc/logo-mini.svg", "image/svg+xml"),
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; "
    # Redoc fills empty style elements from its script; the other hash is that of its scroll bars.
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' "
    "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NOW: Final = "no-cache"
_LATER: Final = "public, max-age=3600"
_SOURCE_MAP: Final = re.compile(rb"(/\*|//)# sourceMappingURL=[^\n]*\s*\Z")
_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


class Docs:
    """Answers `/docs`, `/redoc` and `/openapi.json`, and passes everything else on."""

    def __init__(self, app: ASGIApp, document: Document) -> None:
        self._app = app
        title = document.raw["info"]["title"]
        vendor = _vendor()
        self._files: dict[str, ASGIApp] = {
            "/openapi.json": _File(partial(orjson.dumps, document.raw), "application/json", _NOW),
            "/docs": _File(partial(_page, "docs.html", title), "text/html", _NOW),
            "/redoc": _File(partial(_page, "redoc.html", title), "text/html", _NOW),
            # The pages name their files relative to themselves, so that they work behind any prefix.
            "/docs/": RedirectResponse("../docs", 308),
            "/redoc/": RedirectResponse("../redoc", 308),
            **{path: _File((_PAGES / Path(path).name).read_bytes, kind, _NOW) for path, kind in _OWN.items()},
            **{
                path: _File(partial(_without_source_map, vendor / name), kind, _LATER)
                for path, (name, kind) in _VENDOR.items()
            },
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        file = self._files.get(scope["path"]) if asked else None
        await (file or self._app)(scope, receive, send)


class _File:
    """Read when it is first asked for, and kept compressed."""

    def __init__(self, read: Callable[[], bytes], media_type: str, cache: str) -> None:
        self._read = read
        self._media_type = media_type
        self._headers = {
            "Content-Security-Policy": _POLICY,
            "Cache-Control": cache,
            "Vary": "Accept-Encoding",
        }
        self._packed: bytes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._packed is None:
            self._packed = await asyncio.to_thread(self._pack)
        body, headers = self._packed, self._headers
        if _GZIP.search(Headers(scope=scope).get("accept-encoding", "")):
            headers = headers | {"Content-Encoding": "gzip"}
        else:
            body = await asyncio.to_thread(gzip.decompress, body)
        await Response(body, 200, headers, self._media_type)(scope, receive, send)

    def _pack(self) -> bytes:
        return gzip.compress(self._read(), mtime=0)


def _vendor() -> Path:
    """Where the files of others are. Their package is found, not imported: it would bring FastAPI along."""
    return Path(str(distribution("fastapi-standalone-docs").locate_file("fastapi_standalone_docs/static")))


def _page(name: str, title: str) -> bytes:
    return (_PAGES / name).read_text("utf-8").format(title=title).encode()


def _without_source_map(path: Path) -> bytes:
    """Source maps are not served, so they are not mentioned either."""
    return _SOURCE_MAP.sub(b"", path.read_bytes())

"""The document and an offline Swagger UI, served from memory."""

import re
from pathlib import Path
from typing import Final

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from swagger_ui_bundle import swagger_ui_path

from gatehouse.contract.document import Document

_FILES: Final = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-standalone-preset.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <link rel="stylesheet" href="/docs/swagger-ui.css">
  <link rel="stylesheet" href="/docs/style.css">
  <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
  <div id="swagger-ui"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/swagger-ui-standalone-preset.js"></script>
  <script src="/docs/start.js"></script>
</body>
</html>
"""
_START: Final = """SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  docExpansion: "none",
  displayOperationId: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset.slice(1)],
});
"""
_STYLE: Final = """.swagger-ui .renderedMarkdown p { line-height: 1.7; }
.swagger-ui .opblock-summary-operation-id { font-size: 13px; font-weight: normal; }
/* There are no clients to register, so there is nothing to fill in about them. */
.swagger-ui .auth-container .wrapper:has(> label[for^="client_"]),
.swagger-ui .auth-container .wrapper:has(> label[for="password_type"]) { display: none; }
"""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)


class Docs:
    """Answers `/docs` and `/openapi.json`, and passes everything else on."""

    def __init__(self, app: ASGIApp, document: Document) -> None:
        self._app = app
        vendor = Path(str(swagger_ui_path))
        html = _PAGE.format(title=document.raw["info"]["title"])
        self._pages = {
            "/openapi.json": _page(orjson.dumps(document.raw), "application/json", "no-cache"),
            "/docs": _page(html.encode(), "text/html", "no-cache"),
            "/docs/style.css": _page(_STYLE.encode(), "text/css", "no-cache"),
            "/docs/start.js": _page(_START.encode(), "text/javascript", "no-cache"),
            **{f"/docs/{name}": _file(vendor / name, media) for name, media in _FILES.items()},
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = (
            self._pages.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        )
        await (page or self._app)(scope, receive, send)


def _file(path: Path, media_type: str) -> Response:
    content = path.read_bytes()
    if media_type != "image/png":  # source maps are not served, so they are not mentioned
        content = re.sub(rb"(/\*|//)# sourceMappingURL=[^\n]*", b"", content)
    return _page(content, media_type, "public, max-age=3600")


def _page(content: bytes, media_type: str, cache: str) -> Response:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": cache}
    return Response(content, 200, headers, media_type)

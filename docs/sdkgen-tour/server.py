"""A bookshop to try clients on: `python3 server.py`. It keeps everything in memory, and forgets it."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PASSWORD = "Analytical-Engine-1"  # noqa: S105 - of an example
PAGE = 2
TOKENS = {"access_token": "access-1", "refresh_token": "refresh-1", "expires_in": 3600}
TITLES = ["Notes on the Analytical Engine", "Frankenstein", "Middlemarch", "Cranford", "Jane Eyre"]
BOOKS = {f"978-0-00-00000{n}-0": {"isbn": f"978-0-00-00000{n}-0", "title": t} for n, t in enumerate(TITLES)}


class Bookshop(BaseHTTPRequestHandler):
    """Answers as openapi.yaml says."""

    def do_GET(self) -> None:
        """List books, or get one."""
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if self.headers["Authorization"] != f"Bearer {TOKENS['access_token']}":
            self._problem(401, "unauthorized", "Sign in first")
        elif path == "/books":
            start = int(query.get("cursor", ["0"])[0])
            end = start + int(query.get("limit", [str(PAGE)])[0])
            more = str(end) if end < len(BOOKS) else None
            self._send(200, {"items": list(BOOKS.values())[start:end], "next_cursor": more})
        elif book := BOOKS.get(path.removeprefix("/books/")):
            self._send(200, book)
        else:
            self._problem(404, "book_not_found", "No such book")

    def do_POST(self) -> None:
        """Sign in, or add a book."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/books":
            self._add(body)
        elif body.get("password") == PASSWORD or body.get("refresh_token") == TOKENS["refresh_token"]:
            self._send(200, TOKENS)
        else:
            self._problem(401, "unauthorized", "Wrong password or token")

    def _add(self, book: dict[str, Any]) -> None:
        if book["isbn"] in BOOKS:
            self._problem(409, "book_exists", "This book exists")
            return
        BOOKS[book["isbn"]] = book
        self._send(201, book)

    def _problem(self, status: int, code: str, title: str) -> None:
        problem = {"code": code, "title": title, "status": status}
        self._send(status, problem, "application/problem+json")

    def _send(self, status: int, body: object, media_type: str = "application/json") -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8100
    ThreadingHTTPServer(("127.0.0.1", port), Bookshop).serve_forever()

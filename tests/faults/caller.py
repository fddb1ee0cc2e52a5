"""Requests with an id of their own, each noted with what came of it."""

import asyncio
import time
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx

from tests.faults.ledger import NO_ANSWER, NOBODY_LISTENED, UNAVAILABLE, Attempt, Ledger
from tests.faults.line import Answer, Line, NoAnswer, NobodyListens
from tests.support.service import CONFORMANCE, DOCUMENT

IN_PROGRESS = 409
_DECLARED = {operation.id: frozenset(map(int, operation.responses)) for operation in DOCUMENT.operations}
_MAY_BE_REPEATED = {NOBODY_LISTENED, NO_ANSWER, UNAVAILABLE}


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask, as the document calls it."""

    operation: str
    method: str
    path: str
    body: Any = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The status, or why there is none, and the body."""

    request_id: str
    status: int
    content: bytes

    @property
    def may_be_repeated(self) -> bool:
        return self.status in _MAY_BE_REPEATED or (
            self.status == IN_PROGRESS and b"idempotency_in_progress" in self.content
        )


class Caller:
    """Asks on one connection, and notes every attempt in the ledger."""

    _numbers = count(1)

    def __init__(self, line: Line, ledger: Ledger, run: str, open_hours: asyncio.Event) -> None:
        self._line = line
        self._open_hours = open_hours
        self._ledger = ledger
        self._run = run

    async def ask(self, request: Request, token: str = "", key: str = "") -> Reply:
        await self._open_hours.wait()
        request_id = f"{self._run}-{next(self._numbers)}"
        headers = {"X-Request-ID": request_id, **_optional(token, key)}
        sent = time.monotonic()
        try:
            answer = await self._line.ask(request.method, request.path, headers, request.body)
        except NobodyListens:
            answer = Answer(NOBODY_LISTENED, [], b"")
        except NoAnswer:
            answer = Answer(NO_ANSWER, [], b"")
        seconds = time.monotonic() - sent
        undeclared = undeclared_in(request, request_id, answer)
        attempt = Attempt(request_id, request.operation, sent, seconds, answer.status, undeclared)
        self._ledger.attempts.append(attempt)
        return Reply(request_id, answer.status, answer.content)

    def close(self) -> None:
        self._line.close()


def _optional(token: str, key: str) -> dict[str, str]:
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return {**bearer, "Idempotency-Key": key} if key else bearer


def undeclared_in(request: Request, request_id: str, answer: Answer) -> str:
    """In what the answer is not as the document declares it; successes are held against it elsewhere."""
    if answer.status in {NOBODY_LISTENED, NO_ANSWER}:
        return ""
    if answer.status not in _DECLARED[request.operation]:
        return f"a status that is not in openapi.yaml: {answer.content[:300]!r}"
    if answer.header("x-request-id") != request_id:
        return "the answer names another X-Request-ID"
    if answer.status < 400:
        return ""
    asked = httpx.Request(request.method, f"http://localhost{request.path}")
    response = httpx.Response(answer.status, headers=answer.headers, content=answer.content, request=asked)
    try:
        CONFORMANCE.check(response)
    except AssertionError as error:
        return str(error)
    return ""

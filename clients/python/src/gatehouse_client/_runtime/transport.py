"""Makes the calls of a client without `await`. It carries out what they ask for, and decides nothing."""

from __future__ import annotations

import concurrent.futures
import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import httpx

from .answers import AnswerOf, BinaryAnswer, Stream
from .calls import Core, Outcome, call_steps
from .effects import Ask, Close, Effect, Read, Send, Share, Steps, Wait
from .errors import CallTimeoutError, SdkError
from .failures import quietly, translated
from .operation import Call, Operation, PagedOperation, RequestOptions
from .pages import Pages
from .sending import abandoned, call_of, capturing, finished, left, limit

T = TypeVar("T")
Item = TypeVar("Item")

SendOne = Callable[[httpx.Request], httpx.Response]
Middleware = Callable[[httpx.Request, SendOne], httpx.Response]


class Transport:
    """Makes the calls of a client."""

    def __init__(self, core: Core, client: httpx.Client | None, middleware: Sequence[Middleware]) -> None:
        """Use a client of our own unless one is given."""
        self.core = core
        self._is_owned = client is None
        self._client = client or httpx.Client()
        self._flights: dict[Hashable, concurrent.futures.Future[Any]] = {}
        self._guard = threading.Lock()
        self._send: SendOne = self._exchange
        for each in reversed(middleware):
            self._send = partial(_with, each, self._send)

    def close(self) -> None:
        """Close the connections, unless they are of a client that was given."""
        if self._is_owned:
            self._client.close()

    def execute(self, call: Call) -> Outcome:
        """Make a call."""
        return finished(call, self._run(call.operation.id, call_steps(self.core, capturing(call))))

    def call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> T:
        """Call an operation."""
        value: T = self.execute(call_of(operation, arguments, options, body, content_type)).value
        return value

    def pages(
        self,
        operation: PagedOperation[T, Item],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> Pages[T, Item]:
        """Call an operation whose answer is a page of a list, when its pages are asked for."""
        return Pages(call_of(operation, arguments, options, body, content_type), self._fetch)

    def stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> Stream[T]:
        """Call an operation whose answer is values one by one."""
        outcome = self.execute(call_of(operation, arguments, options, body, content_type))
        return Stream(outcome.response, operation.id, operation.answer)

    def download(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> BinaryAnswer:
        """Call an operation whose answer is bytes."""
        outcome = self.execute(call_of(operation, arguments, options, body, content_type))
        return BinaryAnswer(outcome.response, operation.id)

    def _fetch(self, call: Call) -> AnswerOf[Any]:
        outcome = self.execute(call)
        return AnswerOf(outcome.value, outcome.response)

    def _run(self, operation: str, steps: Steps[Any]) -> Any:
        value: Any = None
        error: Exception | None = None
        try:
            while True:
                effect = steps.throw(error) if error else steps.send(value)
                value, error = None, None
                try:
                    value = self._perform(operation, effect)
                except Exception as caught:
                    error = translated(operation, caught) if isinstance(effect, (Send, Read)) else caught
        except StopIteration as end:
            return end.value
        finally:
            steps.close()

    def _perform(self, operation: str, effect: Effect) -> Any:
        if isinstance(effect, Send):
            limit(effect.request, effect.deadline)
            return self._send(effect.request)
        if isinstance(effect, Read):
            return self._read(effect)
        if isinstance(effect, Wait):
            return time.sleep(effect.seconds)
        if isinstance(effect, Close):
            return effect.response.close()
        if isinstance(effect, Ask):
            return effect.function(*effect.arguments)
        return self._share(operation, effect)

    def _exchange(self, request: httpx.Request) -> httpx.Response:
        with quietly():
            return self._client.send(request, stream=True, follow_redirects=False)

    def _read(self, effect: Read) -> bytes:
        response, found = effect.response, bytearray()
        limit(response.request, effect.deadline)
        try:
            for chunk in response.iter_bytes():
                found += chunk
                if time.monotonic() >= effect.deadline:
                    raise CallTimeoutError("the answer did not arrive in time")
        finally:
            response.close()
        return bytes(found)

    def _share(self, operation: str, effect: Share) -> Any:
        mine: concurrent.futures.Future[Any] = concurrent.futures.Future()
        with self._guard:
            flight = self._flights.setdefault(effect.key, mine)
        if flight is not mine:
            return _waited(operation, flight, effect.deadline)
        try:
            value = self._run(operation, effect.steps())
        except BaseException as error:
            self._land(effect.key)
            mine.set_exception(error if isinstance(error, SdkError) else abandoned(operation))
            raise
        self._land(effect.key)
        mine.set_result(value)
        return value

    def _land(self, key: Hashable) -> None:
        with self._guard:
            del self._flights[key]


def _waited(operation: str, flight: concurrent.futures.Future[Any], deadline: float) -> Any:
    try:
        return flight.result(left(deadline))
    except concurrent.futures.TimeoutError:
        if flight.done():
            raise
        raise CallTimeoutError(f"{operation}: no credentials in time") from None


def _with(middleware: Middleware, send: SendOne, request: httpx.Request) -> httpx.Response:
    return middleware(request, send)

"""Makes the calls of a client with `await`. It carries out what they ask for, and decides nothing."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import anyio
import httpx

from .answers import AnswerOf, AsyncBinaryAnswer, AsyncStream
from .calls import Core, Outcome, call_steps
from .effects import Ask, Close, Effect, Read, Send, Share, Steps, Wait
from .errors import CallTimeoutError
from .failures import quietly, translated
from .flights import Flight
from .operation import Call, Operation, PagedOperation, RequestOptions
from .pages import AsyncPages
from .sending import abandoned, call_of, capturing, finished, left, limit

T = TypeVar("T")
Item = TypeVar("Item")

AsyncSendOne = Callable[[httpx.Request], Awaitable[httpx.Response]]
AsyncMiddleware = Callable[[httpx.Request, AsyncSendOne], Awaitable[httpx.Response]]


class AsyncTransport:
    """Makes the calls of an async client."""

    def __init__(self, core: Core, client: httpx.AsyncClient | None, middleware: Sequence[AsyncMiddleware]) -> None:
        """Use a client of our own unless one is given."""
        self.core = core
        self._is_owned = client is None
        self._client = client or httpx.AsyncClient()
        self._flights: dict[Hashable, Flight] = {}
        self._send: AsyncSendOne = self._exchange
        for each in reversed(middleware):
            self._send = partial(_with_async, each, self._send)

    async def close(self) -> None:
        """Close the connections, unless they are of a client that was given."""
        if self._is_owned:
            await self._client.aclose()

    async def execute(self, call: Call) -> Outcome:
        """Make a call."""
        return finished(call, await self._run(call.operation.id, call_steps(self.core, capturing(call))))

    async def call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> T:
        """Call an operation."""
        value: T = (await self.execute(call_of(operation, arguments, options, body, content_type))).value
        return value

    def pages(
        self,
        operation: PagedOperation[T, Item],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> AsyncPages[T, Item]:
        """Call an operation whose answer is a page of a list, when its pages are asked for."""
        return AsyncPages(call_of(operation, arguments, options, body, content_type), self._fetch)

    async def stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> AsyncStream[T]:
        """Call an operation whose answer is values one by one."""
        outcome = await self.execute(call_of(operation, arguments, options, body, content_type))
        return AsyncStream(outcome.response, operation.id, operation.answer)

    async def download(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: RequestOptions | None = None,
        body: Any = None,
        content_type: str | None = None,
    ) -> AsyncBinaryAnswer:
        """Call an operation whose answer is bytes."""
        outcome = await self.execute(call_of(operation, arguments, options, body, content_type))
        return AsyncBinaryAnswer(outcome.response, operation.id)

    async def _fetch(self, call: Call) -> AnswerOf[Any]:
        outcome = await self.execute(call)
        return AnswerOf(outcome.value, outcome.response)

    async def _run(self, operation: str, steps: Steps[Any]) -> Any:
        value: Any = None
        error: Exception | None = None
        try:
            while True:
                effect = steps.throw(error) if error else steps.send(value)
                value, error = None, None
                try:
                    value = await self._perform(operation, effect)
                except Exception as caught:
                    error = translated(operation, caught) if isinstance(effect, (Send, Read)) else caught
        except StopIteration as end:
            return end.value
        finally:
            steps.close()

    async def _perform(self, operation: str, effect: Effect) -> Any:
        if isinstance(effect, Send):
            limit(effect.request, effect.deadline)
            with anyio.fail_after(left(effect.deadline)):
                return await self._send(effect.request)
        if isinstance(effect, Read):
            return await self._read(effect)
        if isinstance(effect, Wait):
            return await anyio.sleep(effect.seconds)
        if isinstance(effect, Close):
            return await effect.response.aclose()
        if isinstance(effect, Ask):
            found = effect.function(*effect.arguments)
            return await found if inspect.isawaitable(found) else found
        return await self._share(operation, effect)

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        with quietly():
            return await self._client.send(request, stream=True, follow_redirects=False)

    async def _read(self, effect: Read) -> bytes:
        try:
            with anyio.fail_after(left(effect.deadline)):
                return b"".join([chunk async for chunk in effect.response.aiter_bytes()])
        finally:
            with anyio.CancelScope(shield=True):
                await effect.response.aclose()

    async def _share(self, operation: str, effect: Share) -> Any:
        flight = self._flights.get(effect.key)
        if flight is None:
            flight = self._flights[effect.key] = Flight()
            await flight.begin(partial(self._fly, operation, effect, flight))
        with anyio.move_on_after(left(effect.deadline)):
            return await flight.outcome()
        raise CallTimeoutError(f"{operation}: no credentials in time")

    async def _fly(self, operation: str, effect: Share, flight: Flight) -> None:
        flight.error = abandoned(operation)
        try:
            flight.value, flight.error = await self._run(operation, effect.steps()), None
        except Exception as error:
            flight.error = error
        finally:
            del self._flights[effect.key]
            flight.landed.set()


async def _with_async(middleware: AsyncMiddleware, send: AsyncSendOne, request: httpx.Request) -> httpx.Response:
    return await middleware(request, send)

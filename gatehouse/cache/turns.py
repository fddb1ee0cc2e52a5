"""Many questions in one round trip: what is asked while one is under way is the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Question = TypeVar("Question")
Reply = TypeVar("Reply")

_MOST_AT_ONCE = 100


class Turns(Generic[Question, Reply]):
    """One after the other, so that one connection does; who asks the same has a reply of their own."""

    def __init__(self, send: Callable[[list[Question]], Awaitable[Sequence[Reply]]]) -> None:
        self._send = send
        self._waiting: list[tuple[Question, asyncio.Future[Reply]]] = []
        self._sending: asyncio.Task[None] | None = None

    async def ask(self, question: Question) -> Reply:
        waiter: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, waiter))
        if self._sending is None:
            self._sending = asyncio.create_task(self._take_turns())
        return await waiter

    async def _take_turns(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
                await self._answer([question for question, _ in taken], [waiter for _, waiter in taken])
        finally:
            self._sending = None

    async def _answer(self, questions: list[Question], waiters: "list[asyncio.Future[Reply]]") -> None:
        try:
            replies = await self._send(questions)
        except Exception as error:
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_exception(error)
            return
        for waiter, reply in zip(waiters, replies, strict=True):
            if not waiter.done():
                waiter.set_result(reply)

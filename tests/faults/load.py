"""Hundreds of people at work at once, who repeat what may be repeated and remember what they were told."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

import orjson

from tests.faults.caller import Caller, Reply, Request
from tests.faults.ledger import Ledger, Write
from tests.faults.line import Line
from tests.faults.people import Person, Session
from tests.support.service import PASSWORD

REGISTRARS = 2  # hashing passwords would take both cores otherwise
PATIENCE_AFTER_DEADLINE = 10.0
_PAUSE_SECONDS = 0.5
_REGISTERING_PAUSE_SECONDS = 1.0
_WATCHING_PAUSE_SECONDS = 0.2
_LEFT_TO_ITSELF_SECONDS = 60.0
_LAG_SECONDS = 0.05
Address = tuple[str, int]


class Load:
    """One case's people: each has a connection, a session, a counter, and things to make and to end."""

    def __init__(self, run: str, addresses: Sequence[Address], people: list[Person], deadline: float) -> None:
        self.ledger = Ledger()
        self.lag = 0.0
        """How long this process itself was late, at most: on a busy machine the figures mean less."""
        self._run = run
        self._addresses = addresses
        self._people = people
        self._patience = deadline + PATIENCE_AFTER_DEADLINE
        self._over = False
        self._open_hours = asyncio.Event()
        self._open_hours.set()
        self._at_work = len(people)
        self._all_at_work = asyncio.Event()
        self._names = count(1)
        self._random = random.Random(run)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everybody works until the block ends; what is under way then is finished."""
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(self._people):
                worker = Worker(self, self.caller(number), person, number)
                group.create_task(worker.work())
            for number in range(REGISTRARS):
                group.create_task(self._register(self.caller(number)))
            for number in range(len(self._addresses)):
                group.create_task(self._watch(self.caller(number)))
            group.create_task(self._measure_lag())
            try:
                yield
            finally:
                self._over = True

    async def more(self, writes: int, seconds: float = 90) -> None:
        """Until so many more are acknowledged, or it takes too long, which shows in the figures."""
        wanted, until = self.ledger.acknowledged + writes, time.monotonic() + seconds
        while self.ledger.acknowledged < wanted:
            await asyncio.sleep(0.02)
            if time.monotonic() > until:
                return

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nobody begins anything until the block ends, as behind a load balancer that finds nobody ready."""
        self._open_hours.clear()
        try:
            yield
        finally:
            self._open_hours.set()

    @asynccontextmanager
    async def only(self, number: int) -> AsyncIterator[None]:
        """Few people work until the block ends, and the others wait."""
        self._at_work = number
        self._all_at_work.clear()
        try:
            yield
        finally:
            self._at_work = len(self._people)
            self._all_at_work.set()

    async def turn(self, number: int) -> None:
        """Wait until this one of the people may work."""
        if number >= self._at_work:
            await self._all_at_work.wait()

    def everything_is_back(self) -> None:
        """From now on the time counts that the service takes to recover by itself."""
        self.ledger.back_at = time.monotonic()

    def caller(self, number: int) -> Caller:
        host, port = self._addresses[number % len(self._addresses)]
        return Caller(Line(host, port, self._patience), self.ledger, self._run, self._open_hours)

    @property
    def is_over(self) -> bool:
        return self._over

    def name(self, what: str) -> str:
        return f"{what}-{self._run}-{next(self._names)}"

    async def pause(self, seconds: float = _PAUSE_SECONDS) -> None:
        await asyncio.sleep(seconds * self._random.uniform(0.5, 1.5))

    def one_of(self, kinds: dict[str, int]) -> str:
        return self._random.choices(list(kinds), list(kinds.values()))[0]

    async def write(
        self,
        caller: Caller,
        write: Write,
        request: Request,
        success: int,
        *,
        token: str = "",
        key: str = "",
        done: int | None = None,
    ) -> Reply | None:
        """Ask until it is clear whether it was done; `done` says that an earlier attempt did it."""
        until = time.monotonic() + _LEFT_TO_ITSELF_SECONDS
        while time.monotonic() < until:
            reply = await caller.ask(request, token, key)
            write.ids.append(reply.request_id)
            if reply.status == success:
                write.acknowledged = True
                self.ledger.acknowledged += 1
                return reply
            if not reply.may_be_repeated:
                if reply.status != done or len(write.ids) == 1:
                    self.wrong(request, reply)
                return None
            await self.pause()
        return None

    def wrong(self, request: Request, reply: Reply) -> None:
        said = reply.content[:300].decode("utf-8", "replace")
        self.ledger.wrong.append(f"{request.operation} {reply.request_id}: {reply.status} {said}")

    async def _register(self, caller: Caller) -> None:
        while not self._over:
            name = self.name("new")
            body = {"email": f"{name}@example.com", "username": name, "password": PASSWORD}
            request = Request("auth.register", "POST", "/auth/register", body)
            await self.write(caller, self.ledger.write("auth.register", name), request, 201, key=name)
            await self.pause(_REGISTERING_PAUSE_SECONDS)
        caller.close()

    async def _watch(self, caller: Caller) -> None:
        """Whatever happens, the process is alive."""
        live = Request("system.live", "GET", "/health/live")
        while not self._over:
            reply = await caller.ask(live)
            if reply.status > 0 and reply.status != 200:
                self.wrong(live, reply)
            await asyncio.sleep(_WATCHING_PAUSE_SECONDS)
        caller.close()

    async def _measure_lag(self) -> None:
        while not self._over:
            began = time.monotonic()
            await asyncio.sleep(_LAG_SECONDS)
            self.lag = max(self.lag, time.monotonic() - began - _LAG_SECONDS)


class Worker:
    """One person at work."""

    KINDS = {"count": 60, "make_key": 12, "renew": 10, "make_role": 4, "invite": 4, "sign_out": 4, "read": 6}  # noqa: RUF012

    def __init__(self, load: Load, caller: Caller, person: Person, number: int) -> None:
        self._load = load
        self._number = number
        self._ledger = load.ledger
        self._caller = caller
        self._person = person
        self._session = Session(person.session.id, person.session.access, person.session.refresh)
        self._spare = list(person.spare)
        self._counted = 0

    async def work(self) -> None:
        self._ledger.sessions[self._session.id].acknowledged = 1
        while not self._load.is_over:
            await self._load.turn(self._number)
            await getattr(self, f"_{self._load.one_of(self.KINDS)}")()
        self._caller.close()

    async def _count(self) -> None:
        """Without a key, and so once: the next number is another request."""
        self._counted += 1
        counter, write = self._ledger.counters[self._person.id], self._ledger.write("me.update", "")
        request = Request("me.update", "PATCH", "/users/me", {"metadata": {"counter": self._counted}})
        reply = await self._caller.ask(request, self._session.access)
        write.ids.append(reply.request_id)
        write.acknowledged = reply.status == 200
        if not write.acknowledged and not reply.may_be_repeated:
            self._load.wrong(request, reply)
        counter.told(self._counted, acknowledged=write.acknowledged)
        self._ledger.acknowledged += write.acknowledged
        if not write.acknowledged:
            await self._load.pause()

    async def _make_key(self) -> None:
        """An API key, once, and then its end: names of API keys are free, so a second one would show."""
        name = self._load.name("key")
        request = Request("me.create_api_key", "POST", "/users/me/api-keys", {"name": name, "scopes": []})
        if made := await self._make(request, name):
            path = f"/users/me/api-keys/{orjson.loads(made.content)['id']}"
            ended = self._ledger.write("me.revoke_api_key", name)
            revoke = Request("me.revoke_api_key", "DELETE", path)
            await self._load.write(self._caller, ended, revoke, 204, token=self._session.access, done=404)

    async def _make_role(self) -> None:
        name = self._load.name("role")
        await self._make(
            Request("roles.create", "POST", "/admin/roles", {"name": name, "permissions": []}), name
        )

    async def _invite(self) -> None:
        """An account without a password, to which a mail goes."""
        name = self._load.name("invited")
        body = {"email": f"{name}@example.com", "username": name}
        await self._make(Request("users.create", "POST", "/users", body), name)

    async def _make(self, request: Request, name: str) -> Reply | None:
        write = self._ledger.write(request.operation, name)
        return await self._load.write(self._caller, write, request, 201, token=self._session.access, key=name)

    async def _renew(self) -> None:
        """An answer that is lost may be asked for again, with the same token."""
        told = self._ledger.sessions[self._session.id]
        request = Request("auth.refresh", "POST", "/auth/refresh", {"refresh_token": self._session.refresh})
        while (reply := await self._caller.ask(request)).may_be_repeated:
            told.told(acknowledged=False)
            if self._load.is_over:
                return
            await self._load.pause()
        if reply.status != 200:
            self._load.wrong(request, reply)
            return
        tokens = orjson.loads(reply.content)
        self._session.access, self._session.refresh = tokens["access_token"], tokens["refresh_token"]
        told.told(acknowledged=True)
        self._ledger.acknowledged += 1

    async def _sign_out(self) -> None:
        """Somewhere else, where the same person is signed in."""
        if self._spare:
            session = self._spare.pop()
            write = self._ledger.write("auth.logout", session.id)
            request = Request("auth.logout", "POST", "/auth/logout", {})
            await self._load.write(self._caller, write, request, 204, token=session.access, done=401)

    async def _read(self) -> None:
        request = Request("me.get", "GET", "/users/me")
        reply = await self._caller.ask(request, self._session.access)
        if reply.may_be_repeated:
            await self._load.pause()
        elif reply.status != 200:
            self._load.wrong(request, reply)

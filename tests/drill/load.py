"""People who register one after another, and a list of everybody who was told that it worked."""

import secrets
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import NamedTuple

import httpx

PASSWORD = "Wide-Open-Gate-7"
_PAUSE_SECONDS = 0.1  # hashing passwords all the time would only slow down the restoring


class Write(NamedTuple):
    """A registration that was answered with 201."""

    username: str
    id: int
    at: float


class Load:
    """Registers accounts until it is stopped, or the service no longer answers."""

    CALLERS = 3

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count(1)
        self._run = secrets.token_hex(2)
        self._over = Event()
        self._threads = [Thread(target=self._register, daemon=True) for _ in range(self.CALLERS)]
        self.acknowledged: list[Write] = []
        self.failed: list[str] = []

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    def wait_for(self, more: int) -> None:
        """Until so many more have been acknowledged."""
        wanted = len(self.acknowledged) + more
        while len(self.acknowledged) < wanted:
            assert any(thread.is_alive() for thread in self._threads), "the service went away"
            self._over.wait(0.02)

    def _register(self) -> None:
        with httpx.Client(base_url=self._address, timeout=30) as client:
            while not self._over.wait(_PAUSE_SECONDS):
                name = f"load-{self._run}-{next(self._numbers)}"
                body = {"email": f"{name}@example.com", "username": name, "password": PASSWORD}
                try:
                    answer = client.post("/auth/register", json=body)
                except httpx.TransportError as error:
                    self.failed.append(repr(error))
                    return
                if answer.status_code == 201:
                    self.acknowledged.append(Write(name, answer.json()["id"], monotonic()))
                else:
                    self.failed.append(answer.text)

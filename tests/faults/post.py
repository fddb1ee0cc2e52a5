"""A mail server that does what a case tells it to, and remembers every mail that it has taken."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

TAKEN = "250 OK"


class Post:
    """Listens on one port; `answer` and the delays may be changed at any time."""

    def __init__(self) -> None:
        self.answer = TAKEN
        self.delay_before = 0.0
        """Seconds until a mail is taken."""
        self.delay_after = 0.0
        """Seconds from then until the sender hears of it."""
        self.taken: dict[str, set[str]] = defaultdict(set)
        """The different Message-IDs of the mails to each recipient, by the name before the @."""
        self.offered: dict[str, int] = defaultdict(int)
        self._server: asyncio.Server | None = None
        self.port = 0

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, enable_SMTPUTF8=True), "127.0.0.1", self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        if self._server:
            self._server.close()

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        answer, delay_after = self.answer, self.delay_after
        await asyncio.sleep(self.delay_before)
        assert isinstance(envelope.content, bytes)
        message_id = str(message_from_bytes(envelope.content, policy=default)["Message-ID"])
        for recipient in envelope.rcpt_tos:
            self._note(recipient.partition("@")[0], message_id, answer)
        await asyncio.sleep(delay_after)
        return answer

    def _note(self, name: str, message_id: str, answer: str) -> None:
        """Once for each Message-ID that is taken, and for each offer that is refused for good."""
        self.offered[name] += 1
        if answer == TAKEN:
            self.taken[name].add(message_id)
        elif answer.startswith("5"):
            self.taken[name].add(f"{message_id}, offer {self.offered[name]}")


@asynccontextmanager
async def open_post() -> AsyncIterator[Post]:
    post = Post()
    await post.open()
    try:
        yield post
    finally:
        post.close()

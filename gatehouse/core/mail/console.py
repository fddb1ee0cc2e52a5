"""Mail for development: it is printed, with its link."""

from rich.console import Console
from rich.text import Text

from gatehouse.core.mail.message import Message


class ConsoleMailer:
    """Shows each mail on stderr, with links in one piece so that they can be followed."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)

    async def send(self, message: Message) -> None:
        self._console.rule(Text(_harmless(f"mail to {message.recipient}"), "bold"), align="left")
        self._console.print(Text(_harmless(message.subject), "bold"), soft_wrap=True)
        self._console.print()
        self._console.print(Text(_harmless(message.text.rstrip())), soft_wrap=True)
        self._console.rule()


def _harmless(text: str) -> str:
    """Without the control characters that would let a user name command the terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)

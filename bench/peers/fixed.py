"""A server that gives the same answers again and again, sooner than any framework could make them."""

import json
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter, start_server
from contextlib import suppress
from pathlib import Path

import uvloop

from bench.processes import HOST

_UNKNOWN = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


async def _serve(port: int, answers: dict[bytes, bytes]) -> None:
    async def answer(reader: StreamReader, writer: StreamWriter) -> None:
        """Looks at the target of a request and at nothing else; requests have no bodies."""
        with suppress(IncompleteReadError, ConnectionError):  # that was the last one
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(answers.get(head.split(b" ", 2)[1], _UNKNOWN))
        writer.close()

    server = await start_server(answer, HOST, port)
    await server.serve_forever()


def main() -> None:
    """Serve on a port what a file says: whole answers, by path and query."""
    port, file = sys.argv[1:]
    told = json.loads(Path(file).read_text())
    uvloop.run(_serve(int(port), {path.encode(): answer.encode() for path, answer in told.items()}))


if __name__ == "__main__":
    main()

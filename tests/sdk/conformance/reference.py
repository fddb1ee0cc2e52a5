"""A driver in Python that reads the document as it runs: it shows that server and vectors are right.

One JSON object per line comes in, one goes out; README.md beside this file has the members.
"""

import asyncio
import json
import sys
from typing import Any

from tests.sdk.conformance.reference_calls import Call, Failure, call_for, decoded
from tests.sdk.conformance.reference_client import Client

Json = dict[str, Any]


async def answer(request: Json) -> Json:
    """Do what a line asks for."""
    options = request.get("options", {})
    try:
        call = call_for(request["operation"], request.get("input", {}))
        async with Client(request["base_url"], options) as client:
            times = options.get("concurrent")
            if times is not None:
                return {"value": await asyncio.gather(*(_value(client, call, options) for _ in range(times)))}
            return {"value": await _value(client, call, options)}
    except Failure as failure:
        return {"error": failure.told()}


async def _value(client: Client, call: Call, options: Json) -> Any:
    if not options.get("all_pages"):
        return decoded(call, await client.send(call))
    items: list[Any] = []
    while True:
        page = decoded(call, await client.send(call))
        items += page["items"]
        if not page["next_cursor"]:
            return items
        following = call.with_query(cursor=page["next_cursor"])
        if following == call:
            raise Failure("decode", "the next page is the same as this one")
        call = following


async def main() -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        request = json.loads(line)
        told = {"id": request["id"], **await answer(request)}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

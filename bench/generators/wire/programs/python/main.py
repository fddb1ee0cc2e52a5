"""Calls operations as it is told, through a generated client: a line of JSON comes in, a line goes out."""

import json
import sys
from importlib import import_module
from typing import Any


def answer(line: str) -> dict[str, Any]:
    """Make a call, and say how it went."""
    request = json.loads(line)
    peer = import_module("peer")
    try:
        name = request["operation"].replace(".", "_")
        status = peer.call(name, request["base_url"], request["input"])
    except LookupError as error:
        return {"id": request["id"], "error": {"kind": "missing", "message": str(error)}}
    except Exception as error:
        kind = {"kind": "failed", "message": f"{type(error).__name__}: {error}"}
        return {"id": request["id"], "error": kind}
    outcome = {"value": None} if status < 300 else {"error": {"kind": "status", "status": status}}  # noqa: PLR2004
    return {"id": request["id"], **outcome}


if __name__ == "__main__":
    for each in sys.stdin:
        print(json.dumps(answer(each)), flush=True)

"""The contract package serves another document, in another name, without the rest of Gatehouse."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gatehouse.contract.answer import Reply
from gatehouse.contract.document import ContractError
from gatehouse.contract.edge import Edge
from gatehouse.contract.problems import RAISED_HERE, ProblemKind, ProblemRegistry
from tests.contract.test_layers import ROOT
from tests.support.edges import edge_options

DOCUMENT = """
openapi: 3.0.3
info: {title: Toys, version: 1.0.0}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
paths:
  /toys/{toy_id}:
    get:
      operationId: toys.get
      deprecated: true
      x-deprecated-since: "2027-01-15"
      x-sunset: "2027-07-15"
      security: []
      parameters: [{name: toy_id, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: A toy.}}
  /toys:
    post:
      operationId: toys.create
      security: [{bearer: []}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties: {name: {type: string, maxLength: 50}}
      responses: {"201": {description: A toy.}}
"""

HANDLERS = """
from typing import TypedDict

from gatehouse.contract.answer import Answer


class Toy(TypedDict):
    name: str


async def get(toy_id: int) -> Answer:
    return Answer({"toy": toy_id})


async def create(caller: str, body: Toy) -> Answer:
    return Answer({"owner": caller, **body}, 201)
"""

SERVICE = """
import json
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn

from gatehouse.contract.application import connexion_app
from gatehouse.contract.wiring import CONTEXT, Wiring, endpoints, gates
from gatehouse.contract.cors import CorsOptions
from gatehouse.contract.document import load
from gatehouse.contract.edge import Edge, EdgeOptions
from gatehouse.contract.paths import Paths
from gatehouse.contract.plan import Planned
from gatehouse.contract.problems import RAISED_HERE, Problem, ProblemKind, ProblemRegistry
from gatehouse.contract.protocol import HttpProtocol
from gatehouse.contract.reader import compile_readers
from gatehouse.contract.resolver import resolve_handlers

PROBLEMS = ProblemRegistry("toybox", {code: ProblemKind(418, f"Toy: {code}") for code in RAISED_HERE} | {
    "unauthenticated": ProblemKind(401, "Who is it?"), "invalid_token": ProblemKind(401, "Not you"),
})


class Protocol(HttpProtocol):
    problems = PROBLEMS


async def sign_in(operation, kind, credential):
    if credential != "teddy":
        raise Problem("invalid_token", "Nobody has this one.")
    return credential


@asynccontextmanager
async def lifespan(app):
    yield


document = load(Path("openapi.yaml"))
handlers = resolve_handlers(document, "toybox")
injectors = {"caller": lambda scope: scope["extensions"][CONTEXT]["user"]}
wiring = Wiring(document, compile_readers(document), gates(handlers, injectors),
                endpoints(document, handlers, injectors), sign_in)
cors = CorsOptions(["https://toys.example"], ["X-Toy"], ["X-Played"])
options = EdgeOptions(PROBLEMS, ["localhost"], cors, [], Paths(document), 65_536, 5, 5, https=False)
app = Edge(Planned(connexion_app(wiring, lifespan), wiring), options,
           finished=lambda exchange: None, log_crash=lambda error, request_id: None)

listener = socket.create_server(("127.0.0.1", 0))
server = uvicorn.Server(uvicorn.Config(app, http=Protocol, ws="none", lifespan="on", log_config=None))
thread = Thread(target=server.run, args=([listener],), daemon=True)
thread.start()
while not server.started:
    assert thread.is_alive()
    sleep(0.01)


def ask(request):
    with socket.create_connection(listener.getsockname()) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()


def send(line, *headers, body=""):
    length = [f"Content-Length: {len(body)}", "Content-Type: application/json"] if body else []
    lines = [f"{line} HTTP/1.1", "Host: localhost", "Connection: close", *headers, *length, "", body]
    return ask("\\r\\n".join(lines))


answers = {
    "found": send("GET /toys/7"),
    "missing": send("GET /dolls"),
    "slash": send("GET //evil.example/"),
    "anonymous": send("POST /toys", body='{"name": "Bear"}'),
    "stranger": send("POST /toys", "Authorization: Bearer doll", body='{"name": "Bear"}'),
    "made": send("POST /toys", "Authorization: Bearer teddy", body='{"name": "Bear"}'),
    "wrong": send("POST /toys", "Authorization: Bearer teddy", body='{"nam": "Bear"}'),
    "preflight": send("OPTIONS /toys", "Origin: https://toys.example", "Access-Control-Request-Method: POST"),
    "browser": send("GET /toys/7", "Origin: https://toys.example"),
    "nonsense": ask("nonsense\\r\\n\\r\\n"),
}
server.should_exit = True
thread.join(10)
modules = sorted(name for name in sys.modules if name.partition(".")[0] == "gatehouse")
print(json.dumps({"answers": answers, "modules": modules}))
"""


@pytest.fixture(scope="module")
def lifted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a service of toys answers, and the modules of Gatehouse that it imports."""
    folder = tmp_path_factory.mktemp("toys")
    (folder / "openapi.yaml").write_text(DOCUMENT)
    (folder / "toybox").mkdir()
    (folder / "toybox" / "__init__.py").touch()
    (folder / "toybox" / "toys.py").write_text(HANDLERS)
    (folder / "serve.py").write_text(SERVICE)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "serve.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def body_of(answer: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(answer.partition("\r\n\r\n")[2])
    return body


def test_it_imports_nothing_else(lifted):
    others = [name for name in lifted["modules"] if not f"{name}.".startswith("gatehouse.contract.")]
    assert others == ["gatehouse"]


def test_it_serves_the_other_document(lifted):
    answers = lifted["answers"]
    assert body_of(answers["found"]) == {"toy": 7}
    assert body_of(answers["made"]) == {"owner": "teddy", "name": "Bear"}
    said = {error["pointer"]: error["detail"] for error in body_of(answers["wrong"])["errors"]}
    assert said["/nam"] == "Unknown field; did you mean name?"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing", "not_found"),
        ("slash", "not_found"),
        ("anonymous", "unauthenticated"),
        ("stranger", "invalid_token"),
        ("wrong", "validation_failed"),
        ("nonsense", "bad_request"),
    ],
)
def test_problems_have_the_other_name_and_words(lifted, name, code):
    answer = lifted["answers"][name]
    problem = body_of(answer)
    assert problem["code"] == code
    assert problem["type"] == f"urn:toybox:problem:{code}"
    if problem["status"] == 401:
        assert 'Bearer realm="toybox"' in answer
    else:
        assert (problem["status"], problem["title"]) == (418, f"Toy: {code}")


def test_nothing_that_it_says_names_gatehouse(lifted):
    assert "gatehouse" not in json.dumps(lifted["answers"]).lower()


def test_browsers_are_told_of_the_other_headers(lifted):
    assert "access-control-allow-headers: X-Toy\r\n" in lifted["answers"]["preflight"]
    assert "access-control-expose-headers: X-Played\r\n" in lifted["answers"]["browser"]


def test_what_is_deprecated_says_so_in_its_answers(lifted):
    head = lifted["answers"]["found"].lower()
    assert "\r\ndeprecation: @1799971200\r\n" in head
    assert "\r\nsunset: thu, 15 jul 2027 00:00:00 gmt\r\n" in head
    assert "deprecation:" not in lifted["answers"]["made"].lower()


class TestRegistry:
    def test_a_gap_is_refused(self):
        kinds = {code: ProblemKind(400, code) for code in RAISED_HERE - {"not_found", "bad_request"}}
        with pytest.raises(ContractError, match="lacks bad_request, not_found"):
            _edge(ProblemRegistry("toybox", kinds))

    def test_the_codes_that_the_package_raises_are_known(self):
        files = (ROOT / "gatehouse" / "contract").glob("*.py")
        assert set().union(*map(_raised, files)) == RAISED_HERE


def _raised(file: Path) -> set[str]:
    """The codes with which the file makes problems."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    made = [call.args[0] for call in calls if ast.unparse(call.func) == "Problem"]
    return {str(argument.value) for argument in made if isinstance(argument, ast.Constant)}


def _edge(problems: ProblemRegistry) -> Edge:
    options = edge_options(problems=problems)
    return Edge(Reply(204, []).__call__, options, finished=lambda _: None, log_crash=lambda *_: None)

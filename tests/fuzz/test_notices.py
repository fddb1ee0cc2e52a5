"""The fuzzers notice what they are there for: each is shown something that is wrong, and says so."""

import json
import os
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sdkgen import generate as generation
from tests.fuzz import report
from tests.fuzz.document.callers import API_KEY, Caller
from tests.fuzz.document.run import _told
from tests.fuzz.generator import run as generator_run
from tests.fuzz.generator import trial
from tests.fuzz.generator.bombs import BOMBS
from tests.fuzz.generator.documents import LARGEST, Damaged, Documents
from tests.fuzz.generator.trial import Judged, Trial
from tests.fuzz.memory import MOST_GROWTH, Memory
from tests.fuzz.report import Tally
from tests.fuzz.service import Log
from tests.fuzz.shrinking import shrunk
from tests.fuzz.wire.judge import Came, judge
from tests.fuzz.wire.reference import Ending, read
from tests.fuzz.wire.run import Wire
from tests.fuzz.wire.streams import Stream, Streams
from tests.sdkgen.support import FIXTURES
from tests.support.live import live, only_http
from tests.support.service import DOCUMENT

SECRET = "Zu1aYf0Qm2l9xk7TgB4nWc8vRs6pEh3dJo5iLqXyA_U"  # scan: allow
LIVE = b'{"status":"alive"}'
ASKED = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: {}\r\n{}\r\n"


def asked(name: str, *headers: str) -> bytes:
    return ASKED.format(name, "".join(f"{header}\r\n" for header in headers)).encode()


LAST = asked("last", "Connection: close")


def answer(name: str = "last", body: bytes = LIVE, status: str = "200 OK", **headers: str) -> bytes:
    given = {
        "content-length": str(len(body)),
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-request-id": name,
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    lines = [f"HTTP/1.1 {status}", *(f"{key}: {value}" for key, value in given.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def refusal(status: int, code: str, **headers: str) -> bytes:
    problem = {"status": status, "code": code, "request_id": "last"}
    text = json.dumps(problem).encode()
    return answer("last", text, f"{status} X", content_type="application/problem+json", **headers)


def wrong(stream: bytes, came: bytes, *, closed: bool = True) -> str:
    return "; ".join(judge(read(stream), Came(came, closed))[1])


class TestAnswers:
    def test_right_ones_pass(self):
        assert wrong(LAST, answer()) == ""
        assert wrong(asked("first") + LAST, answer("first") + answer()) == ""

    @pytest.mark.parametrize(
        ("came", "what"),
        [
            (refusal(500, "internal_error"), "answered with 500"),
            (refusal(503, "overloaded"), "does not say when to retry"),
            (answer(body=b"Bad", status="400 X", content_type="text/plain"), "400 is text/plain"),
            (refusal(400, "mystery"), "undeclared code mystery"),
            (refusal(404, "bad_request"), "undeclared code bad_request"),
            (refusal(418, "bad_request"), "418 is not in the document"),
            (answer(body=b'{"status":"alive","secret":1}'), "not as in the document"),
            (answer(surprise="1"), "header surprise is not in the document"),
            (answer("other"), "is that to another one"),
            (answer() + answer("hidden"), "answer 2 to 1 requests"),
            (answer() + b"x\r\n\r\n", "illegal status line"),
            (answer(content_length="99"), "breaks off"),
            (answer().replace(b"\r\n", b"\n", 1), "line end that is not CRLF"),
            (answer().replace(b"x-request-id: last", b"x: y"), "no X-Request-ID"),
            (answer().replace(b"\r\n\r\n", b"\r\nX-Request-ID: b\r\n\r\n", 1), "repeats x-request-id"),
            (b"", "0 answers to 1 complete requests"),
        ],
    )
    def test_a_wrong_one_is_noticed(self, came, what):
        assert what in wrong(LAST, came)

    def test_a_connection_that_stays_open(self):
        assert "stays open" in wrong(LAST, answer(), closed=False)

    def test_a_body_that_is_taken_for_a_request(self):
        hidden = asked("hidden")
        stream = (
            asked("first", f"Content-Length: {len(hidden)}", "Connection: upgrade", "Upgrade: x") + hidden
        )
        assert [each.kept for each in read(stream + LAST).requests] == ["first", "last"]
        came = answer("first") + answer("hidden") + answer()
        assert "request 2 is that to another one" in wrong(stream + LAST, came)

    @pytest.mark.parametrize(
        ("stream", "ending"),
        [(LAST, Ending.CLOSED), (asked("a"), Ending.WAITING), (b"nonsense\r\n\r\n", Ending.REFUSED)],
    )
    def test_how_a_stream_ends(self, stream, ending):
        assert read(stream).ending is ending

    @pytest.mark.parametrize("mixes", [True, False])
    async def test_a_server_that_mixes_up_requests(self, mixes):
        async def app(scope, receive, send):
            given = dict(scope["headers"])[b"x-request-id"]
            name = b"other" if mixes and given != b"alive" else given
            headers = [(b"x-request-id", name), (b"content-length", b"18"), (b"cache-control", b"no-store")]
            headers.append((b"content-type", b"application/json"))
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": LIVE})

        with live(only_http(app)) as server:
            wire = Wire(server.port, DOCUMENT, 1, SECRET, Tally("http", 1, "streams"))
            found = await wire.look(Stream(asked("first") + LAST, cuts=(5, 30)))
        assert found == (["the answer to request 1 is that to another one"] if mixes else [])


class TestLog:
    @pytest.mark.parametrize(
        ("line", "what"),
        [
            ('{"event":"request","status":200}', ""),
            ('{"event":"request","status":503}', ""),
            ('{"event":"request","status":500}', "an answer 500"),
            ('{"event":"crash","exception":"Traceback\\nValueError: x"}', "ValueError: x"),
            ("Traceback (most recent call last):", "no JSON"),
            ("[]", "no JSON object"),
            (f'{{"event":"request","status":200,"path":"/reset/{SECRET}"}}', "a secret"),
        ],
    )
    def test_a_line(self, tmp_path: Path, line, what):
        path = tmp_path / "log"
        path.write_text("what came before\n")
        log = Log(path, [SECRET])
        with path.open("a") as stream:
            stream.write(f"{line}\n")
        found = list(log.wrong())
        assert [what in each.what for each in found] == ([True] if what else [])
        assert SECRET[-20:] not in str(found)


def test_memory_that_grows():
    memory = Memory(lambda: [os.getpid()], 0)
    memory.look()
    kept = b"x" * (MOST_GROWTH + 2**24)
    assert memory.growth() > MOST_GROWTH
    assert re.fullmatch(r"\d+ MiB, then \d+ MiB", memory.told())
    del kept


class TestGenerator:
    def judged(self, folder: Path) -> Judged:
        document = Damaged((FIXTURES / "minimal.yaml").read_bytes(), "yaml", "minimal")
        return Trial(folder).judge(document, 0)

    def test_a_good_run_passes(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PATH", "")
        assert self.judged(tmp_path)[:2] == ([], "generated")

    def test_a_fault_of_its_own(self, tmp_path, monkeypatch):
        def broken(*_: Any) -> None:
            raise RuntimeError("of all things")

        monkeypatch.setattr(generation, "normalise", broken)
        assert any("reports RuntimeError in" in each for each in self.judged(tmp_path).wrong)

    def test_a_document_that_takes_long(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(trial, "MOST_SECONDS", 0)
        assert any("s of CPU" in each for each in self.judged(tmp_path).wrong)

    def test_what_is_written_by_a_run_that_fails(self, tmp_path, monkeypatch):
        def half(run: Any, *_: Any) -> None:
            run.out.mkdir()
            run.diagnostics.report("OUT003", None, "the disk is full")

        monkeypatch.setattr(generation, "generate", half)
        assert "generate fails, and has written something" in self.judged(tmp_path).wrong

    def test_one_that_hangs(self, monkeypatch):
        monkeypatch.setattr(generator_run, "_PATIENCE", 0)
        worker = generator_run.Worker()
        judged = worker.judge(Documents(1).make(1), 1)
        assert "hangs" in judged.wrong[0]
        assert worker.pids == []

    def test_bombs_are_small(self):
        sizes = {name: max(len(bomb(Random(seed))) for seed in range(4)) for name, bomb in BOMBS.items()}
        assert {name: size for name, size in sizes.items() if not 0 < size <= 2 * LARGEST} == {}


class TestDocument:
    @pytest.mark.parametrize(
        ("caller", "operation", "may"),
        [
            (Caller("anonymous"), "auth.login", True),
            (Caller("anonymous"), "users.list", False),
            (Caller("user", "x", permissions=[]), "me.get", True),
            (Caller("user", "x", permissions=[]), "users.delete", False),
            (Caller("reader", "x", permissions=["users:read"]), "users.list", True),
            (Caller("key", "x", API_KEY, ["users:read"]), "users.list", True),
            (Caller("key", "x", API_KEY, ["users:read"]), "auth.logout", False),
        ],
    )
    def test_what_a_credential_is_good_for(self, caller, operation, may):
        assert caller.may(DOCUMENT.operation(operation)) is may

    def test_what_schemathesis_says(self):
        tally = Tally("document", 1, "requests")
        _told(f"1. Test\n\n- Undocumented status\n\n  Bearer {SECRET}", Caller("user", SECRET), 7, tally)
        (finding,) = tally.findings
        assert finding.what == "Schemathesis, as user: Undocumented status"
        assert SECRET not in finding.case


class TestReport:
    async def test_a_case_is_made_smaller(self):
        async def fails(data: bytes) -> bool:
            return b"bad" in data

        assert await shrunk(b"x" * 500 + b"bad" + b"y" * 300, fails) == b"bad"

    def test_findings_of_one_kind_are_one(self):
        tally = Tally("http", 1, "streams")
        tally.add("answered with 500 to '1'", "case 1")
        tally.add("answered with 501 to '2'", "case 2")
        told = "\n".join(report.lines([tally]))
        assert told.count("FOUND") == 1
        assert "repeat: case 1" in told

    def test_much_goes_into_a_file(self):
        told = report.literal(b"x" * 5000)
        path = Path(told.split()[0])
        assert path.read_bytes() == b"x" * 5000
        path.unlink()

    def test_a_seed_repeats_everything(self):
        words = {"host": b"localhost", "bearer": b"{bearer}"}
        first, second = (Streams(DOCUMENT, 3, words) for _ in range(2))
        assert [first.make(n) for n in range(50)] == [second.make(n) for n in range(50)]
        documents = (Documents(3), Documents(3))
        assert [documents[0].make(n) for n in range(20)] == [documents[1].make(n) for n in range(20)]

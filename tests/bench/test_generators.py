"""What the bench makes of generators: their complaints, what they wrote, and what their clients send."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bench.generators import calls
from bench.generators.complaints import complaint
from bench.generators.contenders import CONTENDERS, OURS
from bench.generators.summary import rules_right
from bench.generators.wire import Score
from bench.generators.wire.document import chosen, document, is_refused
from bench.generators.wire.verdicts import verdict
from tests.sdk.conformance.matching import Request

RULES = {rule.rule: rule for rule in chosen()}
RIGHT = Request("GET", "/query?deep%5Ba%5D=x%26y", (), b"", 0.0)
NOTHING_WRONG = {"value": None}
PEERS = {f"{each.language} {each.name}": each for each in CONTENDERS if each.is_peer}

COMPLAINTS = {
    "a chain of causes": (
        "generate:\n    main.run\n  - build:\n    x.Do\n  - name conflict:\n",
        "name conflict",
    ),
    "a log before it": ("INFO\tan error is not here\nthe error is here\n", "the error is here"),
    "a heading": ("Errors:\nthere is no type\n", "there is no type"),
    "a compiler of Go": (
        "# module/client\n./client.go:7:1: undefined: N0\n",
        "./client.go:7:1: undefined: N0",
    ),
    "a frame around it": ("│ ❱ 3 │ errors = [] │\nValueError: no\n", "ValueError: no"),
    "silence": ("\n", "it said nothing"),
}
CODE = {
    "a call in brackets": (
        calls.OURS["python"],
        'A_CALL: Operation[A] = (\n    Operation(id="a", method="GET", path="/a/{b}")\n)\nsend(A_CALL)\n',
        ("GET", "/a/{}"),
    ),
    "ogen": (
        calls.OGEN,
        'URLTemplateKey.String("/a/{b}"),\nr, err := ht.NewRequest(ctx, "PUT", u)\n',
        ("PUT", "/a/{}"),
    ),
    "openapi-python-client": (
        calls.OPENAPI_PYTHON_CLIENT,
        '"method": "post",\n"url": "/a",\n',
        ("POST", "/a"),
    ),
}


@pytest.mark.parametrize("case", COMPLAINTS)
def test_what_a_generator_complains_about_is_found(case: str) -> None:
    output, wanted = COMPLAINTS[case]
    assert complaint(output) == wanted


@pytest.mark.parametrize("case", CODE)
def test_code_that_sends_a_request_is_found(case: str, tmp_path: Path) -> None:
    pattern, code, wanted = CODE[case]
    file = tmp_path / "code"
    file.write_text(code)
    assert calls.found([file], pattern) == {wanted: 1}


def test_a_description_that_nothing_sends_is_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "code"
    file.write_text('A_CALL: Operation[A] = Operation(id="a", method="GET", path="/a")\n')
    assert not calls.found([file], calls.OURS["python"])


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("/query?deep%5Ba%5D=x%26y", "right"),
        ("/query?deep[a]=x%26y", "alike"),
        ("/query?a=x%26y", "wrong: target: /query?a=x%26y instead of /query?deep%5Ba%5D=x%26y"),
        (
            "/query?deep%5Ba%5D=x&y",
            "wrong: target: /query?deep%5Ba%5D=x&y instead of /query?deep%5Ba%5D=x%26y",
        ),
    ],
)
def test_what_arrives_is_judged(target: str, wanted: str) -> None:
    assert verdict(RULES["query deep"], [replace(RIGHT, target=target)], NOTHING_WRONG) == wanted


def test_what_a_client_has_no_way_to_say_is_no_fault_on_the_wire() -> None:
    outcome = {"error": {"kind": "missing", "message": "no cookies"}}
    assert verdict(RULES["cookie"], [], outcome) == "missing: no cookies"


def test_a_call_that_sends_nothing_is_wrong() -> None:
    assert verdict(RULES["query deep"], [], NOTHING_WRONG).startswith("wrong")


def test_only_what_is_right_counts_as_right() -> None:
    score = Score({"a": "right", "b": "alike", "c": "wrong: it", "d": "missing: it", "e": "refused"})
    assert rules_right(score) == "1 of 5 (2)"


@pytest.mark.parametrize("name", PEERS)
def test_the_document_has_what_rules_ask_about(name: str) -> None:
    text = document(PEERS[name]).read_text()
    asked = {rule.operation for rule in RULES.values() if not is_refused(PEERS[name], rule)}
    assert asked == set(re.findall(r"operationId: rules\.(\w+)", text))


def test_nothing_is_left_out_for_ours() -> None:
    ours = [each for each in CONTENDERS if each.name == OURS]
    assert not [rule for each in ours for rule in RULES.values() if is_refused(each, rule)]

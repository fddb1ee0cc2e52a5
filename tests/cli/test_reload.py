"""`gatehouse serve --reload`: another process answers after a file has changed, with the same data."""

import urllib.error
import urllib.request
from time import sleep

from tests.cli.conftest import Serving
from tests.cli.test_serve import login


def docs_are_served(serving: Serving) -> bool:
    try:
        with urllib.request.urlopen(f"{serving.address}/docs", timeout=60) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False


def test_a_changed_setting_is_in_effect(gatehouse):
    gatehouse("migrate")
    made = ("create-admin", "--email", "you@example.com", "--username", "you", "--password-stdin")
    assert gatehouse(*made, stdin=b"Wide-Open-Gate-7\n").returncode == 0
    with gatehouse.serving("--reload") as serving:
        assert docs_are_served(serving)
        (gatehouse.directory / ".env").write_text("DOCS_ENABLED=false\n")
        for _ in range(600):
            if not docs_are_served(serving):
                break
            sleep(0.1)
        assert not docs_are_served(serving)
        assert login(serving, "you", "Wide-Open-Gate-7")["access_token"]
    assert serving.process.returncode == 0

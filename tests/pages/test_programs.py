"""What people read in place of a `User-Agent`."""

import pytest

from gatehouse.pages.programs import program

_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {_CHROME} Safari/537.36", "Chrome, Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36 Edg/140.0", "Edge, Windows"),
        (f"Mozilla/5.0 (Linux; Android 15; Pixel 9) {_CHROME} Mobile Safari/537.36", "Chrome, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Gecko/20100101 Firefox/140.0",
            "Firefox, macOS",
        ),
        ("python-httpx/0.28.1", "python-httpx/0.28.1"),
        ("curl/8 on Linux with Chrome/1", "curl/8 on Linux with Chrome/1"),
        ("x" * 300, "x" * 60),
        (None, ""),
    ],
)
def test_browsers_have_a_name_and_programs_keep_theirs(user_agent, name):
    assert program(user_agent) == name

"""`gatehouse serve` with REDIS_URL: workers that know it, and refusals in one line."""

import json
import urllib.request

import pytest


def health(address):
    with urllib.request.urlopen(f"{address}/health", timeout=60) as response:
        return json.load(response)


class TestServe:
    def test_workers_read_the_url_from_a_file(self, gatehouse, redis):
        file = gatehouse.directory / "redis-url"
        file.write_text(f"{redis.url}\n")
        with gatehouse.serving("--workers", "2", REDIS_URL_FILE=str(file)) as serving:
            shown = health(serving.address)
        assert (shown["status"], shown["dependencies"]["redis"]["state"]) == ("ok", "up")

    def test_says_what_to_install(self, gatehouse):
        """A package of that name that is not there, as without the extra."""
        shadow = gatehouse.directory / "redis"
        shadow.mkdir()
        (shadow / "__init__.py").write_text("raise ModuleNotFoundError('redis')")
        assert gatehouse.refused("serve", "--port", "0", REDIS_URL="redis://localhost") == (
            "REDIS_URL: needs a package that is not installed; install the extra `redis` "
            "(pip install 'redis>=8,<9'), or leave it empty"
        )

    @pytest.mark.parametrize(
        "url",
        ["http://:hunter2@localhost", "redis://:hunter2@localhost:port", "redis://:hunter2@h/0?unheard=1"],
    )
    def test_refuses_what_is_no_url_of_redis(self, gatehouse, url):
        refused = gatehouse.refused("serve", "--port", "0", REDIS_URL=url)
        assert refused == (
            "REDIS_URL: must be redis://, rediss:// or unix://, such as "
            "redis://:password@cache.internal:6379/0"
        )

"""The commands of docs/versioning.md and docs/security.md, against the real service."""

import httpx

from gatehouse.core.settings import Settings, load_settings
from tests.deploy.edge import replaced
from tests.guides.blocks import ROOT, block
from tests.guides.place import Place
from tests.support.database import execute, url_of
from tests.support.server import Server

NOBODY = {"email": "security@example.com", "username": "security", "password": "Wide-Open-Gate-7"}


def test_what_changed_between_two_documents(place: Place) -> None:
    (place.folder / "openapi.yaml").symlink_to(ROOT / "openapi.yaml")
    place.run(replaced(block("docs/versioning.md", "sdkgen diff"), {"git show": f"git -C {ROOT} show"}))
    assert (place.folder / "before.yaml").stat().st_size > 0


def test_which_version_runs(server: Server, place: Place) -> None:
    here = {"http://127.0.0.1:8000": server.url}
    said = place.run(replaced(block("docs/versioning.md", "--version"), here))
    assert said.count("0.1.0") >= 2


async def test_an_account_that_was_taken_over(server: Server, settings: Settings, place: Place) -> None:
    url = url_of(settings).replace("/gatehouse?", "/guides?")
    own = load_settings(env_file=None, database_url=url, secret_key=settings.secret_key)
    async with httpx.AsyncClient(base_url=server.url) as client:
        for name in ("admin", "victim"):
            fields = {"email": f"{name}@example.com", "username": f"{name}s"}
            answer = await client.post("/auth/register", json=NOBODY | fields)
            assert answer.status_code == 201
        await execute(
            own, "INSERT INTO user_roles SELECT id, 'superuser' FROM users WHERE username = 'admins'"
        )
        signed_in = {"username": "admins", "password": NOBODY["password"]}
        token = (await client.post("/auth/login", json=signed_in)).json()["access_token"]
        victim = await client.get(
            "/users", params={"username": "victims"}, headers={"Authorization": f"Bearer {token}"}
        )
        here = {"http://127.0.0.1:8000": server.url}
        known = {"TOKEN": token, "USER_ID": str(victim.json()["items"][0]["id"])}
        place.run(replaced(block("docs/security.md", "force-password-reset"), here), **known)
        refused = await client.post(
            "/auth/login", json={"username": "victims", "password": NOBODY["password"]}
        )
        assert refused.json()["code"] == "password_reset_required"
        _scan, failed = block("docs/security.md", "audit-log").splitlines()
        assert '"items"' in place.run(replaced(failed, here), **known)

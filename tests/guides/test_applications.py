"""The commands of docs/applications.md, as they are printed but for the address of the service."""

import json

import jwt

from tests.deploy.edge import replaced
from tests.guides.blocks import block
from tests.guides.place import Place
from tests.support.server import Server
from tests.support.users import create_role

GUIDE = "docs/applications.md"
HOST = "https://accounts.example.com"


async def test_from_an_application_to_its_token(server: Server, place: Place) -> None:
    admin = await server.admin()
    token = admin.tokens["access_token"]

    def run(containing: str, **variables: str) -> str:
        text = replaced(block(GUIDE, containing), {HOST: server.url})
        return place.run(text, TOKEN=token, **variables)

    made = json.loads(run('"name": "Billing"'))
    await create_role(admin, "accountant", "billing:invoices.read")
    secret, application = run("/secrets", CLIENT_ID=made["client_id"]).split("}{")
    assert json.loads("{" + application)["roles"] == ["accountant"]
    shown = {"CLIENT_ID": made["client_id"], "CLIENT_SECRET": json.loads(secret + "}")["secret"]}
    got = json.loads(run("grant_type=client_credentials", **shown))
    claims = jwt.decode(got["access_token"], options={"verify_signature": False})
    assert (claims["client_id"], claims["scope"]) == (made["client_id"], "billing:invoices.read")

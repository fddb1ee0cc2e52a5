"""The applications that the visitor has let know or do something."""

from starlette.responses import Response

from gatehouse.pages.openid import CLAIMS
from gatehouse.pages.visits import Visit

_APPLICATIONS = "/account/applications"


async def show(visit: Visit) -> Response:
    """What each of them may do, in words where it is not one of its own permissions."""
    answer = await visit.carry_out("me.list_consents")
    return visit.render("applications", consents=answer["items"], claims=CLAIMS)


async def withdraw(visit: Visit) -> Response:
    """Let an application do nothing any more; it asks anew when the visitor next signs in to it."""
    await visit.carry_out("me.withdraw_consent", client_id=visit.fields.get("id", ""))
    return visit.go(f"{_APPLICATIONS}?done=withdrawn")

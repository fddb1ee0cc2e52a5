"""Who has to have a second factor before anything else is led to add one, and back."""

from datetime import timedelta
from typing import Final

from starlette.responses import Response

from gatehouse.domain.stepping_up import lacks_factor
from gatehouse.pages.addresses import local
from gatehouse.pages.visits import Visit

FACTORS: Final = "/account/factors"
_LIFE: Final = timedelta(minutes=30)


def is_owed(visit: Visit) -> bool:
    """Whether the visitor has a role that needs a second factor, and none."""
    visitor = visit.visitor
    if visitor is None:
        return False
    return lacks_factor(visit.site.settings, visitor.roles, has_factor=visitor.has_factor)


def lead_there(visit: Visit, then: str) -> Response:
    """To the page of factors; where to go on is kept meanwhile, over all that adding one takes."""
    visit.cookies.put("later", then, _LIFE)
    return visit.go(f"{FACTORS}?done=owed")


def onward(visit: Visit) -> str:
    """Where to go on once a factor was added."""
    then = visit.cookies.get("later")
    if not then:
        return f"{FACTORS}?done=added"
    visit.cookies.drop("later")
    return local(then)

"""All pages by their addresses."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from starlette.responses import Response

from gatehouse.pages import mailed, openid, sign_in
from gatehouse.pages.visits import Visit

View = Callable[[Visit], Awaitable[Response]]


class Page(NamedTuple):
    """How it is shown, and what is done with a form that is sent to it."""

    show: View
    act: View | None = None
    signed_in: bool = False  # whether only people see it who are
    back: str = ""  # where to go on after signing in, if not to the same address
    is_data: bool = False  # for scripts of pages, which show by themselves what is wrong
    for_others: bool = False  # whether pages of other websites may send the form


PAGES: Final[dict[str, Page]] = {
    "/sign-in": Page(sign_in.show, sign_in.act),
    "/sign-in/factor": Page(sign_in.show_factor, sign_in.act_factor),
    "/sign-in/passkey": Page(sign_in.show_factor, sign_in.begin_passkey, is_data=True),
    "/sign-out": Page(sign_in.show_sign_out, sign_in.sign_out),
    "/language": Page(sign_in.choose_language),
    openid.AUTHORIZE: Page(openid.show, openid.go_on, for_others=True),
    openid.CONSENT: Page(openid.show_consent, openid.decide),
}
MAILED: Final = {path: Page(mailed.show, mailed.act) for path in mailed.PATHS}
"""Where links in emails lead: absent where a frontend has pages of its own for them."""

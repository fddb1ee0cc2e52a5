"""All pages by their addresses."""

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from starlette.responses import Response

from gatehouse.domain.openid.devices import PATH as DEVICE
from gatehouse.pages import (
    account,
    applications,
    confirm,
    credentials,
    devices,
    factors,
    logout,
    mailed,
    openid,
    register,
    sign_in,
)
from gatehouse.pages.addresses import CONFIRM
from gatehouse.pages.visits import Visit

View = Callable[[Visit], Awaitable[Response]]


class Page(NamedTuple):
    """How it is shown, and what is done with a form that is sent to it."""

    show: View
    act: View | None = None
    signed_in: bool = False  # whether only people see it who are
    is_sensitive: bool = False  # whether a second factor has to have been shown lately
    is_data: bool = False  # for scripts of pages, which show by themselves what is wrong
    for_others: bool = False  # whether pages of other websites may send the form


def _own(show: View, act: View | None = None) -> Page:
    """A page about the visitor's account."""
    return Page(show, act, signed_in=True)


def _sensitive(show: View, act: View) -> Page:
    return Page(show, act, signed_in=True, is_sensitive=True)


def _data(show: View, *, signed_in: bool = True) -> Page:
    return Page(show, signed_in=signed_in, is_data=True)


PAGES: Final[dict[str, Page]] = {
    "/sign-in": Page(sign_in.show, sign_in.act),
    "/sign-in/factor": Page(sign_in.show_factor, sign_in.act_factor),
    "/sign-in/factor/passkey": _data(sign_in.begin_passkey, signed_in=False),
    "/sign-in/passkey": _data(sign_in.begin_passkey_alone, signed_in=False),
    "/sign-out": Page(sign_in.show_sign_out, sign_in.sign_out),
    "/language": Page(sign_in.choose_language),
    openid.AUTHORIZE: Page(openid.show, openid.go_on, for_others=True),
    openid.CONSENT: Page(openid.show_consent, openid.decide),
    logout.LOGOUT: Page(logout.show, logout.act, for_others=True),
    DEVICE: _own(devices.show, devices.act),
    CONFIRM: _own(confirm.show, confirm.act),
    f"{CONFIRM}/passkey": _data(confirm.begin_passkey),
    "/register": Page(register.show, register.act),
    "/forgot": Page(register.show_forgot, register.act_forgot),
    "/account": _own(account.show, account.act),
    "/account/email": _sensitive(account.show_email, account.act_email),
    "/account/password": _sensitive(account.show_password, account.act_password),
    "/account/leave": _sensitive(account.show_leave, account.leave),
    "/account/export": _own(account.export),
    "/account/sessions": _own(credentials.show_sessions, credentials.end_session),
    "/account/applications": _own(applications.show, applications.withdraw),
    "/account/api-keys": _own(credentials.show_api_keys, credentials.revoke_api_key),
    "/account/api-keys/new": _sensitive(credentials.show_new_api_key, credentials.make_api_key),
    "/account/factors": _own(factors.show, factors.rename),
    "/account/factors/remove": _sensitive(factors.show_remove, factors.remove),
    "/account/factors/app": _sensitive(factors.show_app, factors.enrol_app),
    "/account/factors/app/confirm": _own(factors.show_confirm, factors.confirm),
    "/account/factors/passkey": _sensitive(factors.show_passkey, factors.add_passkey),
    "/account/factors/passkey/options": _data(factors.begin_passkey),
    "/account/recovery-codes": _sensitive(factors.show_recovery, factors.make_recovery_codes),
}
MAILED: Final = {path: Page(mailed.show, mailed.act) for path in sorted(mailed.PATHS)}
"""Where links in emails lead: absent where a frontend has pages of its own for them."""

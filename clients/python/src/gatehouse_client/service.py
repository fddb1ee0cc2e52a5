"""What the client knows about Gatehouse as a whole."""

from __future__ import annotations

from typing import Any

from ._runtime.credentials import Flow, Scheme
from ._runtime.errors import ProblemError, ProblemTable
from ._runtime.operation import Operation
from ._runtime.session import TokenMembers
from ._runtime.settings import Product, Server
from ._runtime.setup import Login, Refresh, SecondStep, Service


def _problems() -> dict[str, type[ProblemError]]:
    from .errors import PROBLEMS

    return PROBLEMS


def _login() -> Operation[Any]:
    from .groups import auth as module

    return module.LOGIN_CALL


def _second_step() -> Operation[Any]:
    from .groups import auth as module

    return module.COMPLETE_LOGIN_CALL


def _refresh() -> Operation[Any]:
    from .groups import auth as module

    return module.REFRESH_CALL


SERVICE = Service(
    Product(
        agent="gatehouse-python/0.1.0",
        prefix="GATEHOUSE",
        default_url="",
        servers=(Server("/"),),
    ),
    schemes={
        "bearer": Scheme("bearer", "token, or email or username and password"),
        "apiKey": Scheme("api_key", "api_key", "header", "X-API-Key"),
        "oauth2": Scheme(
            "bearer",
            "token, or email or username and password",
            flows={"password": Flow("/auth/token", "/auth/token"), "client_credentials": Flow("/auth/token")},
        ),
    },
    problems=ProblemTable("code", _problems),
    login=Login(_login, {"email": "email", "username": "username"}, "password"),
    second_step=SecondStep(_second_step, "login_token", "code"),
    refresh=Refresh(_refresh, "refresh_token"),
    tokens=TokenMembers("access_token", "refresh_token", "expires_in"),
    exempt=frozenset(("auth.login", "auth.complete_login", "auth.refresh")),
)

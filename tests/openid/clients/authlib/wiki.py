"""A wiki for one person at a time, who signs in with Authlib."""

import os
from typing import Any

import httpx
import uvicorn
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

HOME = os.environ["HOME_URL"]
provider: Any = OAuth().register(
    "provider",
    server_metadata_url=f"{os.environ['ISSUER']}/.well-known/openid-configuration",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)
tokens: dict[str, Any] = {}


async def home(request: Request) -> Response:
    if not tokens:
        start: Response = await provider.authorize_redirect(request, f"{HOME}/callback")
        return start
    try:
        userinfo = await provider.userinfo(token=tokens)
    except httpx.HTTPStatusError as error:
        tokens.clear()
        return JSONResponse({"refused": error.response.status_code})
    return JSONResponse({"claims": tokens["userinfo"], "userinfo": userinfo})


async def callback(request: Request) -> Response:
    tokens.update(await provider.authorize_access_token(request))
    return RedirectResponse(HOME)


async def refresh(request: Request) -> Response:
    former = tokens["refresh_token"]
    try:
        answer = await provider.fetch_access_token(grant_type="refresh_token", refresh_token=former)
    except OAuthError as error:
        return JSONResponse({"refused": error.error})
    tokens.update(answer)
    return JSONResponse({"rotated": tokens["refresh_token"] != former})


async def sign_out(request: Request) -> Response:
    id_token = tokens["id_token"]
    tokens.clear()
    end: Response = await provider.logout_redirect(request, f"{HOME}/signed-out", id_token)
    return end


async def signed_out(request: Request) -> Response:
    await provider.validate_logout_response(request)
    return JSONResponse("signed out")


PAGES = {
    "/": home,
    "/callback": callback,
    "/refresh": refresh,
    "/sign-out": sign_out,
    "/signed-out": signed_out,
}
app = Starlette(
    routes=[Route(path, page) for path, page in PAGES.items()],
    middleware=[Middleware(SessionMiddleware, secret_key=os.urandom(32).hex())],
)
uvicorn.run(app, port=int(HOME.rpartition(":")[2]))

"""Signing in to applications with OpenID Connect, as programs see it."""

from __future__ import annotations

from .._runtime.async_transport import AsyncTransport
from .._runtime.operation import Answer, Content, Operation, Part, RequestOptions
from .._runtime.transport import Transport
from ..models import DeviceCodes, DeviceRequest, OAuthError, ProviderMetadata, UserInfo

GET_CONFIGURATION_CALL: Operation[ProviderMetadata] = Operation(
    id="openid.get_configuration",
    method="GET",
    path="/.well-known/openid-configuration",
    answer=Answer("json", ProviderMetadata, accept="application/json"),
    retryable=True,
)
GET_METADATA_CALL: Operation[ProviderMetadata] = Operation(
    id="openid.get_metadata",
    method="GET",
    path="/.well-known/oauth-authorization-server",
    answer=Answer("json", ProviderMetadata, accept="application/json"),
    retryable=True,
)
AUTHORIZE_DEVICE_CALL: Operation[DeviceCodes] = Operation(
    id="openid.authorize_device",
    method="POST",
    path="/oauth/device_authorization",
    contents=(
        Content(
            "application/x-www-form-urlencoded",
            "form",
            {
                "scope": Part("text/plain"),
                "client_id": Part("text/plain"),
                "client_secret": Part("text/plain"),
                "client_assertion": Part("text/plain"),
                "client_assertion_type": Part("text/plain"),
            },
        ),
    ),
    answer=Answer("json", DeviceCodes, accept="application/json"),
    errors={
        "400": OAuthError,
        "401": OAuthError,
    },
)
GET_USERINFO_CALL: Operation[UserInfo] = Operation(
    id="openid.get_userinfo",
    method="GET",
    path="/oauth/userinfo",
    answer=Answer("json", UserInfo, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
    retryable=True,
)
POST_USERINFO_CALL: Operation[UserInfo] = Operation(
    id="openid.post_userinfo",
    method="POST",
    path="/oauth/userinfo",
    answer=Answer("json", UserInfo, accept="application/json"),
    security=(
        ("oauth2",),
        ("bearer",),
    ),
)


class OpenidApi:
    """Signing in to applications with OpenID Connect, as programs see it."""

    def __init__(self, transport: Transport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    def get_configuration(self, *, options: RequestOptions | None = None) -> ProviderMetadata:
        """Get the OpenID configuration

        What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
        `authorization_endpoint` with a browser: it is a page, and no operation of this document.
        """

        return self._transport.call(GET_CONFIGURATION_CALL, {}, options)

    def get_metadata(self, *, options: RequestOptions | None = None) -> ProviderMetadata:
        """Get the OAuth metadata

        The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
        """

        return self._transport.call(GET_METADATA_CALL, {}, options)

    def authorize_device(self, body: DeviceRequest, *, options: RequestOptions | None = None) -> DeviceCodes:
        """Begin on a device

        For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
        the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
        `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
        error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
        for a code. One that cannot is limited as strangers are.
        """

        return self._transport.call(AUTHORIZE_DEVICE_CALL, {}, options, body)

    def get_userinfo(self, *, options: RequestOptions | None = None) -> UserInfo:
        """Get claims about a person

        Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
        Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
        of your own session, all claims about you.
        """

        return self._transport.call(GET_USERINFO_CALL, {}, options)

    def post_userinfo(self, *, options: RequestOptions | None = None) -> UserInfo:
        """Get claims about a person, by POST

        The same as `openid.get_userinfo`.
        """

        return self._transport.call(POST_USERINFO_CALL, {}, options)


class AsyncOpenidApi:
    """Signing in to applications with OpenID Connect, as programs see it."""

    def __init__(self, transport: AsyncTransport) -> None:
        """Make calls with a transport."""
        self._transport = transport

    async def get_configuration(self, *, options: RequestOptions | None = None) -> ProviderMetadata:
        """Get the OpenID configuration

        What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
        `authorization_endpoint` with a browser: it is a page, and no operation of this document.
        """

        return await self._transport.call(GET_CONFIGURATION_CALL, {}, options)

    async def get_metadata(self, *, options: RequestOptions | None = None) -> ProviderMetadata:
        """Get the OAuth metadata

        The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
        """

        return await self._transport.call(GET_METADATA_CALL, {}, options)

    async def authorize_device(self, body: DeviceRequest, *, options: RequestOptions | None = None) -> DeviceCodes:
        """Begin on a device

        For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
        the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
        `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
        error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
        for a code. One that cannot is limited as strangers are.
        """

        return await self._transport.call(AUTHORIZE_DEVICE_CALL, {}, options, body)

    async def get_userinfo(self, *, options: RequestOptions | None = None) -> UserInfo:
        """Get claims about a person

        Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
        Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
        of your own session, all claims about you.
        """

        return await self._transport.call(GET_USERINFO_CALL, {}, options)

    async def post_userinfo(self, *, options: RequestOptions | None = None) -> UserInfo:
        """Get claims about a person, by POST

        The same as `openid.get_userinfo`.
        """

        return await self._transport.call(POST_USERINFO_CALL, {}, options)

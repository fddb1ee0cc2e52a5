"""What clients read before anything else: addresses, and what is supported (RFC 8414, OpenID Discovery)."""

from typing import Any, Final

from gatehouse.core.settings import Settings
from gatehouse.domain.client_authentication import TOKEN_PATH
from gatehouse.domain.openid import devices, scopes
from gatehouse.security.public_keys import ASSERTION_ALGORITHMS
from gatehouse.security.signatures import ALGORITHMS
from gatehouse.security.tokens import ACR_ONE, ACR_SEVERAL

_CLAIMS: Final = (
    *("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "sid", "at_hash"),
    *("name", "preferred_username", "picture", "updated_at", "email", "email_verified"),
)
_CLIENT_METHODS: Final = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")
_GRANTS: Final = ("authorization_code", "refresh_token", "client_credentials", devices.GRANT)


def describe(settings: Settings) -> dict[str, Any]:
    """The same for both documents: neither forbids what the other one has."""
    issuer = settings.issuer
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}{TOKEN_PATH}",
        "device_authorization_endpoint": f"{issuer}/oauth/device_authorization",
        "end_session_endpoint": f"{issuer}/oauth/logout",
        "userinfo_endpoint": f"{issuer}/oauth/userinfo",
        "jwks_uri": f"{issuer}/.well-known/jwks.json",
        "revocation_endpoint": f"{issuer}/auth/revoke",
        "introspection_endpoint": f"{issuer}/auth/introspect",
        "scopes_supported": list(scopes.OF_OPENID),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": list(_GRANTS),
        "acr_values_supported": [ACR_SEVERAL, ACR_ONE],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "token_endpoint_auth_methods_supported": list(_CLIENT_METHODS),
        "token_endpoint_auth_signing_alg_values_supported": list(ASSERTION_ALGORITHMS),
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claim_types_supported": ["normal"],
        "claims_supported": list(_CLAIMS),
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "ui_locales_supported": ["en", "de"],
    }

"""Security: the kinds of credentials, and which of them an operation takes."""

from typing import Any

from sdkgen.diagnostics import Diagnostics
from sdkgen.ir import Docs, Flow, In, SecurityKind, SecurityScheme, SecurityUse
from sdkgen.names import words
from sdkgen.normalise.lines import one_line
from sdkgen.spec import Bundle, Node

_HTTP = {"bearer": SecurityKind.BEARER, "basic": SecurityKind.BASIC}
_TYPES = {
    "apiKey": SecurityKind.API_KEY,
    "oauth2": SecurityKind.OAUTH2,
    "openIdConnect": SecurityKind.OPENID,
    "mutualTLS": SecurityKind.MUTUAL_TLS,
}
_PLACES = ("query", "header", "cookie")
_GRANTS = {
    "implicit": "implicit",
    "password": "password",
    "clientCredentials": "client_credentials",
    "authorizationCode": "authorization_code",
}

Alternatives = tuple[tuple[SecurityUse, ...], ...]


class Security:
    """Reads security schemes and what is demanded of callers."""

    def __init__(self, bundle: Bundle, diagnostics: Diagnostics) -> None:
        self._bundle = bundle
        self._diagnostics = diagnostics
        self.schemes = tuple(self._schemes())
        self._known = {scheme.id for scheme in self.schemes}
        self._default = bundle.root.get("security")

    def _schemes(self) -> list[SecurityScheme]:
        components = self._bundle.entry_of(self._bundle.root, "components")
        section = self._bundle.entry_of(components, "securitySchemes")
        entries = section.entries() if section else []
        followed = [(name, self._bundle.follow(node)) for name, node in entries]
        named = [(name, node) for name, node in followed if node and isinstance(node.value, dict)]
        return [_scheme(name, node.value) for name, node in named if self._can_be_met(name, node)]

    def _can_be_met(self, name: str, node: Node) -> bool:
        raw = node.value
        is_lost = raw.get("type") == "apiKey" and not (raw.get("name") and raw.get("in") in _PLACES)
        if is_lost:
            message = f"the API key {name!r} needs `name`, and `in` as one of query, header, cookie"
            self._diagnostics.report("OPER014", node, message)
        return not is_lost

    def of(self, operation: Node) -> Alternatives:
        """Return what an operation demands: any of these, each of them in full."""
        node = operation.get("security") or self._default
        if node is None:
            return ()
        return tuple(_alternative(element) for element in node.elements() if self._is_known(element))

    def _is_known(self, alternative: Node) -> bool:
        unknown = [(name, node) for name, node in alternative.entries() if one_line(name) not in self._known]
        for name, node in unknown:
            self._diagnostics.report("OPER009", node, f"unknown security scheme {name!r}")
        return not unknown


def _alternative(node: Node) -> tuple[SecurityUse, ...]:
    return tuple(
        SecurityUse(
            one_line(name), tuple(map(one_line, scopes.value)) if isinstance(scopes.value, list) else ()
        )
        for name, scopes in node.entries()
    )


def _scheme(name: str, raw: dict[str, Any]) -> SecurityScheme:
    type_, scheme = raw.get("type"), str(raw.get("scheme", "")).lower()
    kind = (
        _HTTP.get(scheme, SecurityKind.OTHER)
        if type_ == "http"
        else _TYPES.get(str(type_), SecurityKind.OTHER)
    )
    place = raw.get("in") if kind is SecurityKind.API_KEY else None
    return SecurityScheme(
        id=one_line(name),
        name=words(name),
        kind=kind,
        docs=Docs("", str(raw.get("description", "")), str(raw.get("openIdConnectUrl", ""))),
        place=In(place) if place else None,
        wire=str(raw.get("name", "")) if kind is SecurityKind.API_KEY else "",
        scheme=scheme,
        flows=_flows(raw.get("flows")),
    )


def _flows(flows: Any) -> tuple[Flow, ...]:
    entries = flows.items() if isinstance(flows, dict) else []
    return tuple(
        _flow(_GRANTS[name], raw) for name, raw in entries if name in _GRANTS and isinstance(raw, dict)
    )


def _flow(grant: str, raw: dict[str, Any]) -> Flow:
    scopes = raw.get("scopes")
    return Flow(
        grant=grant,
        authorization_url=str(raw.get("authorizationUrl", "")),
        token_url=str(raw.get("tokenUrl", "")),
        refresh_url=str(raw.get("refreshUrl", "")),
        scopes=tuple((one_line(name), str(text)) for name, text in scopes.items())
        if isinstance(scopes, dict)
        else (),
    )

"""What settings must be, beyond their types; each refusal says what would be right."""

import json
import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

_MIN_LENGTH = 32
_MIN_VARIETY = 10
_LONGEST_REPEATED = 16
_PLACEHOLDER = re.compile(
    r"your[-_ ]|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this)|example|placeholder|secret[-_ ]?key"
    r"|super[-_ ]?secret|insecure|not[-_ ]?a[-_ ]?secret|password|0123456789|abcdefghij|<.*>|\.\.\.",
    re.IGNORECASE,
)
_MAKE_ONE = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
_DRIVER = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://")
REDIS = "must be redis://, rediss:// or unix://, such as redis://:password@cache.internal:6379/0"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_LARGEST_PICTURE = 262_144
_PORTS = range(1, 65536)
_ROLE = re.compile(r"[a-z][a-z0-9_-]{1,49}")
_HOST_NAME = re.compile(r"\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?")


def items(value: object) -> object:
    """A list written as JSON, or with commas; `[::1]` is not JSON."""
    if not isinstance(value, str):
        return value
    try:
        written = json.loads(value)
    except ValueError:
        written = None
    if isinstance(written, list) and all(isinstance(item, str) for item in written):
        return written
    return [part.strip() for part in value.split(",") if part.strip()]


def empty_is_unset(value: object) -> object:
    return None if value == "" else value


def lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def postgresql(value: SecretStr) -> SecretStr:
    """The URL as the driver takes it; SQLAlchemy's way to name a driver is understood."""
    url, replaced = _DRIVER.subn("postgresql://", value.get_secret_value())
    if not replaced:
        raise ValueError("must start with postgresql://")
    return SecretStr(url)


def redis(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
        raise ValueError(REDIS)
    return value


def web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


def address(value: str | None) -> str | None:
    """Host and port, with IPv6 in brackets."""
    host, _, port = (value or "").rpartition(":")
    if value is not None and not (
        _HOST_NAME.fullmatch(host) and port.isdecimal() and int(port) < _PORTS.stop
    ):
        raise ValueError("must be host and port, such as 127.0.0.1:9464 or [::1]:9464")
    return value


def hosts(value: list[str]) -> list[str]:
    for host in value:
        if host != "*" and not _HOST_NAME.fullmatch(host):
            raise ValueError(
                f"must be host names without scheme, port and path, such as api.example.com; not {host}"
            )
    return value


def origins(value: list[str]) -> list[str]:
    for origin in value:
        if not _is_origin(origin):
            raise ValueError(
                f"must be origins, each with scheme and host and without a path, such as "
                f"https://app.example.com; not {origin}"
            )
    return value


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    plain = f"{parts.scheme}://{parts.netloc}" == text and "@" not in parts.netloc
    return plain and bool(parts.scheme and parts.hostname) and (port is None or port in _PORTS)


def origin_of(url: str) -> str:
    """The origin of a page, as browsers write it: without the port that its scheme implies."""
    parts = urlsplit(url)
    implied = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in (None, implied) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def color(value: str | None) -> str | None:
    if value is not None and not _COLOR.fullmatch(value):
        raise ValueError("must be a colour of six hexadecimal digits, such as #1d4ed8")
    return value.lower() if value else value


def picture(value: Path | None) -> Path | None:
    """A file that browsers show, and that is small enough to be kept in memory."""
    if value is None:
        return None
    if value.suffix.lower() not in PICTURES:
        raise ValueError(f"must be a file that ends in {', '.join(PICTURES)}")
    if not value.is_file() or value.stat().st_size > _LARGEST_PICTURE:
        raise ValueError(f"must be a file of at most {_LARGEST_PICTURE // 1024} KiB; {value} is none")
    return value


def links_below(value: list[str]) -> list[str]:
    for link in value:
        name, _, url = link.partition("=")
        if not name.strip() or not url.startswith(("https://", "http://")):
            raise ValueError(f"must be links, such as Privacy=https://example.com/privacy; not {link}")
    return value


def networks(value: list[str]) -> list[str]:
    for network in value:
        try:
            ip_network(network)
        except ValueError:
            raise ValueError(f"must be IP addresses or networks, such as 10.0.0.0/8; not {network}") from None
    return value


def role_names(value: list[str]) -> list[str]:
    for name in value:
        if not _ROLE.fullmatch(name):
            raise ValueError(f"must be names of roles, such as superuser,admin; not {name}")
    return value


def factors(mode: str, required_for: list[str]) -> str | None:
    """What is wrong about second factors, if anything."""
    if mode == "off" and required_for:
        return "SECOND_FACTORS: must be offered when FACTOR_REQUIRED_FOR_ROLES names roles"
    return None


def secret_key(secret: str | None, environment: str) -> str | None:
    """What is wrong with the secret key, if anything."""
    if secret is None:
        if environment == "development":
            return None
        return f"SECRET_KEY: must be set when ENVIRONMENT is {environment}; {_MAKE_ONE}"
    if len(secret) < _MIN_LENGTH or len(set(secret)) < _MIN_VARIETY:
        return f"SECRET_KEY: too weak, must be at least {_MIN_LENGTH} random characters; {_MAKE_ONE}"
    if environment != "development" and (_PLACEHOLDER.search(secret) or _repeats(secret)):
        return f"SECRET_KEY: a placeholder, must be random when ENVIRONMENT is {environment}; {_MAKE_ONE}"
    return None


def _repeats(secret: str) -> bool:
    """Whether it is one short text again and again."""
    return any(
        (secret[:size] * (len(secret) // size + 1))[: len(secret)] == secret
        for size in range(1, _LONGEST_REPEATED + 1)
    )


def mail_server(host: str | None, environment: str) -> str | None:
    """What is wrong about sending emails, if anything."""
    if host is None and environment != "development":
        return f"SMTP_HOST: must be set when ENVIRONMENT is {environment}, to the name of your mail server"
    return None


def mail_encryption(host: str | None, security: str, environment: str) -> str | None:
    """What is wrong about how emails get to their server, if anything."""
    if host is None or security != "none" or environment != "production" or _is_here(host):
        return None
    return (
        "SMTP_SECURITY: must be starttls or tls when ENVIRONMENT is production, as mails carry tokens; "
        "none is for a server on this machine"
    )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def links(public_url: str | None, environment: str) -> str | None:
    """What is wrong about where links in emails lead, if anything."""
    if public_url is None and environment != "development":
        return (
            f"PUBLIC_URL: must be set when ENVIRONMENT is {environment}, to where people reach the service, "
            "such as https://accounts.example.com"
        )
    return None


def sender(address: str, environment: str) -> str | None:
    """What is wrong with the sender of emails, if anything."""
    if environment == "development" or "@localhost" not in address:
        return None
    return (
        f"MAIL_FROM: must be an address of yours when ENVIRONMENT is {environment}, "
        "such as Accounts <accounts@example.com>"
    )


def require_all(*complaints: str | None) -> None:
    """Raise one error with a line for each complaint."""
    if lines := [complaint for complaint in complaints if complaint]:
        raise ValueError("\n".join(lines))

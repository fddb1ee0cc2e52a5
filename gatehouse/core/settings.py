"""Every setting of the service, read from the environment or `.env`, and nowhere else."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self, get_args, get_origin

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_MIN_SECRET_LENGTH = 32
_MIN_SECRET_VARIETY = 10

CommaSeparated = Annotated[list[str], NoDecode]
Seconds = Annotated[int, Field(gt=0, le=366 * 86_400)]


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


class Settings(BaseSettings):
    """The names are the environment's, in lower case; each description ends up in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True)

    environment: Literal["development", "staging", "production"] = Field(
        "development", description="development relaxes nothing but the need for a SECRET_KEY and real mail."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much the log says."
    )
    database_url: SecretStr | None = Field(
        None, description="postgresql://user:password@host/name; empty: an embedded PostgreSQL is started."
    )
    database_pool_size: int = Field(10, ge=1, le=500, description="Connections per worker, at most.")
    database_timeout_seconds: float = Field(10, gt=0, le=300, description="Longest wait for the database.")
    secret_key: SecretStr | None = Field(
        None, description="At least 32 random characters; protects signing keys and opaque tokens."
    )
    public_url: str = Field("http://127.0.0.1:8000", description="Where clients reach this service.")
    frontend_url: str | None = Field(None, description="Where links in mails lead; empty: PUBLIC_URL.")
    allowed_hosts: CommaSeparated = Field(
        ["localhost", "127.0.0.1", "[::1]"], description="Host names answered to, comma separated; * for any."
    )
    allowed_origins: CommaSeparated = Field(
        [], description="Browser origins allowed by CORS, comma separated."
    )
    trusted_proxies: CommaSeparated = Field(
        [], description="Networks whose X-Forwarded-For is believed, comma separated."
    )
    gatehouse_plan: bool = Field(
        True, description="Answer ordinary requests by compiled plans; off leaves all of them to Connexion."
    )
    docs_enabled: bool = Field(True, description="Serve /docs and /openapi.json.")
    redis_url: SecretStr | None = Field(
        None, description="Kept for later versions; shared state lives in PostgreSQL today."
    )

    access_token_expire_minutes: int = Field(15, ge=1, le=60 * 24, description="Life of an access token.")
    refresh_token_expire_days: int = Field(7, ge=1, le=366, description="Life of a session.")
    remember_me_access_token_expire_minutes: int = Field(
        60 * 24, ge=1, le=60 * 24 * 7, description="Life of an access token with remember_me."
    )
    remember_me_refresh_token_expire_days: int = Field(
        30, ge=1, le=366, description="Life of a session with remember_me."
    )
    refresh_grace_seconds: int = Field(
        10, ge=0, le=300, description="How long a rotated refresh token still answers with its successor."
    )
    token_issuer: str = Field("gatehouse", min_length=1, description="The iss of access tokens.")
    token_audience: str = Field("gatehouse", min_length=1, description="The aud of access tokens.")

    registration: Literal["open", "invite_only", "closed"] = Field("open", description="Who may register.")
    require_email_verification: bool = Field(
        False, description="New accounts must confirm their address before they can log in."
    )
    users_may_read_users: bool = Field(True, description="Whether the role user holds users:read.")

    rate_limit_enabled: bool = Field(True, description="Limit anonymous writing requests per caller.")
    rate_limit_requests: int = Field(100, ge=1, description="How many per window.")
    rate_limit_window: Seconds = Field(60, description="The window, in seconds.")
    login_max_failures: int = Field(
        5, ge=1, le=1000, description="Failed logins that lock one account for one address."
    )
    login_lock_seconds: Seconds = Field(900, description="How long that lock lasts.")
    account_max_failures: int = Field(
        100, ge=1, description="Failed logins per hour on one account from unknown addresses."
    )
    password_hash_queue: int = Field(
        64, ge=1, description="Password checks that may wait per worker; more are answered 503."
    )
    body_limit_bytes: int = Field(1_048_576, ge=1024, description="Largest request body.")
    body_timeout_seconds: float = Field(10, gt=0, description="Longest time a request body may take.")

    smtp_host: str | None = Field(
        None, description="Mail server; empty: mails are printed (development only)."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_username: str | None = Field(None, description="Its user, if it wants one.")
    smtp_password: SecretStr | None = Field(None, description="And the password.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is secured."
    )
    mail_from: str = Field("Gatehouse <no-reply@localhost>", description="The sender of mails.")

    @field_validator("allowed_hosts", "allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("environment", "log_level", "registration", "smtp_security", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: list[str]) -> list[str]:
        for network in value:
            ip_network(network)
        return value

    @field_validator("database_url", "secret_key", "redis_url", "smtp_host", "frontend_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("must start with postgresql://")
        return value

    @field_validator("public_url", "frontend_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/") if value else value

    @model_validator(mode="after")
    def _ready_for_others(self) -> Self:
        if self.secret_key is not None:
            _refuse_weak(self.secret_key.get_secret_value())
        if self.environment == "development":
            return self
        if self.secret_key is None:
            raise ValueError(
                f"SECRET_KEY must be set when ENVIRONMENT is {self.environment}. {_HOW_TO_MAKE_ONE}"
            )
        if self.smtp_host is None:
            raise ValueError(f"SMTP_HOST must be set when ENVIRONMENT is {self.environment}")
        if "no-reply@localhost" in self.mail_from:
            raise ValueError(
                f"MAIL_FROM must be an address of yours when ENVIRONMENT is {self.environment}, "
                "such as Gatehouse <no-reply@example.com>"
            )
        return self

    @property
    def mail_link_base(self) -> str:
        return self.frontend_url or self.public_url


_HOW_TO_MAKE_ONE = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(48))"'


def _refuse_weak(secret: str) -> None:
    if len(secret) < _MIN_SECRET_LENGTH or len(set(secret)) < _MIN_SECRET_VARIETY:
        raise ValueError(
            f"SECRET_KEY is too weak: at least {_MIN_SECRET_LENGTH} random characters. {_HOW_TO_MAKE_ONE}"
        )


def load_settings(env_file: Path | None = Path(".env"), **overrides: object) -> Settings:
    """Read the settings, or say in one line which of them is wrong."""
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(
            "; ".join(_explain(item["loc"], item["msg"]) for item in error.errors())
        ) from None


def _explain(location: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    name = ".".join(str(part) for part in location).upper()
    return f"{name}: {message}" if name else message


def example() -> str:
    """The text of `.env.example`: every setting with its default, none of them in effect."""
    lines = ["# Copy this file to .env and uncomment what you change. Each line shows the default.", ""]
    for name, field in Settings.model_fields.items():
        choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
        lines += [f"# {field.description}", *([f"# One of: {', '.join(choices)}."] if choices else [])]
        lines += [f"#{name.upper()}={_written(field.default)}", ""]
    return "\n".join(lines)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)

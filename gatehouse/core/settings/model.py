"""Every setting: its name, its limits, its default and what it is for."""

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from gatehouse.core.settings import rules

Items = Annotated[list[str], NoDecode, BeforeValidator(rules.items)]
Optional = BeforeValidator(rules.empty_is_unset)
AnyCase = BeforeValidator(rules.lower)
Seconds = Annotated[int, Field(gt=0, le=366 * 86_400)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(rules.postgresql)]
RedisUrl = Annotated[SecretStr, AfterValidator(rules.redis)]
Url = Annotated[str, AfterValidator(rules.web_address)]


class Settings(BaseSettings):
    """The names are the environment's, in lower case; each description ends up in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True)

    environment: Annotated[Literal["development", "staging", "production"], AnyCase] = Field(
        "development",
        description="Only development makes up a SECRET_KEY, prints emails and takes placeholders.",
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], AnyCase] = Field(
        "info", description="Log messages of this level and above."
    )
    host: str = Field("127.0.0.1", min_length=1, description="The address to listen on; 0.0.0.0 for all.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on; 0 for any that is free.")
    workers: int = Field(1, ge=1, le=256, description="Processes that answer requests.")
    database_url: Annotated[DatabaseUrl | None, Optional] = Field(
        None, description="postgresql://user:password@host/name; empty: an embedded PostgreSQL is started."
    )
    database_pool_size: int = Field(
        10, ge=1, le=500, description="Connections per worker, at most; another one is for health."
    )
    database_timeout_seconds: float = Field(
        10,
        gt=0,
        le=300,
        description="How long a request may wait, for the database above all; then it is 503.",
    )
    redis_url: Annotated[RedisUrl | None, Optional] = Field(
        None, description="redis://:password@host/0 (rediss:// with TLS), to count limits; empty: PostgreSQL."
    )
    profile_cache_seconds: int = Field(
        0, ge=0, le=300, description="How long Redis keeps users as GET shows them; 0: not at all."
    )
    database_prepared_statements: bool = Field(
        True,
        description=(
            "Keep prepared statements; false: behind PgBouncer older than 1.21 in transaction mode."
        ),
    )
    secret_key: Annotated[SecretStr | None, Optional] = Field(
        None, description="At least 32 random characters; protects signing keys and opaque tokens."
    )
    metrics_listen: Annotated[str | None, Optional, AfterValidator(rules.address)] = Field(
        None,
        description="Where Prometheus finds metrics, such as 127.0.0.1:9464; empty: nowhere.",
    )
    otel_exporter_otlp_endpoint: Annotated[Url | None, Optional] = Field(
        None,
        description="The OpenTelemetry collector for traces, such as http://127.0.0.1:4318; empty: none.",
    )
    public_url: Url = Field(
        "http://127.0.0.1:8000", description="The URL at which clients reach the service."
    )
    frontend_url: Annotated[Url | None, Optional] = Field(
        None, description="Where links in emails lead; empty: to pages of this service at PUBLIC_URL."
    )
    allowed_hosts: Annotated[Items, AfterValidator(rules.hosts)] = Field(
        ["localhost", "127.0.0.1", "[::1]"],
        description="Host names to answer to, as a comma-separated or JSON list; * for any.",
    )
    allowed_origins: Annotated[Items, AfterValidator(rules.origins)] = Field(
        [],
        description="Origins of web pages that may call the service (CORS), such as https://app.example.com.",
    )
    trusted_proxies: Annotated[Items, AfterValidator(rules.networks)] = Field(
        [], description="Networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8."
    )
    gatehouse_plan: bool = Field(
        True, description="Answer ordinary requests by compiled plans; false: Connexion answers all of them."
    )
    docs_enabled: bool = Field(True, description="Serve /docs, /redoc and /openapi.json.")

    app_name: str = Field(
        "Gatehouse", min_length=1, max_length=60, description="The name that people see on pages."
    )
    app_logo: Annotated[Path | None, Optional, AfterValidator(rules.picture)] = Field(
        None, description="A file with your logo (.svg, .png, .jpg or .webp) for pages; empty: the name."
    )
    app_color: Annotated[str, AfterValidator(rules.color)] = Field(
        "#1d4ed8", description="The colour of buttons and links on pages."
    )
    app_color_dark: Annotated[str | None, Optional, AfterValidator(rules.color)] = Field(
        None, description="That colour where people prefer dark pages; empty: the same."
    )
    app_links: Annotated[Items, AfterValidator(rules.links_below)] = Field(
        [], description="Links at the end of each page, such as Privacy=https://example.com/privacy."
    )

    access_token_expire_minutes: int = Field(15, ge=1, le=60 * 24, description="Lifetime of an access token.")
    refresh_token_expire_days: int = Field(7, ge=1, le=366, description="Lifetime of a session.")
    remember_me_access_token_expire_minutes: int = Field(
        60 * 24, ge=1, le=60 * 24 * 7, description="Lifetime of an access token with remember_me."
    )
    remember_me_refresh_token_expire_days: int = Field(
        30, ge=1, le=366, description="Lifetime of a session with remember_me."
    )
    refresh_grace_seconds: int = Field(
        300,
        ge=0,
        le=3600,
        description=(
            "How long a used refresh token returns its successor again, until that is used; "
            "ten seconds of it even then."
        ),
    )
    token_issuer: str = Field("gatehouse", min_length=1, description="The iss claim of access tokens.")
    token_audience: str = Field("gatehouse", min_length=1, description="The aud claim of access tokens.")

    registration: Annotated[Literal["open", "invite_only", "closed"], AnyCase] = Field(
        "open", description="Who may register."
    )
    require_email_verification: bool = Field(
        False, description="Whether new accounts must verify their email address before they can sign in."
    )
    users_may_read_users: Annotated[bool | None, Optional] = Field(
        None,
        description=(
            "Whether everyone with an account may read all users (users:read); empty: only in development; "
            "a change takes effect with: gatehouse roles sync"
        ),
    )

    rate_limit_enabled: bool = Field(
        True, description="Whether to limit requests that write without credentials, per caller."
    )
    rate_limit_requests: int = Field(100, ge=1, description="Requests per window.")
    rate_limit_window: Seconds = Field(60, description="The window, in seconds.")
    login_max_failures: int = Field(
        5, ge=1, le=1000, description="Failed sign-ins from one address that lock an account for it."
    )
    second_factors: Annotated[Literal["offered", "off"], AnyCase] = Field(
        "offered",
        description="Whether people may add second factors; off leaves existing ones valid.",
    )
    factor_required_for_roles: Annotated[Items, AfterValidator(rules.role_names)] = Field(
        [],
        description=(
            "Roles whose holders need a second factor, such as superuser,admin; "
            "without one they can only add one."
        ),
    )
    step_up_minutes: int = Field(
        15,
        ge=1,
        le=60 * 24,
        description="How long a session may do what needs a second factor after it has shown one.",
    )
    login_lock_seconds: Seconds = Field(900, description="How long that lock lasts.")
    account_max_failures: int = Field(
        100, ge=1, description="Failed sign-ins to one account per hour from addresses it does not know."
    )
    audit_anonymous_days: int = Field(
        90,
        ge=30,
        le=36_500,
        description="Days that the audit trail keeps failed sign-ins, and emails that strangers asked for.",
    )
    password_require_mix: bool = Field(
        True,
        description="Whether new passwords below 15 characters must mix three of four kinds of characters.",
    )
    password_min_score: int = Field(
        2, ge=0, le=4, description="The lowest zxcvbn score of a new password, 0 to 4; 0 switches this off."
    )
    password_hash_queue: int = Field(
        64, ge=1, description="Password checks that may wait, per worker; more are answered with 503."
    )
    body_limit_bytes: int = Field(1_048_576, ge=1024, description="The largest request body.")
    body_timeout_seconds: float = Field(10, gt=0, description="How long a request body may take to arrive.")

    smtp_host: Annotated[str | None, Optional] = Field(
        None, description="The mail server; empty: emails are printed (development only)."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_username: Annotated[str | None, Optional] = Field(None, description="The user name for it.")
    smtp_password: Annotated[SecretStr | None, Optional] = Field(None, description="The password for it.")
    smtp_security: Annotated[Literal["starttls", "tls", "none"], AnyCase] = Field(
        "starttls", description="How the connection to it is encrypted."
    )
    mail_from: str = Field("Gatehouse <no-reply@localhost>", description="The sender of emails.")

    @model_validator(mode="after")
    def _fit_for_the_environment(self) -> Self:
        secret = self.secret_key.get_secret_value() if self.secret_key else None
        rules.require_all(
            rules.secret_key(secret, self.environment),
            rules.mail_server(self.smtp_host, self.environment),
            rules.mail_encryption(self.smtp_host, self.smtp_security, self.environment),
            rules.sender(self.mail_from, self.environment),
            rules.factors(self.second_factors, self.factor_required_for_roles),
            rules.links(self.public_url if "public_url" in self.model_fields_set else None, self.environment),
        )
        return self

    @property
    def directory_is_open(self) -> bool:
        """Whether everyone with an account may read all users."""
        if self.users_may_read_users is None:
            return self.environment == "development"
        return self.users_may_read_users

    @property
    def mail_link_base(self) -> str:
        return self.frontend_url or self.public_url

    @property
    def issuer(self) -> str:
        """Who issues tokens to applications, as discovery says."""
        return self.public_url.rstrip("/")

    @property
    def passkey_domain(self) -> str:
        """The domain that passkeys are bound to: they work on its pages and those of domains below it."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def passkey_origins(self) -> list[str]:
        """The origins of the pages that may ask for passkeys."""
        urls = filter(None, (self.public_url, self.frontend_url))
        return list(dict.fromkeys(rules.origin_of(url) for url in urls))

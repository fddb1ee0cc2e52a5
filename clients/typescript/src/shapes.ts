/** What answers have to look like. Bundlers leave out what is not used. */

import type { Shape } from "./runtime/shapes.js";

export const OAuthErrorModel: Shape = {
  object: {
    error: "string",
    error_description: "string",
    login_token: "string",
    expires_in: "integer",
    factors: { array: "string" },
  },
  required: ["error", "error_description"],
};

export const Accepted: Shape = {
  object: {
    detail: "string",
  },
  required: ["detail"],
};

export const TokenPair: Shape = {
  object: {
    access_token: "string",
    refresh_token: "string",
    token_type: "string",
    expires_in: "integer",
    refresh_expires_in: "integer",
  },
  required: ["access_token", "refresh_token", "token_type", "expires_in", "refresh_expires_in"],
};

export const LoginAnswer: Shape = {
  union: [
    { shape: () => SignedIn, types: ["object"], tags: ["signed_in"] },
    { shape: () => FactorRequired, types: ["object"], tags: ["factor_required"] },
  ],
  tag: "status",
};

export const SignedIn: Shape = {
  object: {
    access_token: "string",
    refresh_token: "string",
    token_type: "string",
    expires_in: "integer",
    refresh_expires_in: "integer",
    status: "string",
    user: () => User,
  },
  required: ["access_token", "refresh_token", "token_type", "expires_in", "refresh_expires_in", "status", "user"],
};

export const FactorRequired: Shape = {
  object: {
    status: "string",
    login_token: "string",
    expires_in: "integer",
    factors: { array: "string" },
  },
  required: ["status", "login_token", "expires_in", "factors"],
};

export const OAuthToken: Shape = {
  object: {
    access_token: "string",
    refresh_token: "string",
    token_type: "string",
    expires_in: "integer",
    refresh_expires_in: "integer",
    scope: "string",
    id_token: "string",
  },
  required: ["access_token", "token_type", "expires_in"],
};

export const DeviceCodes: Shape = {
  object: {
    device_code: "string",
    user_code: "string",
    verification_uri: "string",
    verification_uri_complete: "string",
    expires_in: "integer",
    interval: "integer",
  },
  required: ["device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval"],
};

export const ProviderMetadata: Shape = {
  object: {
    issuer: "string",
    authorization_endpoint: "string",
    token_endpoint: "string",
    device_authorization_endpoint: "string",
    end_session_endpoint: "string",
    userinfo_endpoint: "string",
    jwks_uri: "string",
    revocation_endpoint: "string",
    introspection_endpoint: "string",
    scopes_supported: { array: "string" },
    response_types_supported: { array: "string" },
    response_modes_supported: { array: "string" },
    grant_types_supported: { array: "string" },
    acr_values_supported: { array: "string" },
    subject_types_supported: { array: "string" },
    id_token_signing_alg_values_supported: { array: "string" },
    token_endpoint_auth_methods_supported: { array: "string" },
    token_endpoint_auth_signing_alg_values_supported: { array: "string" },
    code_challenge_methods_supported: { array: "string" },
    prompt_values_supported: { array: "string" },
    claim_types_supported: { array: "string" },
    claims_supported: { array: "string" },
    claims_parameter_supported: "boolean",
    request_parameter_supported: "boolean",
    request_uri_parameter_supported: "boolean",
    authorization_response_iss_parameter_supported: "boolean",
    backchannel_logout_supported: "boolean",
    backchannel_logout_session_supported: "boolean",
    ui_locales_supported: { array: "string" },
  },
  required: [
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "device_authorization_endpoint",
    "end_session_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "revocation_endpoint",
    "introspection_endpoint",
    "scopes_supported",
    "response_types_supported",
    "response_modes_supported",
    "grant_types_supported",
    "acr_values_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
    "token_endpoint_auth_methods_supported",
    "token_endpoint_auth_signing_alg_values_supported",
    "code_challenge_methods_supported",
    "prompt_values_supported",
    "claim_types_supported",
    "claims_supported",
    "claims_parameter_supported",
    "request_parameter_supported",
    "request_uri_parameter_supported",
    "authorization_response_iss_parameter_supported",
    "backchannel_logout_supported",
    "backchannel_logout_session_supported",
    "ui_locales_supported",
  ],
};

export const UserInfo: Shape = {
  object: {
    sub: "string",
    name: "string",
    preferred_username: "string",
    picture: "string",
    updated_at: "integer",
    email: "string",
    email_verified: "boolean",
  },
  required: ["sub"],
};

export const Introspection: Shape = {
  object: {
    active: "boolean",
    client_id: "string",
    scope: "string",
    username: "string",
    token_type: "string",
    exp: "integer",
    iat: "integer",
    sub: "string",
    aud: "string",
    iss: "string",
    jti: "string",
    sid: "string",
    amr: { array: "string" },
    acr: "string",
    auth_time: "integer",
  },
  required: ["active"],
};

export const Factor: Shape = {
  object: {
    id: "string",
    kind: "string",
    name: "string",
    created_at: "string",
    last_used_at: { nullable: "string" },
  },
  required: ["id", "kind", "name", "created_at", "last_used_at"],
};

export const FactorList: Shape = {
  object: {
    items: { array: () => Factor },
    recovery_codes_left: "integer",
  },
  required: ["items", "recovery_codes_left"],
};

export const TotpEnrolment: Shape = {
  object: {
    id: "string",
    name: "string",
    secret: "string",
    otpauth_uri: "string",
    qr_svg: "string",
    expires_in: "integer",
  },
  required: ["id", "name", "secret", "otpauth_uri", "qr_svg", "expires_in"],
};

export const FactorConfirmed: Shape = {
  object: {
    factor: () => Factor,
    recovery_codes: { array: "string" },
  },
  required: ["factor", "recovery_codes"],
};

export const PasskeyOptions: Shape = {
  object: {
    options: { map: "any" },
    expires_in: "integer",
  },
  required: ["options", "expires_in"],
};

export const RecoveryCodes: Shape = {
  object: {
    recovery_codes: { array: "string" },
  },
  required: ["recovery_codes"],
};

export const Policy: Shape = {
  object: {
    password: () => PasswordPolicy,
    lockout: () => LockoutPolicy,
    registration: () => RegistrationPolicy,
    second_factors: () => FactorPolicy,
    tokens: () => TokenPolicy,
  },
  required: ["password", "lockout", "registration", "second_factors", "tokens"],
};

export const PasswordPolicy: Shape = {
  object: {
    min_length: "integer",
    max_length: "integer",
    min_character_classes: "integer",
    passphrase_length: "integer",
    min_score: "integer",
    breached_refused: "boolean",
    rules: { array: "string" },
  },
  required: [
    "min_length",
    "max_length",
    "min_character_classes",
    "passphrase_length",
    "min_score",
    "breached_refused",
    "rules",
  ],
};

export const LockoutPolicy: Shape = {
  object: {
    max_failures: "integer",
    window_seconds: "integer",
  },
  required: ["max_failures", "window_seconds"],
};

export const RegistrationPolicy: Shape = {
  object: {
    mode: "string",
    email_verification_required: "boolean",
  },
  required: ["mode", "email_verification_required"],
};

export const FactorPolicy: Shape = {
  object: {
    mode: "string",
    required_for_roles: { array: "string" },
    recent_for_seconds: "integer",
  },
  required: ["mode", "required_for_roles", "recent_for_seconds"],
};

export const TokenPolicy: Shape = {
  object: {
    access_expires_in: "integer",
    refresh_expires_in: "integer",
    remember_access_expires_in: "integer",
    remember_refresh_expires_in: "integer",
  },
  required: ["access_expires_in", "refresh_expires_in", "remember_access_expires_in", "remember_refresh_expires_in"],
};

export const SessionModel: Shape = {
  object: {
    id: "string",
    user_agent: { nullable: "string" },
    ip_address: { nullable: "string" },
    created_at: "string",
    last_used_at: "string",
    expires_at: "string",
    application: { nullable: "string" },
    is_current: "boolean",
  },
  required: ["id", "user_agent", "ip_address", "created_at", "last_used_at", "expires_at", "application", "is_current"],
};

export const Consent: Shape = {
  object: {
    client_id: "string",
    application: "string",
    scope: { array: "string" },
    given_at: "string",
  },
  required: ["client_id", "application", "scope", "given_at"],
};

export const ConsentList: Shape = {
  object: {
    items: { array: () => Consent },
  },
  required: ["items"],
};

export const SessionList: Shape = {
  object: {
    items: { array: () => SessionModel },
  },
  required: ["items"],
};

export const ApiKey: Shape = {
  object: {
    id: "string",
    name: "string",
    prefix: "string",
    scopes: { array: "string" },
    created_at: "string",
    expires_at: { nullable: "string" },
    last_used_at: { nullable: "string" },
  },
  required: ["id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"],
};

export const ApiKeyList: Shape = {
  object: {
    items: { array: () => ApiKey },
  },
  required: ["items"],
};

export const ApiKeyCreated: Shape = {
  object: {
    id: "string",
    name: "string",
    prefix: "string",
    scopes: { array: "string" },
    created_at: "string",
    expires_at: { nullable: "string" },
    last_used_at: { nullable: "string" },
    key: "string",
  },
  required: ["id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "key"],
};

export const Export: Shape = {
  object: {
    generated_at: "string",
    user: () => User,
    sessions: { array: () => SessionModel },
    consents: { array: () => Consent },
    api_keys: { array: () => ApiKey },
    factors: { array: () => Factor },
    recovery_codes_left: "integer",
    audit: { array: () => AuditEntry },
    audit_truncated: "boolean",
  },
  required: [
    "generated_at",
    "user",
    "sessions",
    "consents",
    "api_keys",
    "factors",
    "recovery_codes_left",
    "audit",
    "audit_truncated",
  ],
};

export const User: Shape = {
  object: {
    id: "integer",
    uuid: "string",
    email: "string",
    username: "string",
    full_name: { nullable: "string" },
    bio: { nullable: "string" },
    avatar_url: { nullable: "string" },
    metadata: { map: "any" },
    roles: { array: "string" },
    is_active: "boolean",
    is_superuser: "boolean",
    is_verified: "boolean",
    status: "string",
    created_at: "string",
    updated_at: "string",
    last_login_at: { nullable: "string" },
  },
  required: [
    "id",
    "uuid",
    "email",
    "username",
    "full_name",
    "bio",
    "avatar_url",
    "metadata",
    "roles",
    "is_active",
    "is_superuser",
    "is_verified",
    "status",
    "created_at",
    "updated_at",
    "last_login_at",
  ],
};

export const UserPage: Shape = {
  object: {
    items: { array: () => User },
    next_cursor: { nullable: "string" },
    total: "integer",
    total_is_estimate: "boolean",
  },
  required: ["items", "next_cursor"],
};

export const Reference: Shape = {
  object: {
    uuid: "string",
    username: "string",
    email: "string",
    is_active: "boolean",
  },
  required: ["uuid", "username", "email", "is_active"],
};

export const UserStats: Shape = {
  object: {
    total_users: "integer",
    active_users: "integer",
    inactive_users: "integer",
    verified_users: "integer",
    registrations: { array: () => DailyCount },
  },
  required: ["total_users", "active_users", "inactive_users", "verified_users", "registrations"],
};

export const DailyCount: Shape = {
  object: {
    date: "string",
    count: "integer",
  },
  required: ["date", "count"],
};

export const Role: Shape = {
  object: {
    name: "string",
    description: { nullable: "string" },
    permissions: { array: "string" },
    is_system: "boolean",
    created_at: "string",
    updated_at: "string",
  },
  required: ["name", "description", "permissions", "is_system", "created_at", "updated_at"],
};

export const RolePage: Shape = {
  object: {
    items: { array: () => Role },
    next_cursor: { nullable: "string" },
  },
  required: ["items", "next_cursor"],
};

export const PermissionList: Shape = {
  object: {
    items: { array: () => PermissionInfo },
  },
  required: ["items"],
};

export const PermissionInfo: Shape = {
  object: {
    name: "string",
    description: "string",
    client_id: { nullable: "string" },
  },
  required: ["name", "description", "client_id"],
};

export const ApplicationPermission: Shape = {
  object: {
    name: "string",
    description: "string",
  },
  required: ["name", "description"],
};

export const Application: Shape = {
  object: {
    client_id: "string",
    uuid: "string",
    name: "string",
    kind: "string",
    audience: "string",
    redirect_uris: { array: "string" },
    post_logout_redirect_uris: { array: "string" },
    backchannel_logout_uri: { nullable: "string" },
    signing_algorithm: "string",
    is_trusted: "boolean",
    is_active: "boolean",
    permissions: { array: () => ApplicationPermission },
    roles: { array: "string" },
    created_at: "string",
    updated_at: "string",
  },
  required: [
    "client_id",
    "uuid",
    "name",
    "kind",
    "audience",
    "redirect_uris",
    "post_logout_redirect_uris",
    "backchannel_logout_uri",
    "signing_algorithm",
    "is_trusted",
    "is_active",
    "permissions",
    "roles",
    "created_at",
    "updated_at",
  ],
};

export const ApplicationPage: Shape = {
  object: {
    items: { array: () => Application },
    next_cursor: { nullable: "string" },
  },
  required: ["items", "next_cursor"],
};

export const ApplicationSecret: Shape = {
  object: {
    id: "string",
    name: "string",
    prefix: "string",
    created_at: "string",
    expires_at: { nullable: "string" },
    last_used_at: { nullable: "string" },
  },
  required: ["id", "name", "prefix", "created_at", "expires_at", "last_used_at"],
};

export const ApplicationSecretList: Shape = {
  object: {
    items: { array: () => ApplicationSecret },
  },
  required: ["items"],
};

export const ApplicationSecretCreated: Shape = {
  object: {
    id: "string",
    name: "string",
    prefix: "string",
    created_at: "string",
    expires_at: { nullable: "string" },
    last_used_at: { nullable: "string" },
    secret: "string",
  },
  required: ["id", "name", "prefix", "created_at", "expires_at", "last_used_at", "secret"],
};

export const ApplicationKey: Shape = {
  object: {
    id: "string",
    name: "string",
    kid: "string",
    algorithm: "string",
    jwk: { map: "any" },
    created_at: "string",
    last_used_at: { nullable: "string" },
  },
  required: ["id", "name", "kid", "algorithm", "jwk", "created_at", "last_used_at"],
};

export const ApplicationKeyList: Shape = {
  object: {
    items: { array: () => ApplicationKey },
  },
  required: ["items"],
};

export const AuditEntry: Shape = {
  object: {
    id: "integer",
    created_at: "string",
    action: "string",
    actor_uuid: { nullable: "string" },
    actor_kind: "string",
    target_type: { nullable: "string" },
    target_id: { nullable: "string" },
    ip_address: { nullable: "string" },
    user_agent: { nullable: "string" },
    request_id: { nullable: "string" },
    details: { map: "any" },
  },
  required: [
    "id",
    "created_at",
    "action",
    "actor_uuid",
    "actor_kind",
    "target_type",
    "target_id",
    "ip_address",
    "user_agent",
    "request_id",
    "details",
  ],
};

export const AuditPage: Shape = {
  object: {
    items: { array: () => AuditEntry },
    next_cursor: { nullable: "string" },
  },
  required: ["items", "next_cursor"],
};

export const ServiceInfo: Shape = {
  object: {
    name: "string",
    version: "string",
    description: "string",
    links: () => ServiceLinks,
    sdks: { array: () => SdkInfo },
  },
  required: ["name", "version", "description", "links", "sdks"],
};

export const ServiceLinks: Shape = {
  object: {
    docs: { nullable: "string" },
    openapi: { nullable: "string" },
    health: "string",
    jwks: "string",
  },
  required: ["docs", "openapi", "health", "jwks"],
};

export const SdkInfo: Shape = {
  object: {
    language: "string",
    version: "string",
    package: "string",
  },
  required: ["language", "version", "package"],
};

export const Health: Shape = {
  object: {
    status: "string",
    version: "string",
    timestamp: "string",
    database: "string",
    dependencies: { map: () => DependencyHealth },
  },
  required: ["status", "version", "timestamp", "database", "dependencies"],
};

export const DependencyHealth: Shape = {
  object: {
    state: "string",
    latency_ms: { nullable: "number" },
  },
  required: ["state", "latency_ms"],
};

export const Liveness: Shape = {
  object: {
    status: "string",
  },
  required: ["status"],
};

export const Readiness: Shape = {
  object: {
    status: "string",
  },
  required: ["status"],
};

export const JwkSet: Shape = {
  object: {
    keys: { array: () => Jwk },
  },
  required: ["keys"],
};

export const Jwk: Shape = {
  object: {
    kty: "string",
    crv: "string",
    x: "string",
    y: "string",
    n: "string",
    e: "string",
    kid: "string",
    use: "string",
    alg: "string",
  },
  required: ["kty", "kid", "use", "alg"],
};

export const AuthRegisterSuccess: Shape = {
  union: [
    {
      shape: () => User,
      types: ["object"],
      constants: { status: ["active", "inactive", "suspended", "pending_verification"] },
      field: "id",
    },
    { shape: () => Accepted, types: ["object"], field: "detail" },
  ],
};

/**
 * A schema for each model, for validating answers or your own input: this entry needs zod 4, the others do not.
 * Members and enum values that are not described pass, as the service may have more of them one day.
 */

import * as z from "zod";
import type * as models from "./models.js";
import * as make from "./runtime/zod.js";

export const ProblemCodeZodSchema: z.ZodType<models.ProblemCode> = /* @__PURE__ */ make.model(() => z.string());

export const ProblemZodSchema: z.ZodType<models.Problem> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: make.whole(),
    detail: z.string(),
    code: ProblemCodeZodSchema,
    request_id: RequestIdZodSchema,
    errors: z.array(ProblemErrorModelZodSchema).optional(),
  }),
);

export const ProblemErrorModelZodSchema: z.ZodType<models.ProblemErrorModel> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    pointer: z.string(),
    code: z.string(),
    detail: z.string(),
  }),
);

export const OAuthErrorModelZodSchema: z.ZodType<models.OAuthErrorModel> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    error: OAuthErrorErrorModelZodSchema,
    error_description: z.string(),
  }),
);

export const AcceptedZodSchema: z.ZodType<models.Accepted> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    detail: z.string(),
  }),
);

export const RequestIdZodSchema: z.ZodType<models.RequestId> = /* @__PURE__ */ make.model(() => z.string());

export const PermissionZodSchema: z.ZodType<models.Permission> = /* @__PURE__ */ make.model(() => z.string());

export const RoleNameZodSchema: z.ZodType<models.RoleName> = /* @__PURE__ */ make.model(() => z.string());

export const RoleDescriptionZodSchema: z.ZodType<models.RoleDescription> = /* @__PURE__ */ make.model(() => z.string());

export const EmailZodSchema: z.ZodType<models.Email> = /* @__PURE__ */ make.model(() => z.string());

export const UsernameZodSchema: z.ZodType<models.Username> = /* @__PURE__ */ make.model(() => z.string());

export const PasswordZodSchema: z.ZodType<models.Password> = /* @__PURE__ */ make.model(() => z.string());

export const NewPasswordZodSchema: z.ZodType<models.NewPassword> = /* @__PURE__ */ make.model(() => z.string());

export const FullNameZodSchema: z.ZodType<models.FullName> = /* @__PURE__ */ make.model(() => z.string());

export const BioZodSchema: z.ZodType<models.Bio> = /* @__PURE__ */ make.model(() => z.string());

export const AvatarUrlZodSchema: z.ZodType<models.AvatarUrl> = /* @__PURE__ */ make.model(() => z.string());

export const MetadataZodSchema: z.ZodType<models.Metadata> = /* @__PURE__ */ make.model(() =>
  z.record(z.string(), z.unknown()),
);

export const OneTimeTokenZodSchema: z.ZodType<models.OneTimeToken> = /* @__PURE__ */ make.model(() => z.string());

export const NextCursorZodSchema: z.ZodType<models.NextCursor> = /* @__PURE__ */ make.model(() => z.string());

export const RegisterRequestZodSchema: z.ZodType<models.RegisterRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    email: EmailZodSchema,
    username: UsernameZodSchema,
    password: NewPasswordZodSchema,
    full_name: FullNameZodSchema.nullable().optional(),
  }),
);

export const LoginRequestZodSchema: z.ZodType<models.LoginRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    email: z.string().optional(),
    username: z.string().optional(),
    password: PasswordZodSchema,
    remember_me: z.boolean().optional(),
  }),
);

export const TokenPairZodSchema: z.ZodType<models.TokenPair> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole(),
  }),
);

export const LoginAnswerZodSchema: z.ZodType<models.LoginAnswer> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole(),
    user: UserZodSchema,
  }),
);

export const TokenRequestZodSchema: z.ZodType<models.TokenRequest> = /* @__PURE__ */ make.model(() =>
  z
    .object({
      grant_type: z.string(),
      username: z.string().optional(),
      password: z.string().optional(),
      refresh_token: z.string().optional(),
      scope: z.string().optional(),
      client_id: z.string().optional(),
      client_secret: z.string().optional(),
    })
    .catchall(z.unknown()),
);

export const OAuthTokenZodSchema: z.ZodType<models.OAuthToken> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole(),
    scope: z.string().optional(),
  }),
);

export const RefreshRequestZodSchema: z.ZodType<models.RefreshRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    refresh_token: z.string(),
  }),
);

export const LogoutRequestZodSchema: z.ZodType<models.LogoutRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    scope: LogoutRequestScopeZodSchema.optional(),
  }),
);

export const PasswordResetRequestZodSchema: z.ZodType<models.PasswordResetRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    email: EmailZodSchema,
  }),
);

export const PasswordResetZodSchema: z.ZodType<models.PasswordReset> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    new_password: NewPasswordZodSchema,
  }),
);

export const PasswordResetConfirmZodSchema: z.ZodType<models.PasswordResetConfirm> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    token: OneTimeTokenZodSchema,
    new_password: NewPasswordZodSchema,
  }),
);

export const EmailVerificationRequestZodSchema: z.ZodType<models.EmailVerificationRequest> = /* @__PURE__ */ make.model(
  () =>
    z.strictObject({
      email: EmailZodSchema,
    }),
);

export const EmailVerificationZodSchema: z.ZodType<models.EmailVerification> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    token: OneTimeTokenZodSchema,
  }),
);

export const IntrospectionRequestZodSchema: z.ZodType<models.IntrospectionRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    token: z.string(),
    token_type_hint: z.string().optional(),
  }),
);

export const IntrospectionZodSchema: z.ZodType<models.Introspection> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    active: z.boolean(),
    scope: z.string().optional(),
    username: z.string().optional(),
    token_type: z.string().optional(),
    exp: make.whole().optional(),
    iat: make.whole().optional(),
    sub: z.string().optional(),
    aud: z.string().optional(),
    iss: z.string().optional(),
    jti: z.string().optional(),
    sid: z.string().optional(),
  }),
);

export const RevocationRequestZodSchema: z.ZodType<models.RevocationRequest> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    token: z.string(),
    token_type_hint: z.string().optional(),
  }),
);

export const PolicyZodSchema: z.ZodType<models.Policy> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    password: PasswordPolicyZodSchema,
    lockout: LockoutPolicyZodSchema,
    registration: RegistrationPolicyZodSchema,
    tokens: TokenPolicyZodSchema,
  }),
);

export const PasswordPolicyZodSchema: z.ZodType<models.PasswordPolicy> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    min_length: make.whole(),
    max_length: make.whole(),
    min_character_classes: make.whole(),
    passphrase_length: make.whole(),
    rules: z.array(z.string()),
  }),
);

export const LockoutPolicyZodSchema: z.ZodType<models.LockoutPolicy> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    max_failures: make.whole(),
    window_seconds: make.whole(),
  }),
);

export const RegistrationPolicyZodSchema: z.ZodType<models.RegistrationPolicy> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    mode: RegistrationPolicyModeZodSchema,
    email_verification_required: z.boolean(),
  }),
);

export const TokenPolicyZodSchema: z.ZodType<models.TokenPolicy> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    access_expires_in: make.whole(),
    refresh_expires_in: make.whole(),
    remember_access_expires_in: make.whole(),
    remember_refresh_expires_in: make.whole(),
  }),
);

export const ProfileUpdateZodSchema: z.ZodType<models.ProfileUpdate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    username: UsernameZodSchema.optional(),
    full_name: FullNameZodSchema.nullable().optional(),
    bio: BioZodSchema.nullable().optional(),
    avatar_url: AvatarUrlZodSchema.nullable().optional(),
    metadata: MetadataZodSchema.optional(),
  }),
);

export const PasswordChangeZodSchema: z.ZodType<models.PasswordChange> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    current_password: PasswordZodSchema,
    new_password: NewPasswordZodSchema,
  }),
);

export const EmailChangeZodSchema: z.ZodType<models.EmailChange> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    new_email: EmailZodSchema,
    password: PasswordZodSchema,
  }),
);

export const EmailChangeConfirmZodSchema: z.ZodType<models.EmailChangeConfirm> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    token: OneTimeTokenZodSchema,
  }),
);

export const SessionModelZodSchema: z.ZodType<models.SessionModel> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    id: z.guid(),
    user_agent: z.string().nullable(),
    ip_address: z.string().nullable(),
    created_at: z.iso.datetime({ offset: true }),
    last_used_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }),
    is_current: z.boolean(),
  }),
);

export const SessionListZodSchema: z.ZodType<models.SessionList> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(SessionModelZodSchema),
  }),
);

export const ApiKeyZodSchema: z.ZodType<models.ApiKey> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(PermissionZodSchema),
    created_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable(),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const ApiKeyListZodSchema: z.ZodType<models.ApiKeyList> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(ApiKeyZodSchema),
  }),
);

export const ApiKeyCreateZodSchema: z.ZodType<models.ApiKeyCreate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    name: z.string(),
    scopes: z.array(PermissionZodSchema),
    expires_in_days: make.whole().nullable().optional(),
  }),
);

export const ApiKeyCreatedZodSchema: z.ZodType<models.ApiKeyCreated> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(PermissionZodSchema),
    created_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable(),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
    key: z.string(),
  }),
);

export const ExportZodSchema: z.ZodType<models.Export> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    generated_at: z.iso.datetime({ offset: true }),
    user: UserZodSchema,
    sessions: z.array(SessionModelZodSchema),
    api_keys: z.array(ApiKeyZodSchema),
    audit: z.array(AuditEntryZodSchema),
    audit_truncated: z.boolean(),
  }),
);

export const UserZodSchema: z.ZodType<models.User> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    id: make.whole(),
    uuid: z.guid(),
    email: EmailZodSchema,
    username: UsernameZodSchema,
    full_name: FullNameZodSchema.nullable(),
    bio: BioZodSchema.nullable(),
    avatar_url: AvatarUrlZodSchema.nullable(),
    metadata: MetadataZodSchema,
    roles: z.array(RoleNameZodSchema),
    is_active: z.boolean(),
    is_superuser: z.boolean(),
    is_verified: z.boolean(),
    status: UserStatusZodSchema,
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
    last_login_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const UserPageZodSchema: z.ZodType<models.UserPage> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(UserZodSchema),
    next_cursor: NextCursorZodSchema.nullable(),
    total: make.whole().optional(),
  }),
);

export const UserCreateZodSchema: z.ZodType<models.UserCreate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    email: EmailZodSchema,
    username: UsernameZodSchema,
    password: NewPasswordZodSchema.optional(),
    full_name: FullNameZodSchema.nullable().optional(),
    bio: BioZodSchema.nullable().optional(),
    avatar_url: AvatarUrlZodSchema.nullable().optional(),
    metadata: MetadataZodSchema.optional(),
    roles: z.array(RoleNameZodSchema).optional(),
  }),
);

export const UserUpdateZodSchema: z.ZodType<models.UserUpdate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    email: EmailZodSchema.optional(),
    username: UsernameZodSchema.optional(),
    full_name: FullNameZodSchema.nullable().optional(),
    bio: BioZodSchema.nullable().optional(),
    avatar_url: AvatarUrlZodSchema.nullable().optional(),
    metadata: MetadataZodSchema.optional(),
  }),
);

export const ReferenceZodSchema: z.ZodType<models.Reference> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    uuid: z.guid(),
    username: UsernameZodSchema,
    email: EmailZodSchema,
    is_active: z.boolean(),
  }),
);

export const UserStatsZodSchema: z.ZodType<models.UserStats> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    total_users: make.whole(),
    active_users: make.whole(),
    inactive_users: make.whole(),
    verified_users: make.whole(),
    registrations: z.array(DailyCountZodSchema),
  }),
);

export const DailyCountZodSchema: z.ZodType<models.DailyCount> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    date: z.iso.date(),
    count: make.whole(),
  }),
);

export const RoleZodSchema: z.ZodType<models.Role> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    name: RoleNameZodSchema,
    description: RoleDescriptionZodSchema.nullable(),
    permissions: z.array(PermissionZodSchema),
    is_system: z.boolean(),
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
  }),
);

export const RolePageZodSchema: z.ZodType<models.RolePage> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(RoleZodSchema),
    next_cursor: NextCursorZodSchema.nullable(),
  }),
);

export const RoleCreateZodSchema: z.ZodType<models.RoleCreate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    name: RoleNameZodSchema,
    description: RoleDescriptionZodSchema.nullable().optional(),
    permissions: z.array(PermissionZodSchema),
  }),
);

export const RoleUpdateZodSchema: z.ZodType<models.RoleUpdate> = /* @__PURE__ */ make.model(() =>
  z.strictObject({
    description: RoleDescriptionZodSchema.nullable().optional(),
    permissions: z.array(PermissionZodSchema).optional(),
  }),
);

export const PermissionListZodSchema: z.ZodType<models.PermissionList> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(PermissionInfoZodSchema),
  }),
);

export const PermissionInfoZodSchema: z.ZodType<models.PermissionInfo> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    name: PermissionZodSchema,
    description: z.string(),
  }),
);

export const AuditEntryZodSchema: z.ZodType<models.AuditEntry> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    id: make.whole(),
    created_at: z.iso.datetime({ offset: true }),
    action: z.string(),
    actor_uuid: z.guid().nullable(),
    actor_kind: AuditEntryActorKindZodSchema,
    target_type: z.string().nullable(),
    target_id: z.string().nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  }),
);

export const AuditPageZodSchema: z.ZodType<models.AuditPage> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    items: z.array(AuditEntryZodSchema),
    next_cursor: NextCursorZodSchema.nullable(),
  }),
);

export const ServiceInfoZodSchema: z.ZodType<models.ServiceInfo> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    links: ServiceLinksZodSchema,
    sdks: z.array(SdkInfoZodSchema),
  }),
);

export const ServiceLinksZodSchema: z.ZodType<models.ServiceLinks> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    docs: z.string().nullable(),
    openapi: z.string().nullable(),
    health: z.string(),
    jwks: z.string(),
  }),
);

export const SdkInfoZodSchema: z.ZodType<models.SdkInfo> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    language: SdkInfoLanguageZodSchema,
    version: z.string(),
    package: z.string(),
  }),
);

export const HealthZodSchema: z.ZodType<models.Health> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    status: HealthStatusZodSchema,
    version: z.string(),
    timestamp: z.iso.datetime({ offset: true }),
    database: HealthDatabaseZodSchema,
    dependencies: z.record(z.string(), DependencyHealthZodSchema),
  }),
);

export const DependencyHealthZodSchema: z.ZodType<models.DependencyHealth> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    state: DependencyHealthStateZodSchema,
    latency_ms: z.number().nullable(),
  }),
);

export const LivenessZodSchema: z.ZodType<models.Liveness> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    status: make.known("alive"),
  }),
);

export const ReadinessZodSchema: z.ZodType<models.Readiness> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    status: make.known("ready"),
  }),
);

export const JwkSetZodSchema: z.ZodType<models.JwkSet> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    keys: z.array(JwkZodSchema),
  }),
);

export const JwkZodSchema: z.ZodType<models.Jwk> = /* @__PURE__ */ make.model(() =>
  z.looseObject({
    kty: make.known("OKP"),
    crv: make.known("Ed25519"),
    x: z.string(),
    kid: z.string(),
    use: make.known("sig"),
    alg: make.known("EdDSA"),
  }),
);

export const OAuthErrorErrorModelZodSchema: z.ZodType<models.OAuthErrorErrorModel> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const LogoutRequestScopeZodSchema: z.ZodType<models.LogoutRequestScope> = /* @__PURE__ */ make.model(() =>
  z.literal(["this", "others", "all"]),
);

export const RegistrationPolicyModeZodSchema: z.ZodType<models.RegistrationPolicyMode> = /* @__PURE__ */ make.model(
  () => z.string(),
);

export const UserStatusZodSchema: z.ZodType<models.UserStatus> = /* @__PURE__ */ make.model(() => z.string());

export const AuditEntryActorKindZodSchema: z.ZodType<models.AuditEntryActorKind> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const SdkInfoLanguageZodSchema: z.ZodType<models.SdkInfoLanguage> = /* @__PURE__ */ make.model(() => z.string());

export const HealthStatusZodSchema: z.ZodType<models.HealthStatus> = /* @__PURE__ */ make.model(() => z.string());

export const HealthDatabaseZodSchema: z.ZodType<models.HealthDatabase> = /* @__PURE__ */ make.model(() => z.string());

export const DependencyHealthStateZodSchema: z.ZodType<models.DependencyHealthState> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const SortParameterZodSchema: z.ZodType<models.SortParameter> = /* @__PURE__ */ make.model(() =>
  z.literal([
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "email",
    "-email",
    "username",
    "-username",
    "full_name",
    "-full_name",
  ]),
);

export const AuthRegisterSuccessZodSchema: z.ZodType<models.AuthRegisterSuccess> = /* @__PURE__ */ make.model(() =>
  make.choice("unclaimed", [
    {
      schema: UserZodSchema,
      rules: {
        types: ["object"],
        constants: { status: ["active", "inactive", "suspended", "pending_verification"] },
        field: "id",
      },
    },
    { schema: AcceptedZodSchema, rules: { types: ["object"], field: "detail" } },
  ]),
);

/**
 * A schema for each model, for validating answers or your own input: this entry needs zod 4, the others do not.
 * Members and enum values that are not described pass, as the service may have more of them one day.
 */

import * as z from "zod";
import type * as models from "./models.js";
import * as make from "./runtime/zod.js";

export const ProblemCodeSchema: z.ZodType<models.ProblemCode> = /* @__PURE__ */ make.model(() => z.string());

export const ProblemSchema: z.ZodType<models.Problem> = /* @__PURE__ */ make.model(() =>
  make.open({
    type: z.string(),
    title: z.string(),
    status: make.whole(),
    detail: z.string(),
    code: ProblemCodeSchema,
    request_id: RequestIdSchema,
    errors: z.array(ProblemErrorModelSchema).optional(),
  }),
);

export const ProblemErrorModelSchema: z.ZodType<models.ProblemErrorModel> = /* @__PURE__ */ make.model(() =>
  make.open({
    pointer: z.string(),
    code: z.string(),
    detail: z.string(),
  }),
);

export const OAuthErrorModelSchema: z.ZodType<models.OAuthErrorModel> = /* @__PURE__ */ make.model(() =>
  make.open({
    error: OAuthErrorErrorModelSchema,
    error_description: z.string(),
    login_token: z.string().optional(),
    expires_in: make.whole().optional(),
    factors: z.array(FactorKindSchema).optional(),
  }),
);

export const AcceptedSchema: z.ZodType<models.Accepted> = /* @__PURE__ */ make.model(() =>
  make.open({
    detail: z.string(),
  }),
);

export const RequestIdSchema: z.ZodType<models.RequestId> = /* @__PURE__ */ make.model(() => z.string());

export const PermissionSchema: z.ZodType<models.Permission> = /* @__PURE__ */ make.model(() => z.string());

export const ApplicationPermissionNameSchema: z.ZodType<models.ApplicationPermissionName> = /* @__PURE__ */ make.model(
  () => z.string(),
);

export const ClientIdSchema: z.ZodType<models.ClientId> = /* @__PURE__ */ make.model(() => z.string());

export const RedirectUriSchema: z.ZodType<models.RedirectUri> = /* @__PURE__ */ make.model(() => z.string());

export const SigningAlgorithmSchema: z.ZodType<models.SigningAlgorithm> = /* @__PURE__ */ make.model(() => z.string());

export const RoleNameSchema: z.ZodType<models.RoleName> = /* @__PURE__ */ make.model(() => z.string());

export const RoleDescriptionSchema: z.ZodType<models.RoleDescription> = /* @__PURE__ */ make.model(() => z.string());

export const EmailSchema: z.ZodType<models.Email> = /* @__PURE__ */ make.model(() => z.string());

export const UsernameSchema: z.ZodType<models.Username> = /* @__PURE__ */ make.model(() => z.string());

export const PasswordSchema: z.ZodType<models.Password> = /* @__PURE__ */ make.model(() => z.string());

export const NewPasswordSchema: z.ZodType<models.NewPassword> = /* @__PURE__ */ make.model(() => z.string());

export const FullNameSchema: z.ZodType<models.FullName> = /* @__PURE__ */ make.model(() => z.string());

export const BioSchema: z.ZodType<models.Bio> = /* @__PURE__ */ make.model(() => z.string());

export const AvatarUrlSchema: z.ZodType<models.AvatarUrl> = /* @__PURE__ */ make.model(() => z.string());

export const MetadataSchema: z.ZodType<models.Metadata> = /* @__PURE__ */ make.model(() =>
  z.record(z.string(), z.unknown()),
);

export const OneTimeTokenSchema: z.ZodType<models.OneTimeToken> = /* @__PURE__ */ make.model(() => z.string());

export const NextCursorSchema: z.ZodType<models.NextCursor> = /* @__PURE__ */ make.model(() => z.string());

export const RegisterRequestSchema: z.ZodType<models.RegisterRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: EmailSchema,
    username: UsernameSchema,
    password: NewPasswordSchema,
    full_name: FullNameSchema.nullable().optional(),
    bio: BioSchema.nullable().optional(),
    avatar_url: AvatarUrlSchema.nullable().optional(),
    metadata: MetadataSchema.optional(),
  }),
);

export const LoginRequestSchema: z.ZodType<models.LoginRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: z.string().optional(),
    username: z.string().optional(),
    password: PasswordSchema,
    remember_me: z.boolean().optional(),
  }),
);

export const LoginFormSchema: z.ZodType<models.LoginForm> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: z.string().optional(),
    username: z.string().optional(),
    password: PasswordSchema,
    remember_me: z.boolean().optional(),
  }),
);

export const TokenPairSchema: z.ZodType<models.TokenPair> = /* @__PURE__ */ make.model(() =>
  make.open({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole(),
  }),
);

export const LoginAnswerSchema: z.ZodType<models.LoginAnswer> = /* @__PURE__ */ make.model(() =>
  make.choice(
    "unclaimed",
    [
      { schema: SignedInSchema, rules: { types: ["object"], tags: ["signed_in"] } },
      { schema: FactorRequiredSchema, rules: { types: ["object"], tags: ["factor_required"] } },
    ],
    "status",
  ),
);

export const SignedInSchema: z.ZodType<models.SignedIn> = /* @__PURE__ */ make.model(() =>
  make.open({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole(),
    status: make.known("signed_in"),
    user: UserSchema,
  }),
);

export const FactorRequiredSchema: z.ZodType<models.FactorRequired> = /* @__PURE__ */ make.model(() =>
  make.open({
    status: make.known("factor_required"),
    login_token: z.string(),
    expires_in: make.whole(),
    factors: z.array(FactorKindSchema),
  }),
);

export const LoginCompletionSchema: z.ZodType<models.LoginCompletion> = /* @__PURE__ */ make.model(() =>
  make.closed({
    login_token: LoginTokenSchema,
    code: FactorCodeSchema,
  }),
);

export const LoginTokenProofSchema: z.ZodType<models.LoginTokenProof> = /* @__PURE__ */ make.model(() =>
  make.closed({
    login_token: LoginTokenSchema,
  }),
);

export const PasskeyCompletionSchema: z.ZodType<models.PasskeyCompletion> = /* @__PURE__ */ make.model(() =>
  make.closed({
    login_token: LoginTokenSchema,
    credential: PasskeyCredentialSchema,
  }),
);

export const PasskeyLoginSchema: z.ZodType<models.PasskeyLogin> = /* @__PURE__ */ make.model(() =>
  make.closed({
    credential: PasskeyCredentialSchema,
    remember_me: z.boolean().optional(),
  }),
);

export const StepUpSchema: z.ZodType<models.StepUp> = /* @__PURE__ */ make.model(() =>
  make.closed({
    code: FactorCodeSchema,
  }),
);

export const PasskeyStepUpSchema: z.ZodType<models.PasskeyStepUp> = /* @__PURE__ */ make.model(() =>
  make.closed({
    credential: PasskeyCredentialSchema,
  }),
);

export const LoginTokenSchema: z.ZodType<models.LoginToken> = /* @__PURE__ */ make.model(() => z.string());

export const TokenRequestSchema: z.ZodType<models.TokenRequest> = /* @__PURE__ */ make.model(() =>
  make.extended(
    {
      grant_type: z.string().optional(),
      device_code: z.string().optional(),
      username: z.string().optional(),
      password: z.string().optional(),
      refresh_token: z.string().optional(),
      scope: z.string().optional(),
      client_id: z.string().optional(),
      client_secret: z.string().optional(),
      client_assertion: z.string().optional(),
      client_assertion_type: z.string().optional(),
      code: z.string().optional(),
      code_verifier: z.string().optional(),
      redirect_uri: z.string().optional(),
      resource: z.string().optional(),
      audience: z.string().optional(),
    },
    z.unknown(),
  ),
);

export const OAuthTokenSchema: z.ZodType<models.OAuthToken> = /* @__PURE__ */ make.model(() =>
  make.open({
    access_token: z.string(),
    refresh_token: z.string().optional(),
    token_type: make.known("bearer"),
    expires_in: make.whole(),
    refresh_expires_in: make.whole().optional(),
    scope: z.string().optional(),
    id_token: z.string().optional(),
  }),
);

export const DeviceRequestSchema: z.ZodType<models.DeviceRequest> = /* @__PURE__ */ make.model(() =>
  make.extended(
    {
      scope: z.string().optional(),
      client_id: z.string().optional(),
      client_secret: z.string().optional(),
      client_assertion: z.string().optional(),
      client_assertion_type: z.string().optional(),
    },
    z.unknown(),
  ),
);

export const DeviceCodesSchema: z.ZodType<models.DeviceCodes> = /* @__PURE__ */ make.model(() =>
  make.open({
    device_code: z.string(),
    user_code: z.string(),
    verification_uri: z.string(),
    verification_uri_complete: z.string(),
    expires_in: make.whole(),
    interval: make.whole(),
  }),
);

export const ProviderMetadataSchema: z.ZodType<models.ProviderMetadata> = /* @__PURE__ */ make.model(() =>
  make.open({
    issuer: z.string(),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
    device_authorization_endpoint: z.string(),
    end_session_endpoint: z.string(),
    userinfo_endpoint: z.string(),
    jwks_uri: z.string(),
    revocation_endpoint: z.string(),
    introspection_endpoint: z.string(),
    scopes_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    response_modes_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    acr_values_supported: z.array(z.string()),
    subject_types_supported: z.array(z.string()),
    id_token_signing_alg_values_supported: z.array(z.string()),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    token_endpoint_auth_signing_alg_values_supported: z.array(z.string()),
    code_challenge_methods_supported: z.array(z.string()),
    prompt_values_supported: z.array(z.string()),
    claim_types_supported: z.array(z.string()),
    claims_supported: z.array(z.string()),
    claims_parameter_supported: z.boolean(),
    request_parameter_supported: z.boolean(),
    request_uri_parameter_supported: z.boolean(),
    authorization_response_iss_parameter_supported: z.boolean(),
    backchannel_logout_supported: z.boolean(),
    backchannel_logout_session_supported: z.boolean(),
    ui_locales_supported: z.array(z.string()),
  }),
);

export const UserInfoSchema: z.ZodType<models.UserInfo> = /* @__PURE__ */ make.model(() =>
  make.open({
    sub: z.guid(),
    name: z.string().optional(),
    preferred_username: z.string().optional(),
    picture: z.string().optional(),
    updated_at: make.whole().optional(),
    email: z.string().optional(),
    email_verified: z.boolean().optional(),
  }),
);

export const RefreshRequestSchema: z.ZodType<models.RefreshRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    refresh_token: z.string(),
  }),
);

export const LogoutRequestSchema: z.ZodType<models.LogoutRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    scope: LogoutRequestScopeSchema.optional(),
  }),
);

export const PasswordResetRequestSchema: z.ZodType<models.PasswordResetRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: EmailSchema,
  }),
);

export const PasswordResetSchema: z.ZodType<models.PasswordReset> = /* @__PURE__ */ make.model(() =>
  make.closed({
    new_password: NewPasswordSchema,
  }),
);

export const PasswordResetConfirmSchema: z.ZodType<models.PasswordResetConfirm> = /* @__PURE__ */ make.model(() =>
  make.closed({
    token: OneTimeTokenSchema,
    new_password: NewPasswordSchema,
  }),
);

export const EmailVerificationRequestSchema: z.ZodType<models.EmailVerificationRequest> = /* @__PURE__ */ make.model(
  () =>
    make.closed({
      email: EmailSchema,
    }),
);

export const EmailVerificationSchema: z.ZodType<models.EmailVerification> = /* @__PURE__ */ make.model(() =>
  make.closed({
    token: OneTimeTokenSchema,
    password: NewPasswordSchema.optional(),
  }),
);

export const IntrospectionRequestSchema: z.ZodType<models.IntrospectionRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    token: z.string(),
    token_type_hint: z.string().optional(),
  }),
);

export const IntrospectionSchema: z.ZodType<models.Introspection> = /* @__PURE__ */ make.model(() =>
  make.open({
    active: z.boolean(),
    client_id: z.string().optional(),
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
    amr: z.array(z.string()).optional(),
    acr: z.string().optional(),
    auth_time: make.whole().optional(),
  }),
);

export const RevocationRequestSchema: z.ZodType<models.RevocationRequest> = /* @__PURE__ */ make.model(() =>
  make.closed({
    token: z.string(),
    token_type_hint: z.string().optional(),
  }),
);

export const FactorKindSchema: z.ZodType<models.FactorKind> = /* @__PURE__ */ make.model(() => z.string());

export const EnrolledFactorKindSchema: z.ZodType<models.EnrolledFactorKind> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const FactorNameSchema: z.ZodType<models.FactorName> = /* @__PURE__ */ make.model(() => z.string());

export const FactorCodeSchema: z.ZodType<models.FactorCode> = /* @__PURE__ */ make.model(() => z.string());

export const FactorSchema: z.ZodType<models.Factor> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    kind: EnrolledFactorKindSchema,
    name: z.string(),
    created_at: z.iso.datetime({ offset: true }),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const FactorListSchema: z.ZodType<models.FactorList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(FactorSchema),
    recovery_codes_left: make.whole(),
  }),
);

export const TotpEnrolSchema: z.ZodType<models.TotpEnrol> = /* @__PURE__ */ make.model(() =>
  make.closed({
    password: PasswordSchema,
    name: FactorNameSchema.optional(),
  }),
);

export const TotpEnrolmentSchema: z.ZodType<models.TotpEnrolment> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    name: z.string(),
    secret: z.string(),
    otpauth_uri: z.string(),
    qr_svg: z.string(),
    expires_in: make.whole(),
  }),
);

export const FactorConfirmSchema: z.ZodType<models.FactorConfirm> = /* @__PURE__ */ make.model(() =>
  make.closed({
    code: FactorCodeSchema,
  }),
);

export const FactorConfirmedSchema: z.ZodType<models.FactorConfirmed> = /* @__PURE__ */ make.model(() =>
  make.open({
    factor: FactorSchema,
    recovery_codes: z.array(z.string()),
  }),
);

export const PasskeyOptionsSchema: z.ZodType<models.PasskeyOptions> = /* @__PURE__ */ make.model(() =>
  make.open({
    options: z.record(z.string(), z.unknown()),
    expires_in: make.whole(),
  }),
);

export const PasskeyCredentialSchema: z.ZodType<models.PasskeyCredential> = /* @__PURE__ */ make.model(() =>
  z.record(z.string(), z.unknown()),
);

export const PasskeyAddSchema: z.ZodType<models.PasskeyAdd> = /* @__PURE__ */ make.model(() =>
  make.closed({
    credential: PasskeyCredentialSchema,
    name: FactorNameSchema.optional(),
  }),
);

export const FactorRenameSchema: z.ZodType<models.FactorRename> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: FactorNameSchema,
  }),
);

export const PasswordProofSchema: z.ZodType<models.PasswordProof> = /* @__PURE__ */ make.model(() =>
  make.closed({
    password: PasswordSchema,
  }),
);

export const RecoveryCodesSchema: z.ZodType<models.RecoveryCodes> = /* @__PURE__ */ make.model(() =>
  make.open({
    recovery_codes: z.array(z.string()),
  }),
);

export const PolicySchema: z.ZodType<models.Policy> = /* @__PURE__ */ make.model(() =>
  make.open({
    password: PasswordPolicySchema,
    lockout: LockoutPolicySchema,
    registration: RegistrationPolicySchema,
    second_factors: FactorPolicySchema,
    tokens: TokenPolicySchema,
  }),
);

export const PasswordPolicySchema: z.ZodType<models.PasswordPolicy> = /* @__PURE__ */ make.model(() =>
  make.open({
    min_length: make.whole(),
    max_length: make.whole(),
    min_character_classes: make.whole(),
    passphrase_length: make.whole(),
    min_score: make.whole(),
    breached_refused: z.boolean(),
    rules: z.array(z.string()),
  }),
);

export const LockoutPolicySchema: z.ZodType<models.LockoutPolicy> = /* @__PURE__ */ make.model(() =>
  make.open({
    max_failures: make.whole(),
    window_seconds: make.whole(),
  }),
);

export const RegistrationPolicySchema: z.ZodType<models.RegistrationPolicy> = /* @__PURE__ */ make.model(() =>
  make.open({
    mode: RegistrationPolicyModeSchema,
    email_verification_required: z.boolean(),
  }),
);

export const FactorPolicySchema: z.ZodType<models.FactorPolicy> = /* @__PURE__ */ make.model(() =>
  make.open({
    mode: FactorPolicyModeSchema,
    required_for_roles: z.array(z.string()),
    recent_for_seconds: make.whole(),
  }),
);

export const TokenPolicySchema: z.ZodType<models.TokenPolicy> = /* @__PURE__ */ make.model(() =>
  make.open({
    access_expires_in: make.whole(),
    refresh_expires_in: make.whole(),
    remember_access_expires_in: make.whole(),
    remember_refresh_expires_in: make.whole(),
  }),
);

export const ProfileUpdateSchema: z.ZodType<models.ProfileUpdate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    username: UsernameSchema.optional(),
    full_name: FullNameSchema.nullable().optional(),
    bio: BioSchema.nullable().optional(),
    avatar_url: AvatarUrlSchema.nullable().optional(),
    metadata: MetadataSchema.optional(),
  }),
);

export const PasswordChangeSchema: z.ZodType<models.PasswordChange> = /* @__PURE__ */ make.model(() =>
  make.closed({
    current_password: PasswordSchema,
    new_password: NewPasswordSchema,
  }),
);

export const EmailChangeSchema: z.ZodType<models.EmailChange> = /* @__PURE__ */ make.model(() =>
  make.closed({
    new_email: EmailSchema,
    password: PasswordSchema,
  }),
);

export const EmailChangeConfirmSchema: z.ZodType<models.EmailChangeConfirm> = /* @__PURE__ */ make.model(() =>
  make.closed({
    token: OneTimeTokenSchema,
  }),
);

export const SessionModelSchema: z.ZodType<models.SessionModel> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    user_agent: z.string().nullable(),
    ip_address: z.string().nullable(),
    created_at: z.iso.datetime({ offset: true }),
    last_used_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }),
    application: z.string().nullable(),
    is_current: z.boolean(),
  }),
);

export const ConsentSchema: z.ZodType<models.Consent> = /* @__PURE__ */ make.model(() =>
  make.open({
    client_id: ClientIdSchema,
    application: z.string(),
    scope: z.array(z.string()),
    given_at: z.iso.datetime({ offset: true }),
  }),
);

export const ConsentListSchema: z.ZodType<models.ConsentList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(ConsentSchema),
  }),
);

export const SessionListSchema: z.ZodType<models.SessionList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(SessionModelSchema),
  }),
);

export const ApiKeySchema: z.ZodType<models.ApiKey> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(PermissionSchema),
    created_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable(),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const ApiKeyListSchema: z.ZodType<models.ApiKeyList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(ApiKeySchema),
  }),
);

export const ApiKeyCreateSchema: z.ZodType<models.ApiKeyCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: z.string(),
    scopes: z.array(PermissionSchema),
    expires_in_days: make.whole().nullable().optional(),
  }),
);

export const ApiKeyCreatedSchema: z.ZodType<models.ApiKeyCreated> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(PermissionSchema),
    created_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable(),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
    key: z.string(),
  }),
);

export const ExportSchema: z.ZodType<models.Export> = /* @__PURE__ */ make.model(() =>
  make.open({
    generated_at: z.iso.datetime({ offset: true }),
    user: UserSchema,
    sessions: z.array(SessionModelSchema),
    consents: z.array(ConsentSchema),
    api_keys: z.array(ApiKeySchema),
    factors: z.array(FactorSchema),
    recovery_codes_left: make.whole(),
    audit: z.array(AuditEntrySchema),
    audit_truncated: z.boolean(),
  }),
);

export const UserSchema: z.ZodType<models.User> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: make.whole(),
    uuid: z.guid(),
    email: EmailSchema,
    username: UsernameSchema,
    full_name: FullNameSchema.nullable(),
    bio: BioSchema.nullable(),
    avatar_url: AvatarUrlSchema.nullable(),
    metadata: MetadataSchema,
    roles: z.array(RoleNameSchema),
    is_active: z.boolean(),
    is_superuser: z.boolean(),
    is_verified: z.boolean(),
    status: UserStatusSchema,
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
    last_login_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const UserPageSchema: z.ZodType<models.UserPage> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(UserSchema),
    next_cursor: NextCursorSchema.nullable(),
    total: make.whole().optional(),
    total_is_estimate: z.boolean().optional(),
  }),
);

export const UserCreateSchema: z.ZodType<models.UserCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: EmailSchema,
    username: UsernameSchema,
    password: NewPasswordSchema.optional(),
    full_name: FullNameSchema.nullable().optional(),
    bio: BioSchema.nullable().optional(),
    avatar_url: AvatarUrlSchema.nullable().optional(),
    metadata: MetadataSchema.optional(),
    roles: z.array(RoleNameSchema).optional(),
  }),
);

export const UserUpdateSchema: z.ZodType<models.UserUpdate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    email: EmailSchema.optional(),
    username: UsernameSchema.optional(),
    full_name: FullNameSchema.nullable().optional(),
    bio: BioSchema.nullable().optional(),
    avatar_url: AvatarUrlSchema.nullable().optional(),
    metadata: MetadataSchema.optional(),
  }),
);

export const ReferenceSchema: z.ZodType<models.Reference> = /* @__PURE__ */ make.model(() =>
  make.open({
    uuid: z.guid(),
    username: UsernameSchema,
    email: EmailSchema,
    is_active: z.boolean(),
  }),
);

export const UserStatsSchema: z.ZodType<models.UserStats> = /* @__PURE__ */ make.model(() =>
  make.open({
    total_users: make.whole(),
    active_users: make.whole(),
    inactive_users: make.whole(),
    verified_users: make.whole(),
    registrations: z.array(DailyCountSchema),
  }),
);

export const DailyCountSchema: z.ZodType<models.DailyCount> = /* @__PURE__ */ make.model(() =>
  make.open({
    date: z.iso.date(),
    count: make.whole(),
  }),
);

export const RoleSchema: z.ZodType<models.Role> = /* @__PURE__ */ make.model(() =>
  make.open({
    name: RoleNameSchema,
    description: RoleDescriptionSchema.nullable(),
    permissions: z.array(PermissionSchema),
    is_system: z.boolean(),
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
  }),
);

export const RolePageSchema: z.ZodType<models.RolePage> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(RoleSchema),
    next_cursor: NextCursorSchema.nullable(),
  }),
);

export const RoleCreateSchema: z.ZodType<models.RoleCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: RoleNameSchema,
    description: RoleDescriptionSchema.nullable().optional(),
    permissions: z.array(PermissionSchema),
  }),
);

export const RoleUpdateSchema: z.ZodType<models.RoleUpdate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    description: RoleDescriptionSchema.nullable().optional(),
    permissions: z.array(PermissionSchema).optional(),
  }),
);

export const PermissionListSchema: z.ZodType<models.PermissionList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(PermissionInfoSchema),
  }),
);

export const PermissionInfoSchema: z.ZodType<models.PermissionInfo> = /* @__PURE__ */ make.model(() =>
  make.open({
    name: PermissionSchema,
    description: z.string(),
    client_id: z.string().nullable(),
  }),
);

export const ApplicationKindSchema: z.ZodType<models.ApplicationKind> = /* @__PURE__ */ make.model(() => z.string());

export const ApplicationPermissionSchema: z.ZodType<models.ApplicationPermission> = /* @__PURE__ */ make.model(() =>
  make.open({
    name: ApplicationPermissionNameSchema,
    description: z.string(),
  }),
);

export const ApplicationSchema: z.ZodType<models.Application> = /* @__PURE__ */ make.model(() =>
  make.open({
    client_id: ClientIdSchema,
    uuid: z.guid(),
    name: z.string(),
    kind: ApplicationKindSchema,
    audience: z.string(),
    redirect_uris: z.array(z.string()),
    post_logout_redirect_uris: z.array(z.string()),
    backchannel_logout_uri: z.string().nullable(),
    signing_algorithm: SigningAlgorithmSchema,
    is_trusted: z.boolean(),
    is_active: z.boolean(),
    permissions: z.array(ApplicationPermissionSchema),
    roles: z.array(RoleNameSchema),
    created_at: z.iso.datetime({ offset: true }),
    updated_at: z.iso.datetime({ offset: true }),
  }),
);

export const ApplicationPageSchema: z.ZodType<models.ApplicationPage> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(ApplicationSchema),
    next_cursor: NextCursorSchema.nullable(),
  }),
);

export const ApplicationCreateSchema: z.ZodType<models.ApplicationCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: z.string(),
    kind: ApplicationKindSchema,
    audience: z.string().optional(),
    redirect_uris: z.array(RedirectUriSchema).optional(),
    post_logout_redirect_uris: z.array(RedirectUriSchema).optional(),
    backchannel_logout_uri: z.string().nullable().optional(),
    signing_algorithm: SigningAlgorithmSchema.optional(),
    is_trusted: z.boolean().optional(),
    permissions: z.array(ApplicationPermissionSchema).optional(),
  }),
);

export const ApplicationUpdateSchema: z.ZodType<models.ApplicationUpdate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: z.string().optional(),
    redirect_uris: z.array(RedirectUriSchema).optional(),
    post_logout_redirect_uris: z.array(RedirectUriSchema).optional(),
    backchannel_logout_uri: z.string().nullable().optional(),
    signing_algorithm: SigningAlgorithmSchema.optional(),
    is_trusted: z.boolean().optional(),
    is_active: z.boolean().optional(),
    permissions: z.array(ApplicationPermissionSchema).optional(),
  }),
);

export const ApplicationSecretSchema: z.ZodType<models.ApplicationSecret> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    name: z.string(),
    prefix: z.string(),
    created_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable(),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const ApplicationSecretListSchema: z.ZodType<models.ApplicationSecretList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(ApplicationSecretSchema),
  }),
);

export const ApplicationSecretCreateSchema: z.ZodType<models.ApplicationSecretCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: z.string(),
    expires_in_days: make.whole().nullable().optional(),
  }),
);

export const ApplicationSecretCreatedSchema: z.ZodType<models.ApplicationSecretCreated> = /* @__PURE__ */ make.model(
  () =>
    make.open({
      id: z.guid(),
      name: z.string(),
      prefix: z.string(),
      created_at: z.iso.datetime({ offset: true }),
      expires_at: z.iso.datetime({ offset: true }).nullable(),
      last_used_at: z.iso.datetime({ offset: true }).nullable(),
      secret: z.string(),
    }),
);

export const ApplicationKeySchema: z.ZodType<models.ApplicationKey> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: z.guid(),
    name: z.string(),
    kid: z.string(),
    algorithm: SigningAlgorithmSchema,
    jwk: z.record(z.string(), z.unknown()),
    created_at: z.iso.datetime({ offset: true }),
    last_used_at: z.iso.datetime({ offset: true }).nullable(),
  }),
);

export const ApplicationKeyListSchema: z.ZodType<models.ApplicationKeyList> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(ApplicationKeySchema),
  }),
);

export const ApplicationKeyCreateSchema: z.ZodType<models.ApplicationKeyCreate> = /* @__PURE__ */ make.model(() =>
  make.closed({
    name: z.string(),
    jwk: z.record(z.string(), z.unknown()),
  }),
);

export const AuditEntrySchema: z.ZodType<models.AuditEntry> = /* @__PURE__ */ make.model(() =>
  make.open({
    id: make.whole(),
    created_at: z.iso.datetime({ offset: true }),
    action: z.string(),
    actor_uuid: z.guid().nullable(),
    actor_kind: AuditEntryActorKindSchema,
    target_type: z.string().nullable(),
    target_id: z.string().nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    request_id: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  }),
);

export const AuditPageSchema: z.ZodType<models.AuditPage> = /* @__PURE__ */ make.model(() =>
  make.open({
    items: z.array(AuditEntrySchema),
    next_cursor: NextCursorSchema.nullable(),
  }),
);

export const ServiceInfoSchema: z.ZodType<models.ServiceInfo> = /* @__PURE__ */ make.model(() =>
  make.open({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    links: ServiceLinksSchema,
    sdks: z.array(SdkInfoSchema),
  }),
);

export const ServiceLinksSchema: z.ZodType<models.ServiceLinks> = /* @__PURE__ */ make.model(() =>
  make.open({
    docs: z.string().nullable(),
    openapi: z.string().nullable(),
    health: z.string(),
    jwks: z.string(),
  }),
);

export const SdkInfoSchema: z.ZodType<models.SdkInfo> = /* @__PURE__ */ make.model(() =>
  make.open({
    language: SdkInfoLanguageSchema,
    version: z.string(),
    package: z.string(),
  }),
);

export const HealthSchema: z.ZodType<models.Health> = /* @__PURE__ */ make.model(() =>
  make.open({
    status: HealthStatusSchema,
    version: z.string(),
    timestamp: z.iso.datetime({ offset: true }),
    database: HealthDatabaseSchema,
    dependencies: z.record(z.string(), DependencyHealthSchema),
  }),
);

export const DependencyHealthSchema: z.ZodType<models.DependencyHealth> = /* @__PURE__ */ make.model(() =>
  make.open({
    state: DependencyHealthStateSchema,
    latency_ms: z.number().nullable(),
  }),
);

export const LivenessSchema: z.ZodType<models.Liveness> = /* @__PURE__ */ make.model(() =>
  make.open({
    status: make.known("alive"),
  }),
);

export const ReadinessSchema: z.ZodType<models.Readiness> = /* @__PURE__ */ make.model(() =>
  make.open({
    status: make.known("ready"),
  }),
);

export const JwkSetSchema: z.ZodType<models.JwkSet> = /* @__PURE__ */ make.model(() =>
  make.open({
    keys: z.array(JwkSchema),
  }),
);

export const JwkSchema: z.ZodType<models.Jwk> = /* @__PURE__ */ make.model(() =>
  make.open({
    kty: JwkKtySchema,
    crv: JwkCrvSchema.optional(),
    x: z.string().optional(),
    y: z.string().optional(),
    n: z.string().optional(),
    e: z.string().optional(),
    kid: z.string(),
    use: make.known("sig"),
    alg: JwkAlgSchema,
  }),
);

export const OAuthErrorErrorModelSchema: z.ZodType<models.OAuthErrorErrorModel> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const LogoutRequestScopeSchema: z.ZodType<models.LogoutRequestScope> = /* @__PURE__ */ make.model(() =>
  z.literal(["this", "others", "all"]),
);

export const RegistrationPolicyModeSchema: z.ZodType<models.RegistrationPolicyMode> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const FactorPolicyModeSchema: z.ZodType<models.FactorPolicyMode> = /* @__PURE__ */ make.model(() => z.string());

export const UserStatusSchema: z.ZodType<models.UserStatus> = /* @__PURE__ */ make.model(() => z.string());

export const AuditEntryActorKindSchema: z.ZodType<models.AuditEntryActorKind> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const SdkInfoLanguageSchema: z.ZodType<models.SdkInfoLanguage> = /* @__PURE__ */ make.model(() => z.string());

export const HealthStatusSchema: z.ZodType<models.HealthStatus> = /* @__PURE__ */ make.model(() => z.string());

export const HealthDatabaseSchema: z.ZodType<models.HealthDatabase> = /* @__PURE__ */ make.model(() => z.string());

export const DependencyHealthStateSchema: z.ZodType<models.DependencyHealthState> = /* @__PURE__ */ make.model(() =>
  z.string(),
);

export const JwkKtySchema: z.ZodType<models.JwkKty> = /* @__PURE__ */ make.model(() => z.string());

export const JwkCrvSchema: z.ZodType<models.JwkCrv> = /* @__PURE__ */ make.model(() => z.string());

export const JwkAlgSchema: z.ZodType<models.JwkAlg> = /* @__PURE__ */ make.model(() => z.string());

export const SortParameterSchema: z.ZodType<models.SortParameter> = /* @__PURE__ */ make.model(() =>
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

export const AuthRegisterSuccessSchema: z.ZodType<models.AuthRegisterSuccess> = /* @__PURE__ */ make.model(() =>
  make.choice("unclaimed", [
    {
      schema: UserSchema,
      rules: {
        types: ["object"],
        constants: { status: ["active", "inactive", "suspended", "pending_verification"] },
        field: "id",
      },
    },
    { schema: AcceptedSchema, rules: { types: ["object"], field: "detail" } },
  ]),
);

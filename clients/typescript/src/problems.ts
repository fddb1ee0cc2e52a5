/** One class of errors for each code the service has. */

import type { Problem } from "./models.js";
import { CODE_FIELD } from "./product.js";
import { type AnswerInfo, ProblemError, type ProblemTable } from "./runtime/errors.js";

/** The service answered `bad_request` (400). */
export class BadRequestError extends ProblemError<"bad_request", Problem> {}

/** The service answered `malformed_json` (400). */
export class MalformedJsonError extends ProblemError<"malformed_json", Problem> {}

/** The service answered `invalid_host` (400). */
export class InvalidHostError extends ProblemError<"invalid_host", Problem> {}

/** The service answered `unauthenticated` (401). */
export class UnauthenticatedError extends ProblemError<"unauthenticated", Problem> {}

/** The service answered `invalid_token` (401). */
export class InvalidTokenError extends ProblemError<"invalid_token", Problem> {}

/** The service answered `invalid_credentials` (401). */
export class InvalidCredentialsError extends ProblemError<"invalid_credentials", Problem> {}

/** The service answered `refresh_token_invalid` (401). */
export class RefreshTokenInvalidError extends ProblemError<"refresh_token_invalid", Problem> {}

/** The service answered `refresh_token_reused` (401). */
export class RefreshTokenReusedError extends ProblemError<"refresh_token_reused", Problem> {}

/** The service answered `login_token_invalid` (401). */
export class LoginTokenInvalidError extends ProblemError<"login_token_invalid", Problem> {}

/** The service answered `step_up_required` (401). */
export class StepUpRequiredError extends ProblemError<"step_up_required", Problem> {}

/** The service answered `forbidden` (403). */
export class ForbiddenError extends ProblemError<"forbidden", Problem> {}

/** The service answered `privilege_escalation` (403). */
export class PrivilegeEscalationError extends ProblemError<"privilege_escalation", Problem> {}

/** The service answered `account_inactive` (403). */
export class AccountInactiveError extends ProblemError<"account_inactive", Problem> {}

/** The service answered `email_not_verified` (403). */
export class EmailNotVerifiedError extends ProblemError<"email_not_verified", Problem> {}

/** The service answered `password_reset_required` (403). */
export class PasswordResetRequiredError extends ProblemError<"password_reset_required", Problem> {}

/** The service answered `current_password_invalid` (403). */
export class CurrentPasswordInvalidError extends ProblemError<"current_password_invalid", Problem> {}

/** The service answered `factor_code_invalid` (403). */
export class FactorCodeInvalidError extends ProblemError<"factor_code_invalid", Problem> {}

/** The service answered `passkey_invalid`. */
export class PasskeyInvalidError extends ProblemError<"passkey_invalid", Problem> {}

/** The service answered `factor_enrolment_required` (403). */
export class FactorEnrolmentRequiredError extends ProblemError<"factor_enrolment_required", Problem> {}

/** The service answered `second_factors_off` (403). */
export class SecondFactorsOffError extends ProblemError<"second_factors_off", Problem> {}

/** The service answered `registration_closed` (403). */
export class RegistrationClosedError extends ProblemError<"registration_closed", Problem> {}

/** The service answered `not_found` (404). */
export class NotFoundError extends ProblemError<"not_found", Problem> {}

/** The service answered `user_not_found` (404). */
export class UserNotFoundError extends ProblemError<"user_not_found", Problem> {}

/** The service answered `session_not_found` (404). */
export class SessionNotFoundError extends ProblemError<"session_not_found", Problem> {}

/** The service answered `api_key_not_found` (404). */
export class ApiKeyNotFoundError extends ProblemError<"api_key_not_found", Problem> {}

/** The service answered `factor_not_found` (404). */
export class FactorNotFoundError extends ProblemError<"factor_not_found", Problem> {}

/** The service answered `role_not_found` (404). */
export class RoleNotFoundError extends ProblemError<"role_not_found", Problem> {}

/** The service answered `application_not_found` (404). */
export class ApplicationNotFoundError extends ProblemError<"application_not_found", Problem> {}

/** The service answered `secret_not_found` (404). */
export class SecretNotFoundError extends ProblemError<"secret_not_found", Problem> {}

/** The service answered `key_not_found` (404). */
export class KeyNotFoundError extends ProblemError<"key_not_found", Problem> {}

/** The service answered `method_not_allowed`. */
export class MethodNotAllowedError extends ProblemError<"method_not_allowed", Problem> {}

/** The service answered `request_timeout` (408). */
export class RequestTimeoutError extends ProblemError<"request_timeout", Problem> {}

/** The service answered `email_taken` (409). */
export class EmailTakenError extends ProblemError<"email_taken", Problem> {}

/** The service answered `username_taken` (409). */
export class UsernameTakenError extends ProblemError<"username_taken", Problem> {}

/** The service answered `role_exists` (409). */
export class RoleExistsError extends ProblemError<"role_exists", Problem> {}

/** The service answered `role_in_use` (409). */
export class RoleInUseError extends ProblemError<"role_in_use", Problem> {}

/** The service answered `system_role` (409). */
export class SystemRoleError extends ProblemError<"system_role", Problem> {}

/** The service answered `last_admin` (409). */
export class LastAdminError extends ProblemError<"last_admin", Problem> {}

/** The service answered `cannot_delete_self` (409). */
export class CannotDeleteSelfError extends ProblemError<"cannot_delete_self", Problem> {}

/** The service answered `api_key_limit` (409). */
export class ApiKeyLimitError extends ProblemError<"api_key_limit", Problem> {}

/** The service answered `factor_limit` (409). */
export class FactorLimitError extends ProblemError<"factor_limit", Problem> {}

/** The service answered `no_factor` (409). */
export class NoFactorError extends ProblemError<"no_factor", Problem> {}

/** The service answered `passkey_exists`. */
export class PasskeyExistsError extends ProblemError<"passkey_exists", Problem> {}

/** The service answered `audience_taken` (409). */
export class AudienceTakenError extends ProblemError<"audience_taken", Problem> {}

/** The service answered `permission_taken` (409). */
export class PermissionTakenError extends ProblemError<"permission_taken", Problem> {}

/** The service answered `permission_in_use` (409). */
export class PermissionInUseError extends ProblemError<"permission_in_use", Problem> {}

/** The service answered `secret_limit` (409). */
export class SecretLimitError extends ProblemError<"secret_limit", Problem> {}

/** The service answered `key_exists` (409). */
export class KeyExistsError extends ProblemError<"key_exists", Problem> {}

/** The service answered `public_application` (409). */
export class PublicApplicationError extends ProblemError<"public_application", Problem> {}

/** The service answered `idempotency_in_progress` (409). */
export class IdempotencyInProgressError extends ProblemError<"idempotency_in_progress", Problem> {}

/** The service answered `etag_mismatch` (412). */
export class EtagMismatchError extends ProblemError<"etag_mismatch", Problem> {}

/** The service answered `payload_too_large` (413). */
export class PayloadTooLargeError extends ProblemError<"payload_too_large", Problem> {}

/** The service answered `unsupported_media_type` (415). */
export class UnsupportedMediaTypeError extends ProblemError<"unsupported_media_type", Problem> {}

/** The service answered `validation_failed` (422). */
export class ValidationFailedError extends ProblemError<"validation_failed", Problem> {}

/** The service answered `weak_password` (422). */
export class WeakPasswordError extends ProblemError<"weak_password", Problem> {}

/** The service answered `one_time_token_invalid` (422). */
export class OneTimeTokenInvalidError extends ProblemError<"one_time_token_invalid", Problem> {}

/** The service answered `cursor_invalid` (422). */
export class CursorInvalidError extends ProblemError<"cursor_invalid", Problem> {}

/** The service answered `metadata_invalid` (422). */
export class MetadataInvalidError extends ProblemError<"metadata_invalid", Problem> {}

/** The service answered `idempotency_key_reused` (422). */
export class IdempotencyKeyReusedError extends ProblemError<"idempotency_key_reused", Problem> {}

/** The service answered `rate_limited` (429). */
export class RateLimitedError extends ProblemError<"rate_limited", Problem> {}

/** The service answered `too_many_attempts` (429). */
export class TooManyAttemptsError extends ProblemError<"too_many_attempts", Problem> {}

/** The service answered `head_too_large`. */
export class HeadTooLargeError extends ProblemError<"head_too_large", Problem> {}

/** The service answered `internal_error`. */
export class InternalError extends ProblemError<"internal_error", Problem> {}

/** The service answered `overloaded` (503). */
export class OverloadedError extends ProblemError<"overloaded", Problem> {}

/** The service answered `unavailable` (503). */
export class UnavailableError extends ProblemError<"unavailable", Problem> {}

/** The class of each code. */
export const problems: ProblemTable = {
  field: CODE_FIELD,
  classes: {
    bad_request: BadRequestError,
    malformed_json: MalformedJsonError,
    invalid_host: InvalidHostError,
    unauthenticated: UnauthenticatedError,
    invalid_token: InvalidTokenError,
    invalid_credentials: InvalidCredentialsError,
    refresh_token_invalid: RefreshTokenInvalidError,
    refresh_token_reused: RefreshTokenReusedError,
    login_token_invalid: LoginTokenInvalidError,
    step_up_required: StepUpRequiredError,
    forbidden: ForbiddenError,
    privilege_escalation: PrivilegeEscalationError,
    account_inactive: AccountInactiveError,
    email_not_verified: EmailNotVerifiedError,
    password_reset_required: PasswordResetRequiredError,
    current_password_invalid: CurrentPasswordInvalidError,
    factor_code_invalid: FactorCodeInvalidError,
    passkey_invalid: PasskeyInvalidError,
    factor_enrolment_required: FactorEnrolmentRequiredError,
    second_factors_off: SecondFactorsOffError,
    registration_closed: RegistrationClosedError,
    not_found: NotFoundError,
    user_not_found: UserNotFoundError,
    session_not_found: SessionNotFoundError,
    api_key_not_found: ApiKeyNotFoundError,
    factor_not_found: FactorNotFoundError,
    role_not_found: RoleNotFoundError,
    application_not_found: ApplicationNotFoundError,
    secret_not_found: SecretNotFoundError,
    key_not_found: KeyNotFoundError,
    method_not_allowed: MethodNotAllowedError,
    request_timeout: RequestTimeoutError,
    email_taken: EmailTakenError,
    username_taken: UsernameTakenError,
    role_exists: RoleExistsError,
    role_in_use: RoleInUseError,
    system_role: SystemRoleError,
    last_admin: LastAdminError,
    cannot_delete_self: CannotDeleteSelfError,
    api_key_limit: ApiKeyLimitError,
    factor_limit: FactorLimitError,
    no_factor: NoFactorError,
    passkey_exists: PasskeyExistsError,
    audience_taken: AudienceTakenError,
    permission_taken: PermissionTakenError,
    permission_in_use: PermissionInUseError,
    secret_limit: SecretLimitError,
    key_exists: KeyExistsError,
    public_application: PublicApplicationError,
    idempotency_in_progress: IdempotencyInProgressError,
    etag_mismatch: EtagMismatchError,
    payload_too_large: PayloadTooLargeError,
    unsupported_media_type: UnsupportedMediaTypeError,
    validation_failed: ValidationFailedError,
    weak_password: WeakPasswordError,
    one_time_token_invalid: OneTimeTokenInvalidError,
    cursor_invalid: CursorInvalidError,
    metadata_invalid: MetadataInvalidError,
    idempotency_key_reused: IdempotencyKeyReusedError,
    rate_limited: RateLimitedError,
    too_many_attempts: TooManyAttemptsError,
    head_too_large: HeadTooLargeError,
    internal_error: InternalError,
    overloaded: OverloadedError,
    unavailable: UnavailableError,
  },
};

export type { AnswerInfo };

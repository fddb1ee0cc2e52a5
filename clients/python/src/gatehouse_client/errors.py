"""Everything that can go wrong with a call: a class for each code of the service, and those of the client."""

from __future__ import annotations

from ._runtime.errors import (
    CallTimeoutError,
    CredentialsError,
    DecodeError,
    FactorRequiredError,
    FieldError,
    InputError,
    ProblemError,
    SdkError,
    StatusError,
    TransportError,
)


class BadRequestError(ProblemError):
    """The service answered with the code `bad_request`."""


class MalformedJsonError(ProblemError):
    """The service answered with the code `malformed_json`."""


class InvalidHostError(ProblemError):
    """The service answered with the code `invalid_host`."""


class UnauthenticatedError(ProblemError):
    """The service answered with the code `unauthenticated`."""


class InvalidTokenError(ProblemError):
    """The service answered with the code `invalid_token`."""


class InvalidCredentialsError(ProblemError):
    """The service answered with the code `invalid_credentials`."""


class RefreshTokenInvalidError(ProblemError):
    """The service answered with the code `refresh_token_invalid`."""


class RefreshTokenReusedError(ProblemError):
    """The service answered with the code `refresh_token_reused`."""


class LoginTokenInvalidError(ProblemError):
    """The service answered with the code `login_token_invalid`."""


class StepUpRequiredError(ProblemError):
    """The service answered with the code `step_up_required`."""


class ForbiddenError(ProblemError):
    """The service answered with the code `forbidden`."""


class PrivilegeEscalationError(ProblemError):
    """The service answered with the code `privilege_escalation`."""


class AccountInactiveError(ProblemError):
    """The service answered with the code `account_inactive`."""


class EmailNotVerifiedError(ProblemError):
    """The service answered with the code `email_not_verified`."""


class PasswordResetRequiredError(ProblemError):
    """The service answered with the code `password_reset_required`."""


class CurrentPasswordInvalidError(ProblemError):
    """The service answered with the code `current_password_invalid`."""


class FactorCodeInvalidError(ProblemError):
    """The service answered with the code `factor_code_invalid`."""


class PasskeyInvalidError(ProblemError):
    """The service answered with the code `passkey_invalid`."""


class FactorEnrolmentRequiredError(ProblemError):
    """The service answered with the code `factor_enrolment_required`."""


class SecondFactorsOffError(ProblemError):
    """The service answered with the code `second_factors_off`."""


class RegistrationClosedError(ProblemError):
    """The service answered with the code `registration_closed`."""


class NotFoundError(ProblemError):
    """The service answered with the code `not_found`."""


class UserNotFoundError(ProblemError):
    """The service answered with the code `user_not_found`."""


class SessionNotFoundError(ProblemError):
    """The service answered with the code `session_not_found`."""


class ApiKeyNotFoundError(ProblemError):
    """The service answered with the code `api_key_not_found`."""


class FactorNotFoundError(ProblemError):
    """The service answered with the code `factor_not_found`."""


class RoleNotFoundError(ProblemError):
    """The service answered with the code `role_not_found`."""


class ApplicationNotFoundError(ProblemError):
    """The service answered with the code `application_not_found`."""


class SecretNotFoundError(ProblemError):
    """The service answered with the code `secret_not_found`."""


class KeyNotFoundError(ProblemError):
    """The service answered with the code `key_not_found`."""


class MethodNotAllowedError(ProblemError):
    """The service answered with the code `method_not_allowed`."""


class RequestTimeoutError(ProblemError):
    """The service answered with the code `request_timeout`."""


class EmailTakenError(ProblemError):
    """The service answered with the code `email_taken`."""


class UsernameTakenError(ProblemError):
    """The service answered with the code `username_taken`."""


class RoleExistsError(ProblemError):
    """The service answered with the code `role_exists`."""


class RoleInUseError(ProblemError):
    """The service answered with the code `role_in_use`."""


class SystemRoleError(ProblemError):
    """The service answered with the code `system_role`."""


class LastAdminError(ProblemError):
    """The service answered with the code `last_admin`."""


class CannotDeleteSelfError(ProblemError):
    """The service answered with the code `cannot_delete_self`."""


class ApiKeyLimitError(ProblemError):
    """The service answered with the code `api_key_limit`."""


class FactorLimitError(ProblemError):
    """The service answered with the code `factor_limit`."""


class NoFactorError(ProblemError):
    """The service answered with the code `no_factor`."""


class PasskeyExistsError(ProblemError):
    """The service answered with the code `passkey_exists`."""


class AudienceTakenError(ProblemError):
    """The service answered with the code `audience_taken`."""


class PermissionTakenError(ProblemError):
    """The service answered with the code `permission_taken`."""


class PermissionInUseError(ProblemError):
    """The service answered with the code `permission_in_use`."""


class SecretLimitError(ProblemError):
    """The service answered with the code `secret_limit`."""


class KeyExistsError(ProblemError):
    """The service answered with the code `key_exists`."""


class PublicApplicationError(ProblemError):
    """The service answered with the code `public_application`."""


class IdempotencyInProgressError(ProblemError):
    """The service answered with the code `idempotency_in_progress`."""


class EtagMismatchError(ProblemError):
    """The service answered with the code `etag_mismatch`."""


class PayloadTooLargeError(ProblemError):
    """The service answered with the code `payload_too_large`."""


class UnsupportedMediaTypeError(ProblemError):
    """The service answered with the code `unsupported_media_type`."""


class ValidationFailedError(ProblemError):
    """The service answered with the code `validation_failed`."""


class WeakPasswordError(ProblemError):
    """The service answered with the code `weak_password`."""


class OneTimeTokenInvalidError(ProblemError):
    """The service answered with the code `one_time_token_invalid`."""


class CursorInvalidError(ProblemError):
    """The service answered with the code `cursor_invalid`."""


class MetadataInvalidError(ProblemError):
    """The service answered with the code `metadata_invalid`."""


class IdempotencyKeyReusedError(ProblemError):
    """The service answered with the code `idempotency_key_reused`."""


class RateLimitedError(ProblemError):
    """The service answered with the code `rate_limited`."""


class TooManyAttemptsError(ProblemError):
    """The service answered with the code `too_many_attempts`."""


class HeadTooLargeError(ProblemError):
    """The service answered with the code `head_too_large`."""


class InternalError(ProblemError):
    """The service answered with the code `internal_error`."""


class OverloadedError(ProblemError):
    """The service answered with the code `overloaded`."""


class UnavailableError(ProblemError):
    """The service answered with the code `unavailable`."""


PROBLEMS: dict[str, type[ProblemError]] = {
    "bad_request": BadRequestError,
    "malformed_json": MalformedJsonError,
    "invalid_host": InvalidHostError,
    "unauthenticated": UnauthenticatedError,
    "invalid_token": InvalidTokenError,
    "invalid_credentials": InvalidCredentialsError,
    "refresh_token_invalid": RefreshTokenInvalidError,
    "refresh_token_reused": RefreshTokenReusedError,
    "login_token_invalid": LoginTokenInvalidError,
    "step_up_required": StepUpRequiredError,
    "forbidden": ForbiddenError,
    "privilege_escalation": PrivilegeEscalationError,
    "account_inactive": AccountInactiveError,
    "email_not_verified": EmailNotVerifiedError,
    "password_reset_required": PasswordResetRequiredError,
    "current_password_invalid": CurrentPasswordInvalidError,
    "factor_code_invalid": FactorCodeInvalidError,
    "passkey_invalid": PasskeyInvalidError,
    "factor_enrolment_required": FactorEnrolmentRequiredError,
    "second_factors_off": SecondFactorsOffError,
    "registration_closed": RegistrationClosedError,
    "not_found": NotFoundError,
    "user_not_found": UserNotFoundError,
    "session_not_found": SessionNotFoundError,
    "api_key_not_found": ApiKeyNotFoundError,
    "factor_not_found": FactorNotFoundError,
    "role_not_found": RoleNotFoundError,
    "application_not_found": ApplicationNotFoundError,
    "secret_not_found": SecretNotFoundError,
    "key_not_found": KeyNotFoundError,
    "method_not_allowed": MethodNotAllowedError,
    "request_timeout": RequestTimeoutError,
    "email_taken": EmailTakenError,
    "username_taken": UsernameTakenError,
    "role_exists": RoleExistsError,
    "role_in_use": RoleInUseError,
    "system_role": SystemRoleError,
    "last_admin": LastAdminError,
    "cannot_delete_self": CannotDeleteSelfError,
    "api_key_limit": ApiKeyLimitError,
    "factor_limit": FactorLimitError,
    "no_factor": NoFactorError,
    "passkey_exists": PasskeyExistsError,
    "audience_taken": AudienceTakenError,
    "permission_taken": PermissionTakenError,
    "permission_in_use": PermissionInUseError,
    "secret_limit": SecretLimitError,
    "key_exists": KeyExistsError,
    "public_application": PublicApplicationError,
    "idempotency_in_progress": IdempotencyInProgressError,
    "etag_mismatch": EtagMismatchError,
    "payload_too_large": PayloadTooLargeError,
    "unsupported_media_type": UnsupportedMediaTypeError,
    "validation_failed": ValidationFailedError,
    "weak_password": WeakPasswordError,
    "one_time_token_invalid": OneTimeTokenInvalidError,
    "cursor_invalid": CursorInvalidError,
    "metadata_invalid": MetadataInvalidError,
    "idempotency_key_reused": IdempotencyKeyReusedError,
    "rate_limited": RateLimitedError,
    "too_many_attempts": TooManyAttemptsError,
    "head_too_large": HeadTooLargeError,
    "internal_error": InternalError,
    "overloaded": OverloadedError,
    "unavailable": UnavailableError,
}

__all__ = [
    "PROBLEMS",
    "AccountInactiveError",
    "ApiKeyLimitError",
    "ApiKeyNotFoundError",
    "ApplicationNotFoundError",
    "AudienceTakenError",
    "BadRequestError",
    "CallTimeoutError",
    "CannotDeleteSelfError",
    "CredentialsError",
    "CurrentPasswordInvalidError",
    "CursorInvalidError",
    "DecodeError",
    "EmailNotVerifiedError",
    "EmailTakenError",
    "EtagMismatchError",
    "FactorCodeInvalidError",
    "FactorEnrolmentRequiredError",
    "FactorLimitError",
    "FactorNotFoundError",
    "FactorRequiredError",
    "FieldError",
    "ForbiddenError",
    "HeadTooLargeError",
    "IdempotencyInProgressError",
    "IdempotencyKeyReusedError",
    "InputError",
    "InternalError",
    "InvalidCredentialsError",
    "InvalidHostError",
    "InvalidTokenError",
    "KeyExistsError",
    "KeyNotFoundError",
    "LastAdminError",
    "LoginTokenInvalidError",
    "MalformedJsonError",
    "MetadataInvalidError",
    "MethodNotAllowedError",
    "NoFactorError",
    "NotFoundError",
    "OneTimeTokenInvalidError",
    "OverloadedError",
    "PasskeyExistsError",
    "PasskeyInvalidError",
    "PasswordResetRequiredError",
    "PayloadTooLargeError",
    "PermissionInUseError",
    "PermissionTakenError",
    "PrivilegeEscalationError",
    "ProblemError",
    "PublicApplicationError",
    "RateLimitedError",
    "RefreshTokenInvalidError",
    "RefreshTokenReusedError",
    "RegistrationClosedError",
    "RequestTimeoutError",
    "RoleExistsError",
    "RoleInUseError",
    "RoleNotFoundError",
    "SdkError",
    "SecondFactorsOffError",
    "SecretLimitError",
    "SecretNotFoundError",
    "SessionNotFoundError",
    "StatusError",
    "StepUpRequiredError",
    "SystemRoleError",
    "TooManyAttemptsError",
    "TransportError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnsupportedMediaTypeError",
    "UserNotFoundError",
    "UsernameTakenError",
    "ValidationFailedError",
    "WeakPasswordError",
]

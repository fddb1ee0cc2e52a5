import type {
  Accepted,
  AuthRegisterSuccess,
  EmailVerification,
  EmailVerificationRequest,
  Introspection,
  IntrospectionRequest,
  LoginAnswer,
  LoginCompletion,
  LoginForm,
  LoginRequest,
  LoginTokenProof,
  LogoutRequest,
  OAuthErrorModel,
  OAuthToken,
  OneTimeToken,
  PasskeyCompletion,
  PasskeyLogin,
  PasskeyOptions,
  PasskeyStepUp,
  PasswordReset,
  PasswordResetConfirm,
  PasswordResetRequest,
  Policy,
  RefreshRequest,
  RegisterRequest,
  RevocationRequest,
  SignedIn,
  StepUp,
  TokenPair,
  TokenRequest,
  User,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeForm, writeJson } from "../runtime/bodies.js";
import { type DeclaredError, isDeclared } from "../runtime/errors.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `auth.register`. */
export interface AuthRegisterCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const AUTH_REGISTER: Operation = {
  id: "auth.register",
  method: "POST",
  path: "/auth/register",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.AuthRegisterSuccess },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Register an account
 *
 * Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
 * the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
 * with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
 * 409 `email_taken`.
 *
 * A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
 * without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
 * accounts.
 */
export function authRegister(
  transport: Transport,
  body: RegisterRequest,
  options: AuthRegisterCallOptions = {},
): ApiPromise<AuthRegisterSuccess> {
  return transport.call(AUTH_REGISTER, {}, options, body);
}

/** Options of `auth.login`. */
export interface AuthLoginCallOptions extends RequestOptions {
  /** How the body is written. */
  contentType?: "application/json" | "application/x-www-form-urlencoded" | undefined;
}

const AUTH_LOGIN: Operation = {
  id: "auth.login",
  method: "POST",
  path: "/auth/login",
  body: [
    { type: "application/json", write: writeJson },
    {
      type: "application/x-www-form-urlencoded",
      write: writeForm,
      parts: [
        { wire: "email", contentType: "text/plain" },
        { wire: "username", contentType: "text/plain" },
        { wire: "password", contentType: "text/plain" },
        { wire: "remember_me", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readJson, type: "application/json", shape: shapes.LoginAnswer },
};

/**
 * Sign in
 *
 * Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
 * and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.
 *
 * If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
 * `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
 * the two apart.
 *
 * A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
 * whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
 * password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
 * `email_not_verified` or `password_reset_required`.
 *
 * The same fields can be sent as a form.
 */
export function authLogin(
  transport: Transport,
  body: LoginRequest | LoginForm,
  options: AuthLoginCallOptions = {},
): ApiPromise<LoginAnswer> {
  return transport.call(AUTH_LOGIN, {}, options, body);
}

const AUTH_COMPLETE_LOGIN: Operation = {
  id: "auth.complete_login",
  method: "POST",
  path: "/auth/login/factor",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.SignedIn },
};

/**
 * Complete a sign-in with a second factor
 *
 * Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
 * recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
 * `login_token`; a wrong code leaves it usable.
 *
 * A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
 * `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
 * lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
 */
export function authCompleteLogin(
  transport: Transport,
  body: LoginCompletion,
  options: RequestOptions = {},
): ApiPromise<SignedIn> {
  return transport.call(AUTH_COMPLETE_LOGIN, {}, options, body);
}

const AUTH_BEGIN_PASSKEY: Operation = {
  id: "auth.begin_passkey",
  method: "POST",
  path: "/auth/login/passkey/options",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.PasskeyOptions },
};

/**
 * Ask for a passkey to complete a sign-in
 *
 * Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
 * passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
 * challenge in them works once, for five minutes; asking again replaces it.
 *
 * A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
 * `no_factor`.
 */
export function authBeginPasskey(
  transport: Transport,
  body: LoginTokenProof,
  options: RequestOptions = {},
): ApiPromise<PasskeyOptions> {
  return transport.call(AUTH_BEGIN_PASSKEY, {}, options, body);
}

const AUTH_COMPLETE_BY_PASSKEY: Operation = {
  id: "auth.complete_by_passkey",
  method: "POST",
  path: "/auth/login/passkey",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.SignedIn },
};

/**
 * Complete a sign-in with a passkey
 *
 * Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
 * `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
 * `login_token` only if it is.
 *
 * A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
 * `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
 * passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
 */
export function authCompleteByPasskey(
  transport: Transport,
  body: PasskeyCompletion,
  options: RequestOptions = {},
): ApiPromise<SignedIn> {
  return transport.call(AUTH_COMPLETE_BY_PASSKEY, {}, options, body);
}

const AUTH_BEGIN_LOGIN_BY_PASSKEY: Operation = {
  id: "auth.begin_login_by_passkey",
  method: "POST",
  path: "/auth/passkey/options",
  answer: { read: readJson, type: "application/json", shape: shapes.PasskeyOptions },
};

/**
 * Ask for a passkey to sign in
 *
 * A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
 * that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
 * challenge in them works once, for five minutes.
 */
export function authBeginLoginByPasskey(
  transport: Transport,
  options: RequestOptions = {},
): ApiPromise<PasskeyOptions> {
  return transport.call(AUTH_BEGIN_LOGIN_BY_PASSKEY, {}, options);
}

const AUTH_LOGIN_BY_PASSKEY: Operation = {
  id: "auth.login_by_passkey",
  method: "POST",
  path: "/auth/passkey",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.SignedIn },
};

/**
 * Sign in with a passkey alone
 *
 * Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
 * its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
 * with password and second factor, and no password was sent. With `remember_me`, tokens last longer.
 *
 * A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
 * sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
 * reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
 */
export function authLoginByPasskey(
  transport: Transport,
  body: PasskeyLogin,
  options: RequestOptions = {},
): ApiPromise<SignedIn> {
  return transport.call(AUTH_LOGIN_BY_PASSKEY, {}, options, body);
}

const AUTH_STEP_UP: Operation = {
  id: "auth.step_up",
  method: "POST",
  path: "/auth/step-up",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.TokenPair },
};

/**
 * Show a second factor again
 *
 * After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
 * for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
 * other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.
 *
 * A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
 * `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
 * nothing asks for one: 409 `no_factor`.
 */
export function authStepUp(transport: Transport, body: StepUp, options: RequestOptions = {}): ApiPromise<TokenPair> {
  return transport.call(AUTH_STEP_UP, {}, options, body);
}

const AUTH_BEGIN_STEP_UP: Operation = {
  id: "auth.begin_step_up",
  method: "POST",
  path: "/auth/step-up/passkey/options",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.PasskeyOptions },
};

/**
 * Ask for a passkey to step up
 *
 * A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
 * `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
 * replaces it. Without any passkey: 409 `no_factor`.
 */
export function authBeginStepUp(transport: Transport, options: RequestOptions = {}): ApiPromise<PasskeyOptions> {
  return transport.call(AUTH_BEGIN_STEP_UP, {}, options);
}

const AUTH_STEP_UP_BY_PASSKEY: Operation = {
  id: "auth.step_up_by_passkey",
  method: "POST",
  path: "/auth/step-up/passkey",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.TokenPair },
};

/**
 * Show a passkey again
 *
 * Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
 * `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.
 *
 * A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
 */
export function authStepUpByPasskey(
  transport: Transport,
  body: PasskeyStepUp,
  options: RequestOptions = {},
): ApiPromise<TokenPair> {
  return transport.call(AUTH_STEP_UP_BY_PASSKEY, {}, options, body);
}

const AUTH_TOKEN: Operation = {
  id: "auth.token",
  method: "POST",
  path: "/auth/token",
  body: [
    {
      type: "application/x-www-form-urlencoded",
      write: writeForm,
      parts: [
        { wire: "grant_type", contentType: "text/plain" },
        { wire: "device_code", contentType: "text/plain" },
        { wire: "username", contentType: "text/plain" },
        { wire: "password", contentType: "text/plain" },
        { wire: "refresh_token", contentType: "text/plain" },
        { wire: "scope", contentType: "text/plain" },
        { wire: "client_id", contentType: "text/plain" },
        { wire: "client_secret", contentType: "text/plain" },
        { wire: "client_assertion", contentType: "text/plain" },
        { wire: "client_assertion_type", contentType: "text/plain" },
        { wire: "code", contentType: "text/plain" },
        { wire: "code_verifier", contentType: "text/plain" },
        { wire: "redirect_uri", contentType: "text/plain" },
        { wire: "resource", contentType: "text/plain" },
        { wire: "audience", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readJson, type: "application/json", shape: shapes.OAuthToken },
  errors: { "400": shapes.OAuthErrorModel, "401": shapes.OAuthErrorModel },
};

/**
 * OAuth 2.0 token endpoint
 *
 * For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
 * `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
 * the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
 * unknown fields are ignored.
 *
 * With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
 * in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
 * this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
 * audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
 * and without that for this service. Without `scope`, it says all that the application may do there. An
 * application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
 * passwords are.
 *
 * With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
 * `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
 * `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
 * work for this application only, which authenticates as it did for the code.
 *
 * While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
 * OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
 * error is `mfa_required` and has a `login_token` for `auth.complete_login`.
 */
export function authToken(
  transport: Transport,
  body: TokenRequest,
  options: RequestOptions = {},
): ApiPromise<OAuthToken> {
  return transport.call(AUTH_TOKEN, {}, options, body);
}

/** Errors of `auth.token` whose bodies have a type; `declared` tells which. */
export type AuthTokenCallError = DeclaredError<"400", OAuthErrorModel> | DeclaredError<"401", OAuthErrorModel>;

/** Whether something that was thrown is one of them. */
export function isAuthTokenCallError(error: unknown): error is AuthTokenCallError {
  return isDeclared(error, AUTH_TOKEN);
}

/** Options of `auth.refresh`. */
export interface AuthRefreshCallOptions extends RequestOptions {
  /**
   * A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one
   * operation and one user; without credentials, to one operation and one body.
   */
  idempotencyKey?: string | undefined;
}

const AUTH_REFRESH: Operation = {
  id: "auth.refresh",
  method: "POST",
  path: "/auth/refresh",
  parameters: [{ name: "idempotencyKey", wire: "Idempotency-Key", in: "header" }],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.TokenPair },
  retryable: true,
  idempotency: "Idempotency-Key",
};

/**
 * Refresh your tokens
 *
 * Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
 * requests with the same token all get the same new pair; using it again later is treated as theft, ends the
 * session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
 * is 401 `refresh_token_invalid`.
 */
export function authRefresh(
  transport: Transport,
  body: RefreshRequest,
  options: AuthRefreshCallOptions = {},
): ApiPromise<TokenPair> {
  return transport.call(AUTH_REFRESH, {}, options, body);
}

const AUTH_LOGOUT: Operation = {
  id: "auth.logout",
  method: "POST",
  path: "/auth/logout",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Sign out
 *
 * Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
 * working immediately. API keys are not affected.
 */
export function authLogout(transport: Transport, body?: LogoutRequest, options: RequestOptions = {}): ApiPromise<void> {
  return transport.call(AUTH_LOGOUT, {}, options, body);
}

const AUTH_ME: Operation = {
  id: "auth.me",
  method: "GET",
  path: "/auth/me",
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  answer: { read: readJson, type: "application/json", shape: shapes.User },
  retryable: true,
};

/**
 * Get your account (same as me.get)
 *
 * Returns exactly what `me.get` returns, at the path where many clients look for it.
 */
export function authMe(transport: Transport, options: RequestOptions = {}): ApiPromise<User> {
  return transport.call(AUTH_ME, {}, options);
}

const AUTH_REQUEST_PASSWORD_RESET: Operation = {
  id: "auth.request_password_reset",
  method: "POST",
  path: "/auth/password/reset",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Accepted },
};

/**
 * Request a password reset
 *
 * Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
 * takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
 * these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
 */
export function authRequestPasswordReset(
  transport: Transport,
  body: PasswordResetRequest,
  options: RequestOptions = {},
): ApiPromise<Accepted> {
  return transport.call(AUTH_REQUEST_PASSWORD_RESET, {}, options, body);
}

const AUTH_CONFIRM_PASSWORD_RESET: Operation = {
  id: "auth.confirm_password_reset",
  method: "POST",
  path: "/auth/password/reset/confirm",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Reset your password
 *
 * Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
 * used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
 * `weak_password`, and the token can be used again.
 *
 * Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
 */
export function authConfirmPasswordReset(
  transport: Transport,
  body: PasswordResetConfirm,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(AUTH_CONFIRM_PASSWORD_RESET, {}, options, body);
}

const AUTH_RESET_PASSWORD: Operation = {
  id: "auth.reset_password",
  method: "PUT",
  path: "/auth/password/reset/{token}",
  parameters: [{ name: "token", wire: "token", in: "path" }],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
  retryable: true,
};

/**
 * Reset your password, with the token in the URL
 *
 * Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
 */
export function authResetPassword(
  transport: Transport,
  token: OneTimeToken,
  body: PasswordReset,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(AUTH_RESET_PASSWORD, { token }, options, body);
}

const AUTH_REQUEST_EMAIL_VERIFICATION: Operation = {
  id: "auth.request_email_verification",
  method: "POST",
  path: "/auth/email/verify/request",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Accepted },
};

/**
 * Request another verification email
 *
 * Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
 * same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
 * token in the newest one replaces those before.
 */
export function authRequestEmailVerification(
  transport: Transport,
  body: EmailVerificationRequest,
  options: RequestOptions = {},
): ApiPromise<Accepted> {
  return transport.call(AUTH_REQUEST_EMAIL_VERIFICATION, {}, options, body);
}

const AUTH_VERIFY_EMAIL: Operation = {
  id: "auth.verify_email",
  method: "POST",
  path: "/auth/email/verify",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Verify your email address
 *
 * Marks the email address as verified, with the one-time token from the verification email. A used, expired or
 * unknown token is 422 `one_time_token_invalid`.
 *
 * An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
 * place of the one that it was registered with: whoever registered it need not be the holder of the address.
 * Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
 * 422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
 */
export function authVerifyEmail(
  transport: Transport,
  body: EmailVerification,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(AUTH_VERIFY_EMAIL, {}, options, body);
}

const AUTH_INTROSPECT: Operation = {
  id: "auth.introspect",
  method: "POST",
  path: "/auth/introspect",
  security: [["oauth2"], ["bearer"], ["apiKey"]],
  body: [
    {
      type: "application/x-www-form-urlencoded",
      write: writeForm,
      parts: [
        { wire: "token", contentType: "text/plain" },
        { wire: "token_type_hint", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readJson, type: "application/json", shape: shapes.Introspection },
};

/**
 * Introspect a token
 *
 * Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
 * immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
 */
export function authIntrospect(
  transport: Transport,
  body: IntrospectionRequest,
  options: RequestOptions = {},
): ApiPromise<Introspection> {
  return transport.call(AUTH_INTROSPECT, {}, options, body);
}

const AUTH_REVOKE: Operation = {
  id: "auth.revoke",
  method: "POST",
  path: "/auth/revoke",
  body: [
    {
      type: "application/x-www-form-urlencoded",
      write: writeForm,
      parts: [
        { wire: "token", contentType: "text/plain" },
        { wire: "token_type_hint", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readNothing },
};

/**
 * Revoke a token
 *
 * Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
 * for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
 * tokens get 200 too.
 */
export function authRevoke(
  transport: Transport,
  body: RevocationRequest,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(AUTH_REVOKE, {}, options, body);
}

const AUTH_POLICY: Operation = {
  id: "auth.policy",
  method: "GET",
  path: "/auth/policy",
  answer: { read: readJson, type: "application/json", shape: shapes.Policy },
  retryable: true,
};

/**
 * Get the password and sign-in policy
 *
 * The rules of this installation, so that a form can show them up front: password strength, lockout, who may
 * register, second factors, and how long tokens last.
 */
export function authPolicy(transport: Transport, options: RequestOptions = {}): ApiPromise<Policy> {
  return transport.call(AUTH_POLICY, {}, options);
}

/** Registration, sign-in, tokens, and password recovery. */
export class AuthApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Register an account
   *
   * Creates your account, with the role `user`. Where email addresses must be verified first (see `auth.policy`),
   * the response is 202 whether or not the address is taken, and instructions are emailed; the password to sign in
   * with is then chosen, again or anew, in `auth.verify_email`, within 30 days. Otherwise the response is 201 with the new user, or
   * 409 `email_taken`.
   *
   * A username that is taken is 409 `username_taken` in both cases. Email addresses and usernames are compared
   * without regard to case or Unicode form. 403 `registration_closed` means that only administrators create
   * accounts.
   */
  register(body: RegisterRequest, options: AuthRegisterCallOptions = {}): ApiPromise<AuthRegisterSuccess> {
    return authRegister(this.#transport, body, options);
  }

  /**
   * Sign in
   *
   * Starts a session. Send a password and an email or username; the response holds an access token, a refresh token
   * and the user. With `remember_me`, both tokens last longer; `auth.policy` says how long.
   *
   * If the account has a second factor, the response is a `FactorRequired` instead, with no tokens: send its
   * `login_token` and a code to `auth.complete_login`, or to `auth.complete_by_passkey` with a passkey. `status` tells
   * the two apart.
   *
   * A wrong password and an unknown user get the same 401 `invalid_credentials`. Too many of them lock the name,
   * whether or not an account has it, for the network they came from: 429 `too_many_attempts`, even with the right
   * password, until `Retry-After` has passed. Only the right password reveals more: 403 `account_inactive`,
   * `email_not_verified` or `password_reset_required`.
   *
   * The same fields can be sent as a form.
   */
  login(body: LoginRequest | LoginForm, options: AuthLoginCallOptions = {}): ApiPromise<LoginAnswer> {
    return authLogin(this.#transport, body, options);
  }

  /**
   * Complete a sign-in with a second factor
   *
   * Send the `login_token` of a `FactorRequired` and a code: the six digits that an authenticator app shows, or a
   * recovery code. Spaces, hyphens and letter case make no difference. Each code works once, and so does the
   * `login_token`; a wrong code leaves it usable.
   *
   * A `login_token` that is unknown, used or expired, or that a new password or the like has voided, is 401
   * `login_token_invalid`: sign in with the password again. A wrong or used code is 403 `factor_code_invalid`. Too many
   * lock this account's codes for the network they came from: 429 `too_many_attempts`, until `Retry-After` has passed.
   */
  completeLogin(body: LoginCompletion, options: RequestOptions = {}): ApiPromise<SignedIn> {
    return authCompleteLogin(this.#transport, body, options);
  }

  /**
   * Ask for a passkey to complete a sign-in
   *
   * Send the `login_token` of a `FactorRequired` whose `factors` have `passkey`. A page of this service's own domain
   * passes the `options` to `navigator.credentials.get()`, and what that returns to `auth.complete_by_passkey`. The
   * challenge in them works once, for five minutes; asking again replaces it.
   *
   * A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`. Without any passkey: 409
   * `no_factor`.
   */
  beginPasskey(body: LoginTokenProof, options: RequestOptions = {}): ApiPromise<PasskeyOptions> {
    return authBeginPasskey(this.#transport, body, options);
  }

  /**
   * Complete a sign-in with a passkey
   *
   * Send the `login_token`, and as `credential` what `navigator.credentials.get()` returned for the options of
   * `auth.begin_passkey`, by its `toJSON()`. The challenge is used up whether or not the passkey is right; the
   * `login_token` only if it is.
   *
   * A passkey of somebody else, a wrong signature, page or challenge, and a sign count that went back are all 403
   * `passkey_invalid`. They are counted with wrong codes: too many are 429 `too_many_attempts`, until `Retry-After` has
   * passed. A `login_token` that is unknown, used, expired or void is 401 `login_token_invalid`.
   */
  completeByPasskey(body: PasskeyCompletion, options: RequestOptions = {}): ApiPromise<SignedIn> {
    return authCompleteByPasskey(this.#transport, body, options);
  }

  /**
   * Ask for a passkey to sign in
   *
   * A page of this service's own domain passes the `options` to `navigator.credentials.get()`, which offers the passkeys
   * that it has for this domain, and what that returns to `auth.login_by_passkey`. No name and no password is needed. The
   * challenge in them works once, for five minutes.
   */
  beginLoginByPasskey(options: RequestOptions = {}): ApiPromise<PasskeyOptions> {
    return authBeginLoginByPasskey(this.#transport, options);
  }

  /**
   * Sign in with a passkey alone
   *
   * Send as `credential` what `navigator.credentials.get()` returned for the options of `auth.begin_login_by_passkey`, by
   * its `toJSON()`. A passkey that was unlocked by PIN or biometrics is two factors in one: the session is as strong as one
   * with password and second factor, and no password was sent. With `remember_me`, tokens last longer.
   *
   * A passkey that is unknown, was not unlocked or does not name its account, a wrong signature, page or challenge, and a
   * sign count that went back are all 403 `passkey_invalid`; the challenge is used up all the same. Only the right passkey
   * reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`. Wrong passwords do not lock it.
   */
  loginByPasskey(body: PasskeyLogin, options: RequestOptions = {}): ApiPromise<SignedIn> {
    return authLoginByPasskey(this.#transport, body, options);
  }

  /**
   * Show a second factor again
   *
   * After 401 `step_up_required`: send a code as to `auth.complete_login`, and repeat what was refused. From now on, and
   * for as long as `auth.policy` says, this session may do what needs a recent second factor. The new tokens say so to
   * other services, too (`acr`, `amr`, `auth_time`); the refresh token is the one that the session has.
   *
   * A wrong or used code is 403 `factor_code_invalid`. Wrong ones are counted as at sign-in: too many are 429
   * `too_many_attempts`, until `Retry-After` has passed, and end the session that they came from. Without a second factor
   * nothing asks for one: 409 `no_factor`.
   */
  stepUp(body: StepUp, options: RequestOptions = {}): ApiPromise<TokenPair> {
    return authStepUp(this.#transport, body, options);
  }

  /**
   * Ask for a passkey to step up
   *
   * A page of this service's own domain passes the `options` to `navigator.credentials.get()`, and what that returns to
   * `auth.step_up_by_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
   * replaces it. Without any passkey: 409 `no_factor`.
   */
  beginStepUp(options: RequestOptions = {}): ApiPromise<PasskeyOptions> {
    return authBeginStepUp(this.#transport, options);
  }

  /**
   * Show a passkey again
   *
   * Does the same as `auth.step_up`. Send as `credential` what `navigator.credentials.get()` returned for the options of
   * `auth.begin_step_up`, by its `toJSON()`; the challenge is used up whether or not the passkey is right.
   *
   * A refused passkey is 403 `passkey_invalid` and counts as a wrong code.
   */
  stepUpByPasskey(body: PasskeyStepUp, options: RequestOptions = {}): ApiPromise<TokenPair> {
    return authStepUpByPasskey(this.#transport, body, options);
  }

  /**
   * OAuth 2.0 token endpoint
   *
   * For OAuth clients (RFC 6749), such as the Authorize button of Swagger UI. The grants `password`, where
   * `username` may be an email address, and `refresh_token` do the same as `auth.login` and `auth.refresh`, under
   * the same limits. Without `grant_type`, the grant is `password`. Both ignore `client_id` and `client_secret`, and
   * unknown fields are ignored.
   *
   * With `client_credentials`, an application gets a token of its own. It shows a secret, as `Authorization: Basic` or
   * in the form, or an assertion that it signed (RFC 7523: `iss` and `sub` are its `client_id`, `aud` is the address of
   * this service or of this endpoint, `exp` is at most five minutes ahead, and a `jti` works once). `resource` is the
   * audience of another application (RFC 8707); without it, the token is for the application that `scope` belongs to,
   * and without that for this service. Without `scope`, it says all that the application may do there. An
   * application that shows a right secret is not limited; a wrong one is 401 `invalid_client`, and counted as wrong
   * passwords are.
   *
   * With `authorization_code`, an application gets the tokens of somebody who has signed in to it at the
   * `authorization_endpoint` of `openid.get_configuration`. A code works once, for a minute, and only together with its
   * `code_verifier` and `redirect_uri`; using it again ends the session that it gave. Refresh tokens of such a session
   * work for this application only, which authenticates as it did for the code.
   *
   * While sign-in is locked, the response is a 429 problem, `too_many_attempts`. A refused grant is 400 with an
   * OAuth error body; a form that does not match its schema is a 422 problem. If the account has a second factor, the
   * error is `mfa_required` and has a `login_token` for `auth.complete_login`.
   */
  token(body: TokenRequest, options: RequestOptions = {}): ApiPromise<OAuthToken> {
    return authToken(this.#transport, body, options);
  }

  /**
   * Refresh your tokens
   *
   * Exchanges a refresh token for the next token pair of the same session. Each refresh token works once. Parallel
   * requests with the same token all get the same new pair; using it again later is treated as theft, ends the
   * session and returns 401 `refresh_token_reused`. A token that is unknown or expired, or whose session has ended,
   * is 401 `refresh_token_invalid`.
   */
  refresh(body: RefreshRequest, options: AuthRefreshCallOptions = {}): ApiPromise<TokenPair> {
    return authRefresh(this.#transport, body, options);
  }

  /**
   * Sign out
   *
   * Ends this session (the default), your other sessions, or all of them. Their access and refresh tokens stop
   * working immediately. API keys are not affected.
   */
  logout(body?: LogoutRequest, options: RequestOptions = {}): ApiPromise<void> {
    return authLogout(this.#transport, body, options);
  }

  /**
   * Get your account (same as me.get)
   *
   * Returns exactly what `me.get` returns, at the path where many clients look for it.
   */
  me(options: RequestOptions = {}): ApiPromise<User> {
    return authMe(this.#transport, options);
  }

  /**
   * Request a password reset
   *
   * Emails a one-time token if the address belongs to an account that can use it. The response, and the time it
   * takes, are the same for every address, so they do not reveal who has an account. An address is sent three of
   * these emails at once, and then one every 20 minutes; the token in the newest one replaces those before.
   */
  requestPasswordReset(body: PasswordResetRequest, options: RequestOptions = {}): ApiPromise<Accepted> {
    return authRequestPasswordReset(this.#transport, body, options);
  }

  /**
   * Reset your password
   *
   * Sets a new password with the one-time token from the email, and ends all sessions and API keys of the account. A
   * used, expired or unknown token is 422 `one_time_token_invalid`. A password that breaks the policy is 422
   * `weak_password`, and the token can be used again.
   *
   * Prefer this to `auth.reset_password`: it keeps the token out of URLs, and so out of logs.
   */
  confirmPasswordReset(body: PasswordResetConfirm, options: RequestOptions = {}): ApiPromise<void> {
    return authConfirmPasswordReset(this.#transport, body, options);
  }

  /**
   * Reset your password, with the token in the URL
   *
   * Same as `auth.confirm_password_reset`, for clients that take the token from the URL.
   */
  resetPassword(token: OneTimeToken, body: PasswordReset, options: RequestOptions = {}): ApiPromise<void> {
    return authResetPassword(this.#transport, token, body, options);
  }

  /**
   * Request another verification email
   *
   * Emails a new one-time token if the address belongs to an account that is not verified yet. The response is the
   * same for every address. An address is sent three of these emails at once, and then one every 20 minutes; the
   * token in the newest one replaces those before.
   */
  requestEmailVerification(body: EmailVerificationRequest, options: RequestOptions = {}): ApiPromise<Accepted> {
    return authRequestEmailVerification(this.#transport, body, options);
  }

  /**
   * Verify your email address
   *
   * Marks the email address as verified, with the one-time token from the verification email. A used, expired or
   * unknown token is 422 `one_time_token_invalid`.
   *
   * An account that was registered and waits for this (`pending_verification`) gets the `password` sent here, in
   * place of the one that it was registered with: whoever registered it need not be the holder of the address.
   * Without `password`, the first sign-in is 403 `password_reset_required`. For any other account, a `password` is
   * 422 `validation_failed`. In both this case and 422 `weak_password`, the token can be used again.
   */
  verifyEmail(body: EmailVerification, options: RequestOptions = {}): ApiPromise<void> {
    return authVerifyEmail(this.#transport, body, options);
  }

  /**
   * Introspect a token
   *
   * Token introspection (RFC 7662), for services that cannot verify tokens themselves or must learn of a revocation
   * immediately. A token that is unknown, expired or revoked is just `{"active": false}`.
   */
  introspect(body: IntrospectionRequest, options: RequestOptions = {}): ApiPromise<Introspection> {
    return authIntrospect(this.#transport, body, options);
  }

  /**
   * Revoke a token
   *
   * Token revocation (RFC 7009): ends the session of an access or refresh token; for a token that an application has
   * for itself, all tokens that it has. The token is its own proof, so no other credentials are needed. Unknown
   * tokens get 200 too.
   */
  revoke(body: RevocationRequest, options: RequestOptions = {}): ApiPromise<void> {
    return authRevoke(this.#transport, body, options);
  }

  /**
   * Get the password and sign-in policy
   *
   * The rules of this installation, so that a form can show them up front: password strength, lockout, who may
   * register, second factors, and how long tokens last.
   */
  policy(options: RequestOptions = {}): ApiPromise<Policy> {
    return authPolicy(this.#transport, options);
  }
}

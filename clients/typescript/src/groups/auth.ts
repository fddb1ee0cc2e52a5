import type {
  Accepted,
  AuthRegisterSuccess,
  EmailVerification,
  EmailVerificationRequest,
  Introspection,
  IntrospectionRequest,
  LoginAnswer,
  LoginRequest,
  LogoutRequest,
  OAuthToken,
  OneTimeToken,
  PasswordReset,
  PasswordResetConfirm,
  PasswordResetRequest,
  Policy,
  RefreshRequest,
  RegisterRequest,
  RevocationRequest,
  TokenPair,
  TokenRequest,
  User,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeForm, writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

/** Options of `auth.register`. */
export interface AuthRegisterCallOptions extends RequestOptions {
  /**
   * A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept
   * apart by operation and caller.
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
 * Open an account
 *
 * Creates an account with the role `user`. Where addresses have to be confirmed first, the answer is 202 whether
 * or not the address was free, and the rest happens by mail. Otherwise it is 201 with the new user, or 409
 * `email_taken`. A username that somebody has is 409 `username_taken` either way. Letter case and Unicode form
 * do not make two addresses or usernames different. 403 `registration_closed` means that accounts are opened by administrators only; `auth.policy`
 * tells beforehand.
 */
export function authRegister(
  transport: Transport,
  body: RegisterRequest,
  options: AuthRegisterCallOptions = {},
): ApiPromise<AuthRegisterSuccess> {
  return transport.call(AUTH_REGISTER, {}, options, body);
}

const AUTH_LOGIN: Operation = {
  id: "auth.login",
  method: "POST",
  path: "/auth/login",
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.LoginAnswer },
};

/**
 * Sign in with a password
 *
 * Takes either `email` or `username`, and the password, and starts a session. A wrong password, an unknown
 * account and an account locked after too many failures all give the same 401 `invalid_credentials`. Only
 * a right password reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`.
 * `remember_me` gives both tokens a longer life; `auth.policy` has the figures.
 */
export function authLogin(
  transport: Transport,
  body: LoginRequest,
  options: RequestOptions = {},
): ApiPromise<LoginAnswer> {
  return transport.call(AUTH_LOGIN, {}, options, body);
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
        { wire: "username", contentType: "text/plain" },
        { wire: "password", contentType: "text/plain" },
        { wire: "refresh_token", contentType: "text/plain" },
        { wire: "scope", contentType: "text/plain" },
        { wire: "client_id", contentType: "text/plain" },
        { wire: "client_secret", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readJson, type: "application/json", shape: shapes.OAuthToken },
};

/**
 * Get tokens the OAuth 2.0 way
 *
 * The token endpoint of RFC 6749 for clients that speak OAuth, such as the sign-in button of an API browser. The
 * grants `password` (with `username`, which may be an email address, and `password`) and `refresh_token` do the
 * same as `auth.login` and `auth.refresh`, under the same limits. `client_id` and `client_secret` are accepted
 * and not looked at, as are fields that are not listed here. What is wrong with the grant or the credentials is a
 * 400 with an OAuth error body; a form that does not fit its schema is a 422 problem.
 */
export function authToken(
  transport: Transport,
  body: TokenRequest,
  options: RequestOptions = {},
): ApiPromise<OAuthToken> {
  return transport.call(AUTH_TOKEN, {}, options, body);
}

/** Options of `auth.refresh`. */
export interface AuthRefreshCallOptions extends RequestOptions {
  /**
   * A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept
   * apart by operation and caller.
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
 * Renew a token pair
 *
 * Spends a refresh token and returns the next pair of the same session. Requests that present one token at the
 * same moment all receive the same next pair. A token presented again later counts as stolen: the whole session
 * ends and the answer is 401 `refresh_token_reused`. An unknown, expired or ended one is 401
 * `refresh_token_invalid`.
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
 * Ends this session, the caller's other sessions, or all of them. Their access and refresh tokens stop working
 * with the next request. Without a body it ends this session. API keys are not affected.
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
 * Get the signed-in user
 *
 * Answers exactly what `me.get` does, at the address where many clients look for it.
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
 * Ask for a password reset
 *
 * Sends a message with a one-time token to the address if it belongs to an account that can use it. The answer and
 * the time it takes are the same for any address, so it cannot be used to find out who has an account.
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
 * Set a new password with a reset token
 *
 * Sets the password and ends every session of the account. The token works once; a spent, expired or unknown one
 * is 422 `one_time_token_invalid`. A password against the policy is 422 `weak_password` and leaves the token
 * usable. Prefer this over `auth.reset_password`: it keeps the token out of addresses, and so out of logs.
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
 * Set a new password with a reset token in the path
 *
 * The same as `auth.confirm_password_reset`, for clients that have the token in the address. The token works once,
 * and every session of the account ends.
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
 * Ask for another verification message
 *
 * Sends a fresh verification token to the address if it belongs to an account that still waits for one. The answer
 * is the same in every other case too.
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
 * Confirm an email address
 *
 * Marks the address of the account as verified. The token comes from the verification message and works once; any
 * other is 422 `one_time_token_invalid`.
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
 * Ask whether a token is in force
 *
 * Token introspection after RFC 7662, for services that cannot verify tokens themselves or that must know about a
 * revocation at once. A token that is unknown, expired, revoked or not ours is just `{"active": false}`.
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
 * Give a token back
 *
 * Token revocation after RFC 7009: ends the session that the access or refresh token belongs to. Holding the
 * token is the proof that one may, so no other credentials are needed. The answer is 200 for tokens that mean
 * nothing to the service as well.
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
 * Get the rules for passwords and sign-in
 *
 * The rules in effect on this installation, so that a form can show them before anything is submitted: password
 * strength, lockout after failures, who may register, and how long tokens live.
 */
export function authPolicy(transport: Transport, options: RequestOptions = {}): ApiPromise<Policy> {
  return transport.call(AUTH_POLICY, {}, options);
}

/** Registration, sign-in, token renewal, and recovery of access. */
export class AuthApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Open an account
   *
   * Creates an account with the role `user`. Where addresses have to be confirmed first, the answer is 202 whether
   * or not the address was free, and the rest happens by mail. Otherwise it is 201 with the new user, or 409
   * `email_taken`. A username that somebody has is 409 `username_taken` either way. Letter case and Unicode form
   * do not make two addresses or usernames different. 403 `registration_closed` means that accounts are opened by administrators only; `auth.policy`
   * tells beforehand.
   */
  register(body: RegisterRequest, options: AuthRegisterCallOptions = {}): ApiPromise<AuthRegisterSuccess> {
    return authRegister(this.#transport, body, options);
  }

  /**
   * Sign in with a password
   *
   * Takes either `email` or `username`, and the password, and starts a session. A wrong password, an unknown
   * account and an account locked after too many failures all give the same 401 `invalid_credentials`. Only
   * a right password reveals more: 403 `account_inactive`, `email_not_verified` or `password_reset_required`.
   * `remember_me` gives both tokens a longer life; `auth.policy` has the figures.
   */
  login(body: LoginRequest, options: RequestOptions = {}): ApiPromise<LoginAnswer> {
    return authLogin(this.#transport, body, options);
  }

  /**
   * Get tokens the OAuth 2.0 way
   *
   * The token endpoint of RFC 6749 for clients that speak OAuth, such as the sign-in button of an API browser. The
   * grants `password` (with `username`, which may be an email address, and `password`) and `refresh_token` do the
   * same as `auth.login` and `auth.refresh`, under the same limits. `client_id` and `client_secret` are accepted
   * and not looked at, as are fields that are not listed here. What is wrong with the grant or the credentials is a
   * 400 with an OAuth error body; a form that does not fit its schema is a 422 problem.
   */
  token(body: TokenRequest, options: RequestOptions = {}): ApiPromise<OAuthToken> {
    return authToken(this.#transport, body, options);
  }

  /**
   * Renew a token pair
   *
   * Spends a refresh token and returns the next pair of the same session. Requests that present one token at the
   * same moment all receive the same next pair. A token presented again later counts as stolen: the whole session
   * ends and the answer is 401 `refresh_token_reused`. An unknown, expired or ended one is 401
   * `refresh_token_invalid`.
   */
  refresh(body: RefreshRequest, options: AuthRefreshCallOptions = {}): ApiPromise<TokenPair> {
    return authRefresh(this.#transport, body, options);
  }

  /**
   * Sign out
   *
   * Ends this session, the caller's other sessions, or all of them. Their access and refresh tokens stop working
   * with the next request. Without a body it ends this session. API keys are not affected.
   */
  logout(body?: LogoutRequest, options: RequestOptions = {}): ApiPromise<void> {
    return authLogout(this.#transport, body, options);
  }

  /**
   * Get the signed-in user
   *
   * Answers exactly what `me.get` does, at the address where many clients look for it.
   */
  me(options: RequestOptions = {}): ApiPromise<User> {
    return authMe(this.#transport, options);
  }

  /**
   * Ask for a password reset
   *
   * Sends a message with a one-time token to the address if it belongs to an account that can use it. The answer and
   * the time it takes are the same for any address, so it cannot be used to find out who has an account.
   */
  requestPasswordReset(body: PasswordResetRequest, options: RequestOptions = {}): ApiPromise<Accepted> {
    return authRequestPasswordReset(this.#transport, body, options);
  }

  /**
   * Set a new password with a reset token
   *
   * Sets the password and ends every session of the account. The token works once; a spent, expired or unknown one
   * is 422 `one_time_token_invalid`. A password against the policy is 422 `weak_password` and leaves the token
   * usable. Prefer this over `auth.reset_password`: it keeps the token out of addresses, and so out of logs.
   */
  confirmPasswordReset(body: PasswordResetConfirm, options: RequestOptions = {}): ApiPromise<void> {
    return authConfirmPasswordReset(this.#transport, body, options);
  }

  /**
   * Set a new password with a reset token in the path
   *
   * The same as `auth.confirm_password_reset`, for clients that have the token in the address. The token works once,
   * and every session of the account ends.
   */
  resetPassword(token: OneTimeToken, body: PasswordReset, options: RequestOptions = {}): ApiPromise<void> {
    return authResetPassword(this.#transport, token, body, options);
  }

  /**
   * Ask for another verification message
   *
   * Sends a fresh verification token to the address if it belongs to an account that still waits for one. The answer
   * is the same in every other case too.
   */
  requestEmailVerification(body: EmailVerificationRequest, options: RequestOptions = {}): ApiPromise<Accepted> {
    return authRequestEmailVerification(this.#transport, body, options);
  }

  /**
   * Confirm an email address
   *
   * Marks the address of the account as verified. The token comes from the verification message and works once; any
   * other is 422 `one_time_token_invalid`.
   */
  verifyEmail(body: EmailVerification, options: RequestOptions = {}): ApiPromise<void> {
    return authVerifyEmail(this.#transport, body, options);
  }

  /**
   * Ask whether a token is in force
   *
   * Token introspection after RFC 7662, for services that cannot verify tokens themselves or that must know about a
   * revocation at once. A token that is unknown, expired, revoked or not ours is just `{"active": false}`.
   */
  introspect(body: IntrospectionRequest, options: RequestOptions = {}): ApiPromise<Introspection> {
    return authIntrospect(this.#transport, body, options);
  }

  /**
   * Give a token back
   *
   * Token revocation after RFC 7009: ends the session that the access or refresh token belongs to. Holding the
   * token is the proof that one may, so no other credentials are needed. The answer is 200 for tokens that mean
   * nothing to the service as well.
   */
  revoke(body: RevocationRequest, options: RequestOptions = {}): ApiPromise<void> {
    return authRevoke(this.#transport, body, options);
  }

  /**
   * Get the rules for passwords and sign-in
   *
   * The rules in effect on this installation, so that a form can show them before anything is submitted: password
   * strength, lockout after failures, who may register, and how long tokens live.
   */
  policy(options: RequestOptions = {}): ApiPromise<Policy> {
    return authPolicy(this.#transport, options);
  }
}

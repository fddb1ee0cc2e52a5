import type {
  Factor,
  FactorConfirm,
  FactorConfirmed,
  FactorList,
  FactorRename,
  PasskeyAdd,
  PasskeyOptions,
  PasswordProof,
  RecoveryCodes,
  TotpEnrol,
  TotpEnrolment,
} from "../models.js";
import { readJson, readNothing } from "../runtime/answers.js";
import { writeJson } from "../runtime/bodies.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Uuid } from "../runtime/scalars.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

const FACTORS_LIST: Operation = {
  id: "factors.list",
  method: "GET",
  path: "/users/me/factors",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.FactorList },
  retryable: true,
};

/**
 * List your second factors
 *
 * The confirmed ones, oldest first, and how many recovery codes are left.
 */
export function factorsList(transport: Transport, options: RequestOptions = {}): ApiPromise<FactorList> {
  return transport.call(FACTORS_LIST, {}, options);
}

const FACTORS_ENROL_TOTP: Operation = {
  id: "factors.enrol_totp",
  method: "POST",
  path: "/users/me/factors/totp",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.TotpEnrolment },
};

/**
 * Enrol an authenticator app
 *
 * Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
 * receives a code that was made with it, within 15 minutes; enrolling again replaces it.
 *
 * A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
 * `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsEnrolTotp(
  transport: Transport,
  body: TotpEnrol,
  options: RequestOptions = {},
): ApiPromise<TotpEnrolment> {
  return transport.call(FACTORS_ENROL_TOTP, {}, options, body);
}

const FACTORS_BEGIN_PASSKEY: Operation = {
  id: "factors.begin_passkey",
  method: "POST",
  path: "/users/me/factors/passkey/options",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.PasskeyOptions },
};

/**
 * Begin to make a passkey
 *
 * A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
 * `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
 * replaces it.
 *
 * A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
 * `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsBeginPasskey(
  transport: Transport,
  body: PasswordProof,
  options: RequestOptions = {},
): ApiPromise<PasskeyOptions> {
  return transport.call(FACTORS_BEGIN_PASSKEY, {}, options, body);
}

const FACTORS_ADD_PASSKEY: Operation = {
  id: "factors.add_passkey",
  method: "POST",
  path: "/users/me/factors/passkey",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.FactorConfirmed },
};

/**
 * Add a passkey
 *
 * Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
 * its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
 * which stands in for it once; they are shown only here. You are told by email.
 *
 * 403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
 * same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsAddPasskey(
  transport: Transport,
  body: PasskeyAdd,
  options: RequestOptions = {},
): ApiPromise<FactorConfirmed> {
  return transport.call(FACTORS_ADD_PASSKEY, {}, options, body);
}

const FACTORS_RENAME: Operation = {
  id: "factors.rename",
  method: "PATCH",
  path: "/users/me/factors/{factor_id}",
  parameters: [{ name: "factorId", wire: "factor_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.Factor },
};

/**
 * Rename one of your second factors
 *
 * 404 `factor_not_found` if you have no such confirmed factor.
 */
export function factorsRename(
  transport: Transport,
  factorId: Uuid,
  body: FactorRename,
  options: RequestOptions = {},
): ApiPromise<Factor> {
  return transport.call(FACTORS_RENAME, { factorId }, options, body);
}

const FACTORS_CONFIRM: Operation = {
  id: "factors.confirm",
  method: "POST",
  path: "/users/me/factors/{factor_id}/confirm",
  parameters: [{ name: "factorId", wire: "factor_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.FactorConfirmed },
};

/**
 * Confirm a second factor
 *
 * From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
 * for a code once; they are shown only here. You are told by email.
 *
 * A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
 * factor waits to be confirmed.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsConfirm(
  transport: Transport,
  factorId: Uuid,
  body: FactorConfirm,
  options: RequestOptions = {},
): ApiPromise<FactorConfirmed> {
  return transport.call(FACTORS_CONFIRM, { factorId }, options, body);
}

const FACTORS_REMOVE: Operation = {
  id: "factors.remove",
  method: "POST",
  path: "/users/me/factors/{factor_id}/remove",
  parameters: [{ name: "factorId", wire: "factor_id", in: "path" }],
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readNothing },
};

/**
 * Remove one of your second factors
 *
 * With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
 * password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
 * `factor_not_found` if you have no such confirmed factor.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsRemove(
  transport: Transport,
  factorId: Uuid,
  body: PasswordProof,
  options: RequestOptions = {},
): ApiPromise<void> {
  return transport.call(FACTORS_REMOVE, { factorId }, options, body);
}

const FACTORS_MAKE_RECOVERY_CODES: Operation = {
  id: "factors.make_recovery_codes",
  method: "POST",
  path: "/users/me/recovery-codes",
  security: [["oauth2"], ["bearer"]],
  body: [{ type: "application/json", write: writeJson }],
  answer: { read: readJson, type: "application/json", shape: shapes.RecoveryCodes },
};

/**
 * Make new recovery codes
 *
 * Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
 * `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
 * factor there is nothing to recover: 409 `no_factor`.
 *
 * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
 */
export function factorsMakeRecoveryCodes(
  transport: Transport,
  body: PasswordProof,
  options: RequestOptions = {},
): ApiPromise<RecoveryCodes> {
  return transport.call(FACTORS_MAKE_RECOVERY_CODES, {}, options, body);
}

/** Your second factors: what signing in asks for besides the password. */
export class FactorsApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * List your second factors
   *
   * The confirmed ones, oldest first, and how many recovery codes are left.
   */
  list(options: RequestOptions = {}): ApiPromise<FactorList> {
    return factorsList(this.#transport, options);
  }

  /**
   * Enrol an authenticator app
   *
   * Returns a new secret, also as an `otpauth` URI and as a QR code to scan. It counts only once `factors.confirm`
   * receives a code that was made with it, within 15 minutes; enrolling again replaces it.
   *
   * A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
   * `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  enrolTotp(body: TotpEnrol, options: RequestOptions = {}): ApiPromise<TotpEnrolment> {
    return factorsEnrolTotp(this.#transport, body, options);
  }

  /**
   * Begin to make a passkey
   *
   * A page of this service's own domain passes the `options` to `navigator.credentials.create()`, and what that returns to
   * `factors.add_passkey`, in the same session. The challenge in them works once, for five minutes; asking again
   * replaces it.
   *
   * A wrong password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429
   * `too_many_attempts`. Ten factors are the most that an account can have: 409 `factor_limit`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  beginPasskey(body: PasswordProof, options: RequestOptions = {}): ApiPromise<PasskeyOptions> {
    return factorsBeginPasskey(this.#transport, body, options);
  }

  /**
   * Add a passkey
   *
   * Send as `credential` what `navigator.credentials.create()` returned for the options of `factors.begin_passkey`, by
   * its `toJSON()`. From now on, signing in asks for it. With your first factor you get ten recovery codes, each of
   * which stands in for it once; they are shown only here. You are told by email.
   *
   * 403 `passkey_invalid` if page, domain or challenge are not those of the options; the challenge is used up all the
   * same. A passkey that some account has already is 409 `passkey_exists`, an eleventh factor 409 `factor_limit`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  addPasskey(body: PasskeyAdd, options: RequestOptions = {}): ApiPromise<FactorConfirmed> {
    return factorsAddPasskey(this.#transport, body, options);
  }

  /**
   * Rename one of your second factors
   *
   * 404 `factor_not_found` if you have no such confirmed factor.
   */
  rename(factorId: Uuid, body: FactorRename, options: RequestOptions = {}): ApiPromise<Factor> {
    return factorsRename(this.#transport, factorId, body, options);
  }

  /**
   * Confirm a second factor
   *
   * From now on, signing in asks for a code. With your first factor you get ten recovery codes, each of which stands in
   * for a code once; they are shown only here. You are told by email.
   *
   * A wrong code is 403 `factor_code_invalid`; too many are 429 `too_many_attempts`. 404 `factor_not_found` if no such
   * factor waits to be confirmed.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  confirm(factorId: Uuid, body: FactorConfirm, options: RequestOptions = {}): ApiPromise<FactorConfirmed> {
    return factorsConfirm(this.#transport, factorId, body, options);
  }

  /**
   * Remove one of your second factors
   *
   * With the last one your recovery codes go too, and the password alone signs you in again. You are told by email. A wrong
   * password is 403 `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. 404
   * `factor_not_found` if you have no such confirmed factor.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  remove(factorId: Uuid, body: PasswordProof, options: RequestOptions = {}): ApiPromise<void> {
    return factorsRemove(this.#transport, factorId, body, options);
  }

  /**
   * Make new recovery codes
   *
   * Ten new codes, shown only here; the old ones are void. You are told by email. A wrong password is 403
   * `current_password_invalid` and counts as a failed sign-in; too many are 429 `too_many_attempts`. Without a second
   * factor there is nothing to recover: 409 `no_factor`.
   *
   * If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
   */
  makeRecoveryCodes(body: PasswordProof, options: RequestOptions = {}): ApiPromise<RecoveryCodes> {
    return factorsMakeRecoveryCodes(this.#transport, body, options);
  }
}

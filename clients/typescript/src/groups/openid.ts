import type { DeviceCodes, DeviceRequest, OAuthErrorModel, ProviderMetadata, UserInfo } from "../models.js";
import { readJson } from "../runtime/answers.js";
import { writeForm } from "../runtime/bodies.js";
import { type DeclaredError, isDeclared } from "../runtime/errors.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

const OPENID_GET_CONFIGURATION: Operation = {
  id: "openid.get_configuration",
  method: "GET",
  path: "/.well-known/openid-configuration",
  answer: { read: readJson, type: "application/json", shape: shapes.ProviderMetadata },
  retryable: true,
};

/**
 * Get the OpenID configuration
 *
 * What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
 * `authorization_endpoint` with a browser: it is a page, and no operation of this document.
 */
export function openidGetConfiguration(
  transport: Transport,
  options: RequestOptions = {},
): ApiPromise<ProviderMetadata> {
  return transport.call(OPENID_GET_CONFIGURATION, {}, options);
}

const OPENID_GET_METADATA: Operation = {
  id: "openid.get_metadata",
  method: "GET",
  path: "/.well-known/oauth-authorization-server",
  answer: { read: readJson, type: "application/json", shape: shapes.ProviderMetadata },
  retryable: true,
};

/**
 * Get the OAuth metadata
 *
 * The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
 */
export function openidGetMetadata(transport: Transport, options: RequestOptions = {}): ApiPromise<ProviderMetadata> {
  return transport.call(OPENID_GET_METADATA, {}, options);
}

const OPENID_AUTHORIZE_DEVICE: Operation = {
  id: "openid.authorize_device",
  method: "POST",
  path: "/oauth/device_authorization",
  body: [
    {
      type: "application/x-www-form-urlencoded",
      write: writeForm,
      parts: [
        { wire: "scope", contentType: "text/plain" },
        { wire: "client_id", contentType: "text/plain" },
        { wire: "client_secret", contentType: "text/plain" },
        { wire: "client_assertion", contentType: "text/plain" },
        { wire: "client_assertion_type", contentType: "text/plain" },
      ],
    },
  ],
  answer: { read: readJson, type: "application/json", shape: shapes.DeviceCodes },
  errors: { "400": shapes.OAuthErrorModel, "401": shapes.OAuthErrorModel },
};

/**
 * Begin on a device
 *
 * For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
 * the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
 * `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
 * error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
 * for a code. One that cannot is limited as strangers are.
 */
export function openidAuthorizeDevice(
  transport: Transport,
  body: DeviceRequest,
  options: RequestOptions = {},
): ApiPromise<DeviceCodes> {
  return transport.call(OPENID_AUTHORIZE_DEVICE, {}, options, body);
}

/** Errors of `openid.authorize_device` whose bodies have a type; `declared` tells which. */
export type OpenidAuthorizeDeviceCallError =
  | DeclaredError<"400", OAuthErrorModel>
  | DeclaredError<"401", OAuthErrorModel>;

/** Whether something that was thrown is one of them. */
export function isOpenidAuthorizeDeviceCallError(error: unknown): error is OpenidAuthorizeDeviceCallError {
  return isDeclared(error, OPENID_AUTHORIZE_DEVICE);
}

const OPENID_GET_USERINFO: Operation = {
  id: "openid.get_userinfo",
  method: "GET",
  path: "/oauth/userinfo",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.UserInfo },
  retryable: true,
};

/**
 * Get claims about a person
 *
 * Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
 * Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
 * of your own session, all claims about you.
 */
export function openidGetUserinfo(transport: Transport, options: RequestOptions = {}): ApiPromise<UserInfo> {
  return transport.call(OPENID_GET_USERINFO, {}, options);
}

const OPENID_POST_USERINFO: Operation = {
  id: "openid.post_userinfo",
  method: "POST",
  path: "/oauth/userinfo",
  security: [["oauth2"], ["bearer"]],
  answer: { read: readJson, type: "application/json", shape: shapes.UserInfo },
};

/**
 * Get claims about a person, by POST
 *
 * The same as `openid.get_userinfo`.
 */
export function openidPostUserinfo(transport: Transport, options: RequestOptions = {}): ApiPromise<UserInfo> {
  return transport.call(OPENID_POST_USERINFO, {}, options);
}

/** Signing in to applications with OpenID Connect, as programs see it. */
export class OpenidApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Get the OpenID configuration
   *
   * What programs read before people sign in with them (OpenID Connect Discovery 1.0). People sign in at
   * `authorization_endpoint` with a browser: it is a page, and no operation of this document.
   */
  getConfiguration(options: RequestOptions = {}): ApiPromise<ProviderMetadata> {
    return openidGetConfiguration(this.#transport, options);
  }

  /**
   * Get the OAuth metadata
   *
   * The same as `openid.get_configuration`, where OAuth 2.0 looks for it (RFC 8414).
   */
  getMetadata(options: RequestOptions = {}): ApiPromise<ProviderMetadata> {
    return openidGetMetadata(this.#transport, options);
  }

  /**
   * Begin on a device
   *
   * For devices without a browser (RFC 8628). The device shows `user_code` and `verification_uri`, where somebody enters
   * the code with a browser of their own, and meanwhile asks `auth.token` for tokens, with the grant
   * `urn:ietf:params:oauth:grant-type:device_code` and every `interval` seconds at most. Until somebody has decided, the
   * error is `authorization_pending`; `slow_down` adds five seconds to the interval. The application authenticates as
   * for a code. One that cannot is limited as strangers are.
   */
  authorizeDevice(body: DeviceRequest, options: RequestOptions = {}): ApiPromise<DeviceCodes> {
    return openidAuthorizeDevice(this.#transport, body, options);
  }

  /**
   * Get claims about a person
   *
   * Claims about the person who has signed in to an application, for the access token that it got (OpenID Connect
   * Core 1.0). `scope` decides which: `profile` and `email`. A token without the scope `openid` is 403. With a token
   * of your own session, all claims about you.
   */
  getUserinfo(options: RequestOptions = {}): ApiPromise<UserInfo> {
    return openidGetUserinfo(this.#transport, options);
  }

  /**
   * Get claims about a person, by POST
   *
   * The same as `openid.get_userinfo`.
   */
  postUserinfo(options: RequestOptions = {}): ApiPromise<UserInfo> {
    return openidPostUserinfo(this.#transport, options);
  }
}

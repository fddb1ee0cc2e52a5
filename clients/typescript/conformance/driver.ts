/**
 * Calls operations as it is told: one JSON object per line comes in, one goes out. For tests that hold clients in
 * several languages against each other; no part of the package.
 */

import { createInterface } from "node:readline";
import { GatehouseClient, type GatehouseClientOptions } from "../src/index.js";
import { createVerifier } from "../src/verify.js";
import { Call, credentialsOf, report, type Request } from "./call.js";

type Dispatch = (client: GatehouseClient, call: Call) => PromiseLike<unknown>;

const OPERATIONS: Readonly<Record<string, Dispatch>> = {
  "auth.register": (client: GatehouseClient, call: Call) =>
    client.auth.register(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "auth.login": (client: GatehouseClient, call: Call) => client.auth.login(call.body(), call.options({})),
  "auth.complete_login": (client: GatehouseClient, call: Call) =>
    client.auth.completeLogin(call.body(), call.options({})),
  "auth.begin_passkey": (client: GatehouseClient, call: Call) =>
    client.auth.beginPasskey(call.body(), call.options({})),
  "auth.complete_by_passkey": (client: GatehouseClient, call: Call) =>
    client.auth.completeByPasskey(call.body(), call.options({})),
  "auth.begin_login_by_passkey": (client: GatehouseClient, call: Call) =>
    client.auth.beginLoginByPasskey(call.options({})),
  "auth.login_by_passkey": (client: GatehouseClient, call: Call) =>
    client.auth.loginByPasskey(call.body(), call.options({})),
  "auth.step_up": (client: GatehouseClient, call: Call) => client.auth.stepUp(call.body(), call.options({})),
  "auth.begin_step_up": (client: GatehouseClient, call: Call) => client.auth.beginStepUp(call.options({})),
  "auth.step_up_by_passkey": (client: GatehouseClient, call: Call) =>
    client.auth.stepUpByPasskey(call.body(), call.options({})),
  "auth.token": (client: GatehouseClient, call: Call) => client.auth.token(call.body(), call.options({})),
  "auth.refresh": (client: GatehouseClient, call: Call) =>
    client.auth.refresh(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "auth.logout": (client: GatehouseClient, call: Call) => client.auth.logout(call.body(), call.options({})),
  "auth.me": (client: GatehouseClient, call: Call) => client.auth.me(call.options({})),
  "auth.request_password_reset": (client: GatehouseClient, call: Call) =>
    client.auth.requestPasswordReset(call.body(), call.options({})),
  "auth.confirm_password_reset": (client: GatehouseClient, call: Call) =>
    client.auth.confirmPasswordReset(call.body(), call.options({})),
  "auth.reset_password": (client: GatehouseClient, call: Call) =>
    client.auth.resetPassword(call.path("token"), call.body(), call.options({})),
  "auth.request_email_verification": (client: GatehouseClient, call: Call) =>
    client.auth.requestEmailVerification(call.body(), call.options({})),
  "auth.verify_email": (client: GatehouseClient, call: Call) => client.auth.verifyEmail(call.body(), call.options({})),
  "auth.introspect": (client: GatehouseClient, call: Call) => client.auth.introspect(call.body(), call.options({})),
  "auth.revoke": (client: GatehouseClient, call: Call) => client.auth.revoke(call.body(), call.options({})),
  "auth.policy": (client: GatehouseClient, call: Call) => client.auth.policy(call.options({})),
  "me.get": (client: GatehouseClient, call: Call) => client.me.get(call.options({})),
  "me.replace": (client: GatehouseClient, call: Call) =>
    client.me.replace(call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "me.update": (client: GatehouseClient, call: Call) =>
    client.me.update(call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "me.deactivate": (client: GatehouseClient, call: Call) => client.me.deactivate(call.options({})),
  "me.change_password": (client: GatehouseClient, call: Call) =>
    client.me.changePassword(call.body(), call.options({})),
  "me.change_email": (client: GatehouseClient, call: Call) => client.me.changeEmail(call.body(), call.options({})),
  "me.confirm_email_change": (client: GatehouseClient, call: Call) =>
    client.me.confirmEmailChange(call.body(), call.options({})),
  "me.list_sessions": (client: GatehouseClient, call: Call) => client.me.listSessions(call.options({})),
  "me.revoke_session": (client: GatehouseClient, call: Call) =>
    client.me.revokeSession(call.path("session_id"), call.options({})),
  "me.list_consents": (client: GatehouseClient, call: Call) => client.me.listConsents(call.options({})),
  "me.withdraw_consent": (client: GatehouseClient, call: Call) =>
    client.me.withdrawConsent(call.path("client_id"), call.options({})),
  "me.list_api_keys": (client: GatehouseClient, call: Call) => client.me.listApiKeys(call.options({})),
  "me.create_api_key": (client: GatehouseClient, call: Call) =>
    client.me.createApiKey(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "me.revoke_api_key": (client: GatehouseClient, call: Call) =>
    client.me.revokeApiKey(call.path("key_id"), call.options({})),
  "me.export": (client: GatehouseClient, call: Call) => client.me.export(call.options({})),
  "factors.list": (client: GatehouseClient, call: Call) => client.factors.list(call.options({})),
  "factors.enrol_totp": (client: GatehouseClient, call: Call) =>
    client.factors.enrolTotp(call.body(), call.options({})),
  "factors.begin_passkey": (client: GatehouseClient, call: Call) =>
    client.factors.beginPasskey(call.body(), call.options({})),
  "factors.add_passkey": (client: GatehouseClient, call: Call) =>
    client.factors.addPasskey(call.body(), call.options({})),
  "factors.rename": (client: GatehouseClient, call: Call) =>
    client.factors.rename(call.path("factor_id"), call.body(), call.options({})),
  "factors.confirm": (client: GatehouseClient, call: Call) =>
    client.factors.confirm(call.path("factor_id"), call.body(), call.options({})),
  "factors.remove": (client: GatehouseClient, call: Call) =>
    client.factors.remove(call.path("factor_id"), call.body(), call.options({})),
  "factors.make_recovery_codes": (client: GatehouseClient, call: Call) =>
    client.factors.makeRecoveryCodes(call.body(), call.options({})),
  "users.list": (client: GatehouseClient, call: Call) =>
    client.users.list(
      call.options({
        limit: call.query("limit"),
        cursor: call.query("cursor"),
        skip: call.query("skip"),
        sort: call.query("sort"),
        search: call.query("search"),
        includeTotal: call.query("include_total"),
        email: call.query("email"),
        username: call.query("username"),
        role: call.query("role"),
        isActive: call.query("is_active"),
        isVerified: call.query("is_verified"),
        createdFrom: call.query("created_from"),
        createdTo: call.query("created_to"),
      }),
    ),
  "users.create": (client: GatehouseClient, call: Call) =>
    client.users.create(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "users.stats": (client: GatehouseClient, call: Call) =>
    client.users.stats(call.options({ days: call.query("days") })),
  "users.get_by_uuid": (client: GatehouseClient, call: Call) =>
    client.users.getByUuid(call.path("user_uuid"), call.options({})),
  "users.get": (client: GatehouseClient, call: Call) => client.users.get(call.path("user_id"), call.options({})),
  "users.replace": (client: GatehouseClient, call: Call) =>
    client.users.replace(call.path("user_id"), call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "users.update": (client: GatehouseClient, call: Call) =>
    client.users.update(call.path("user_id"), call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "users.delete": (client: GatehouseClient, call: Call) =>
    client.users.delete(call.path("user_id"), call.options({ erase: call.query("erase") })),
  "users.activate": (client: GatehouseClient, call: Call) =>
    client.users.activate(call.path("user_id"), call.options({})),
  "users.deactivate": (client: GatehouseClient, call: Call) =>
    client.users.deactivate(call.path("user_id"), call.options({})),
  "users.restore": (client: GatehouseClient, call: Call) =>
    client.users.restore(call.path("user_id"), call.options({})),
  "users.unlock": (client: GatehouseClient, call: Call) => client.users.unlock(call.path("user_id"), call.options({})),
  "users.force_password_reset": (client: GatehouseClient, call: Call) =>
    client.users.forcePasswordReset(call.path("user_id"), call.options({})),
  "users.list_sessions": (client: GatehouseClient, call: Call) =>
    client.users.listSessions(call.path("user_id"), call.options({})),
  "users.revoke_sessions": (client: GatehouseClient, call: Call) =>
    client.users.revokeSessions(call.path("user_id"), call.options({})),
  "users.reset_factors": (client: GatehouseClient, call: Call) =>
    client.users.resetFactors(call.path("user_id"), call.options({})),
  "users.grant_role": (client: GatehouseClient, call: Call) =>
    client.users.grantRole(call.path("user_id"), call.path("role"), call.options({})),
  "users.revoke_role": (client: GatehouseClient, call: Call) =>
    client.users.revokeRole(call.path("user_id"), call.path("role"), call.options({})),
  "users.reference": (client: GatehouseClient, call: Call) =>
    client.users.reference(call.path("user_id"), call.options({})),
  "roles.list": (client: GatehouseClient, call: Call) =>
    client.roles.list(call.options({ limit: call.query("limit"), cursor: call.query("cursor") })),
  "roles.create": (client: GatehouseClient, call: Call) =>
    client.roles.create(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "roles.get": (client: GatehouseClient, call: Call) => client.roles.get(call.path("role"), call.options({})),
  "roles.update": (client: GatehouseClient, call: Call) =>
    client.roles.update(call.path("role"), call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "roles.delete": (client: GatehouseClient, call: Call) => client.roles.delete(call.path("role"), call.options({})),
  "roles.list_permissions": (client: GatehouseClient, call: Call) => client.roles.listPermissions(call.options({})),
  "applications.list": (client: GatehouseClient, call: Call) =>
    client.applications.list(call.options({ limit: call.query("limit"), cursor: call.query("cursor") })),
  "applications.create": (client: GatehouseClient, call: Call) =>
    client.applications.create(call.body(), call.options({ idempotencyKey: call.header("Idempotency-Key") })),
  "applications.get": (client: GatehouseClient, call: Call) =>
    client.applications.get(call.path("client_id"), call.options({})),
  "applications.update": (client: GatehouseClient, call: Call) =>
    client.applications.update(call.path("client_id"), call.body(), call.options({ ifMatch: call.header("If-Match") })),
  "applications.delete": (client: GatehouseClient, call: Call) =>
    client.applications.delete(call.path("client_id"), call.options({})),
  "applications.list_secrets": (client: GatehouseClient, call: Call) =>
    client.applications.listSecrets(call.path("client_id"), call.options({})),
  "applications.create_secret": (client: GatehouseClient, call: Call) =>
    client.applications.createSecret(
      call.path("client_id"),
      call.body(),
      call.options({ idempotencyKey: call.header("Idempotency-Key") }),
    ),
  "applications.revoke_secret": (client: GatehouseClient, call: Call) =>
    client.applications.revokeSecret(call.path("client_id"), call.path("secret_id"), call.options({})),
  "applications.list_keys": (client: GatehouseClient, call: Call) =>
    client.applications.listKeys(call.path("client_id"), call.options({})),
  "applications.add_key": (client: GatehouseClient, call: Call) =>
    client.applications.addKey(
      call.path("client_id"),
      call.body(),
      call.options({ idempotencyKey: call.header("Idempotency-Key") }),
    ),
  "applications.remove_key": (client: GatehouseClient, call: Call) =>
    client.applications.removeKey(call.path("client_id"), call.path("key_id"), call.options({})),
  "applications.grant_role": (client: GatehouseClient, call: Call) =>
    client.applications.grantRole(call.path("client_id"), call.path("role"), call.options({})),
  "applications.revoke_role": (client: GatehouseClient, call: Call) =>
    client.applications.revokeRole(call.path("client_id"), call.path("role"), call.options({})),
  "openid.get_configuration": (client: GatehouseClient, call: Call) => client.openid.getConfiguration(call.options({})),
  "openid.get_metadata": (client: GatehouseClient, call: Call) => client.openid.getMetadata(call.options({})),
  "openid.authorize_device": (client: GatehouseClient, call: Call) =>
    client.openid.authorizeDevice(call.body(), call.options({})),
  "openid.get_userinfo": (client: GatehouseClient, call: Call) => client.openid.getUserinfo(call.options({})),
  "openid.post_userinfo": (client: GatehouseClient, call: Call) => client.openid.postUserinfo(call.options({})),
  "audit.list": (client: GatehouseClient, call: Call) =>
    client.audit.list(
      call.options({
        limit: call.query("limit"),
        cursor: call.query("cursor"),
        action: call.query("action"),
        actor: call.query("actor"),
        target: call.query("target"),
        requestId: call.query("request_id"),
        createdFrom: call.query("created_from"),
        createdTo: call.query("created_to"),
      }),
    ),
  "system.root": (client: GatehouseClient, call: Call) => client.system.root(call.options({})),
  "system.health": (client: GatehouseClient, call: Call) => client.system.health(call.options({})),
  "system.live": (client: GatehouseClient, call: Call) => client.system.live(call.options({})),
  "system.ready": (client: GatehouseClient, call: Call) => client.system.ready(call.options({})),
  "system.jwks": (client: GatehouseClient, call: Call) => client.system.jwks(call.options({})),
};

function optionsOf({ base_url: baseUrl, options = {} }: Request): GatehouseClientOptions {
  return {
    baseUrl,
    timeoutMs: options.timeout_ms,
    totalTimeoutMs: options.total_timeout_ms,
    maxRetries: options.max_retries,
    int64: "bigint",
    server: options.server,
    credentials: options.credentials && credentialsOf(options.credentials),
    token: options.token,
    apiKey: options.api_key,
    email: options.email,
    password: options.password,
    secondFactor: options.code === undefined ? undefined : () => String(options.code),
    accessToken: options.access_token,
    refreshToken: options.refresh_token,
  };
}

function verify({ base_url: baseUrl = "", verify: given }: Request): PromiseLike<unknown> {
  const { token = "", issuer = "", audiences = [], scopes, clients, acr, max_age: maxAge } = given ?? {};
  return createVerifier(baseUrl, { issuer, audience: audiences }).verify(token, { scopes, clients, acr, maxAge });
}

function prepare(request: Request): () => PromiseLike<unknown> {
  if (request.verify) {
    return () => verify(request);
  }
  const dispatch = Object.hasOwn(OPERATIONS, request.operation) ? OPERATIONS[request.operation] : undefined;
  if (!dispatch) {
    throw new TypeError(`there is no operation ${request.operation}`);
  }
  const client = new GatehouseClient(optionsOf(request));
  return () => dispatch(client, new Call(request));
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") {
    process.stdout.write(`${await report(line, prepare)}\n`);
  }
}

import type { Health, JwkSet, Liveness, Readiness, ServiceInfo } from "../models.js";
import { readJson } from "../runtime/answers.js";
import { type DeclaredError, isDeclared } from "../runtime/errors.js";
import type { Operation } from "../runtime/operation.js";
import type { RequestOptions } from "../runtime/options.js";
import type { ApiPromise } from "../runtime/promise.js";
import type { Transport } from "../runtime/transport.js";
import * as shapes from "../shapes.js";

const SYSTEM_ROOT: Operation = {
  id: "system.root",
  method: "GET",
  path: "/",
  answer: { read: readJson, type: "application/json", shape: shapes.ServiceInfo },
  retryable: true,
};

/**
 * Get the service's name, version and links
 *
 * Name and version of the service, where to go from here, and the SDKs for this version.
 */
export function systemRoot(transport: Transport, options: RequestOptions = {}): ApiPromise<ServiceInfo> {
  return transport.call(SYSTEM_ROOT, {}, options);
}

const SYSTEM_HEALTH: Operation = {
  id: "system.health",
  method: "GET",
  path: "/health",
  answer: { read: readJson, type: "application/json", shape: shapes.Health },
  errors: { "503": shapes.Health },
  retryable: true,
};

/**
 * Get the health of the service
 *
 * The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
 * with the same body otherwise.
 */
export function systemHealth(transport: Transport, options: RequestOptions = {}): ApiPromise<Health> {
  return transport.call(SYSTEM_HEALTH, {}, options);
}

/** Errors of `system.health` whose bodies have a type; `declared` tells which. */
export type SystemHealthCallError = DeclaredError<"503", Health>;

/** Whether something that was thrown is one of them. */
export function isSystemHealthCallError(error: unknown): error is SystemHealthCallError {
  return isDeclared(error, SYSTEM_HEALTH);
}

const SYSTEM_LIVE: Operation = {
  id: "system.live",
  method: "GET",
  path: "/health/live",
  answer: { read: readJson, type: "application/json", shape: shapes.Liveness },
  retryable: true,
};

/**
 * Liveness probe
 *
 * Checks nothing outside the process, so it also succeeds during an outage of the database.
 */
export function systemLive(transport: Transport, options: RequestOptions = {}): ApiPromise<Liveness> {
  return transport.call(SYSTEM_LIVE, {}, options);
}

const SYSTEM_READY: Operation = {
  id: "system.ready",
  method: "GET",
  path: "/health/ready",
  answer: { read: readJson, type: "application/json", shape: shapes.Readiness },
  retryable: true,
};

/**
 * Readiness probe
 *
 * For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
 */
export function systemReady(transport: Transport, options: RequestOptions = {}): ApiPromise<Readiness> {
  return transport.call(SYSTEM_READY, {}, options);
}

const SYSTEM_JWKS: Operation = {
  id: "system.jwks",
  method: "GET",
  path: "/.well-known/jwks.json",
  answer: { read: readJson, type: "application/json", shape: shapes.JwkSet },
  retryable: true,
};

/**
 * Get the public signing keys
 *
 * The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
 * tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
 * them as long as `Cache-Control` says.
 */
export function systemJwks(transport: Transport, options: RequestOptions = {}): ApiPromise<JwkSet> {
  return transport.call(SYSTEM_JWKS, {}, options);
}

/** Version, health and public keys of the service. */
export class SystemApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Get the service's name, version and links
   *
   * Name and version of the service, where to go from here, and the SDKs for this version.
   */
  root(options: RequestOptions = {}): ApiPromise<ServiceInfo> {
    return systemRoot(this.#transport, options);
  }

  /**
   * Get the health of the service
   *
   * The state of the service and of each dependency. 200 as long as requests can be served, even if `degraded`; 503
   * with the same body otherwise.
   */
  health(options: RequestOptions = {}): ApiPromise<Health> {
    return systemHealth(this.#transport, options);
  }

  /**
   * Liveness probe
   *
   * Checks nothing outside the process, so it also succeeds during an outage of the database.
   */
  live(options: RequestOptions = {}): ApiPromise<Liveness> {
    return systemLive(this.#transport, options);
  }

  /**
   * Readiness probe
   *
   * For load balancers: 503 while the database is unreachable, or the process is starting or stopping.
   */
  ready(options: RequestOptions = {}): ApiPromise<Readiness> {
    return systemReady(this.#transport, options);
  }

  /**
   * Get the public signing keys
   *
   * The keys that verify tokens offline (RFC 7517): current, upcoming and recent ones. Gatehouse signs its own access
   * tokens with EdDSA, and what it issues for an application with the algorithm that the application has chosen. Cache
   * them as long as `Cache-Control` says.
   */
  jwks(options: RequestOptions = {}): ApiPromise<JwkSet> {
    return systemJwks(this.#transport, options);
  }
}

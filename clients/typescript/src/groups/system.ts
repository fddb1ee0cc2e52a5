import type { Health, JwkSet, Liveness, Readiness, ServiceInfo } from "../models.js";
import { readJson } from "../runtime/answers.js";
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
 * Say what this service is
 *
 * The name and version of the service, where to go from here, and the client packages made for it.
 */
export function systemRoot(transport: Transport, options: RequestOptions = {}): ApiPromise<ServiceInfo> {
  return transport.call(SYSTEM_ROOT, {}, options);
}

const SYSTEM_HEALTH: Operation = {
  id: "system.health",
  method: "GET",
  path: "/health",
  answer: { read: readJson, type: "application/json", shape: shapes.Health },
  retryable: true,
};

/**
 * Report the health of the service
 *
 * The state of the service and of everything it depends on. 200 while requests can be served, even if
 * `degraded`; 503 with the same body when they cannot.
 */
export function systemHealth(transport: Transport, options: RequestOptions = {}): ApiPromise<Health> {
  return transport.call(SYSTEM_HEALTH, {}, options);
}

const SYSTEM_LIVE: Operation = {
  id: "system.live",
  method: "GET",
  path: "/health/live",
  answer: { read: readJson, type: "application/json", shape: shapes.Liveness },
  retryable: true,
};

/**
 * Tell whether the process is alive
 *
 * For liveness probes. It looks at nothing outside the process, so it also answers during an outage.
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
 * Tell whether requests can be served
 *
 * For readiness probes and load balancers: 503 while the database is out of reach or the process is starting or
 * stopping.
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
 * The keys that access tokens are signed with (RFC 7517), for services that verify tokens offline. Keys that are
 * about to be used and keys whose tokens are still valid are included, so a copy may be cached for as long as
 * the headers say.
 */
export function systemJwks(transport: Transport, options: RequestOptions = {}): ApiPromise<JwkSet> {
  return transport.call(SYSTEM_JWKS, {}, options);
}

/** What the service is, how it is doing, and its public keys. */
export class SystemApi {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Say what this service is
   *
   * The name and version of the service, where to go from here, and the client packages made for it.
   */
  root(options: RequestOptions = {}): ApiPromise<ServiceInfo> {
    return systemRoot(this.#transport, options);
  }

  /**
   * Report the health of the service
   *
   * The state of the service and of everything it depends on. 200 while requests can be served, even if
   * `degraded`; 503 with the same body when they cannot.
   */
  health(options: RequestOptions = {}): ApiPromise<Health> {
    return systemHealth(this.#transport, options);
  }

  /**
   * Tell whether the process is alive
   *
   * For liveness probes. It looks at nothing outside the process, so it also answers during an outage.
   */
  live(options: RequestOptions = {}): ApiPromise<Liveness> {
    return systemLive(this.#transport, options);
  }

  /**
   * Tell whether requests can be served
   *
   * For readiness probes and load balancers: 503 while the database is out of reach or the process is starting or
   * stopping.
   */
  ready(options: RequestOptions = {}): ApiPromise<Readiness> {
    return systemReady(this.#transport, options);
  }

  /**
   * Get the public signing keys
   *
   * The keys that access tokens are signed with (RFC 7517), for services that verify tokens offline. Keys that are
   * about to be used and keys whose tokens are still valid are included, so a copy may be cached for as long as
   * the headers say.
   */
  jwks(options: RequestOptions = {}): ApiPromise<JwkSet> {
    return systemJwks(this.#transport, options);
  }
}

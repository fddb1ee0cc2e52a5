/** The client: all operations of the service, by group. */

import { AuthApi, authLogin, authCompleteLogin, authRefresh } from "./groups/auth.js";
import { MeApi } from "./groups/me.js";
import { FactorsApi } from "./groups/factors.js";
import { UsersApi } from "./groups/users.js";
import { RolesApi } from "./groups/roles.js";
import { ApplicationsApi } from "./groups/applications.js";
import { OpenidApi } from "./groups/openid.js";
import { AuditApi } from "./groups/audit.js";
import { SystemApi } from "./groups/system.js";
import type { FactorRequired } from "./models.js";
import { problems } from "./problems.js";
import { DEFAULT_URL, PRODUCT, SERVERS } from "./product.js";
import * as auth from "./runtime/auth.js";
import { environment, wholeNumber } from "./runtime/environment.js";
import { holderOf } from "./runtime/oauth.js";
import type { TransportOptions } from "./runtime/options.js";
import {
  completed,
  MemoryTokenStore,
  type SecondFactor,
  Session,
  tokensOf,
  type TokenStore,
} from "./runtime/session.js";
import { checkLogin } from "./runtime/settings.js";
import { Transport } from "./runtime/transport.js";

/** Who calls. What is not given here is taken from the environment, unless anything at all is given. */
export interface GatehouseClientCredentials {
  /** An access token, or a function that knows the current one. */
  token?: auth.Secret | undefined;
  /** An API key. */
  apiKey?: auth.Secret | undefined;
  /** For logging in. */
  email?: string | undefined;
  /** For logging in. */
  username?: string | undefined;
  /** For logging in. */
  password?: string | undefined;
  /** Tokens of an earlier login. */
  accessToken?: string | undefined;
  /** Gets new access tokens when they run out. */
  refreshToken?: string | undefined;
  /** Where tokens are kept; in memory unless you say otherwise. */
  tokenStore?: TokenStore | undefined;
  /** Credentials by the names that the service's description has for them. They win over all others. */
  credentials?: GatehouseClientSchemes | undefined;
}

/** What can be given for each scheme of the service. */
export interface GatehouseClientSchemes {
  /** An access token from `auth.login`, `auth.token` or `auth.refresh`. */
  bearer?: auth.Secret | undefined;
  /** A key from `me.create_api_key`. It allows what its scopes allow, as long as its owner holds those permissions. */
  apiKey?: auth.Secret | undefined;
  /**
   * The same access tokens, from `auth.token`: of people by their password, and of applications by a secret. Scopes are the
   * permissions of the service. The scope of an operation is required of bearer tokens and API keys as well.
   */
  oauth2?: auth.Secret | auth.ClientCredentials | auth.PasswordCredentials | undefined;
}

/** What can be chosen for all calls of a client. */
export interface GatehouseClientOptions extends TransportOptions, GatehouseClientCredentials {
  /** Asked for a code when signing in needs a second factor; without it, that is a `FactorRequiredError`. */
  secondFactor?: SecondFactor<FactorRequired> | undefined;
}

const SCHEMES: Readonly<Record<string, auth.SchemeSpec>> = {
  bearer: {
    kind: "bearer",
    options: ["token", "password", "credentials.bearer"],
  },
  apiKey: {
    kind: "api_key",
    in: "header",
    wire: "X-API-Key",
    options: ["apiKey", "credentials.apiKey"],
  },
  oauth2: {
    kind: "bearer",
    options: ["token", "password", "credentials.oauth2"],
    password: { tokenUrl: "/auth/token", refreshUrl: "/auth/token" },
    clientCredentials: { tokenUrl: "/auth/token" },
  },
};

/**
 * A client for Gatehouse.
 *
 * What is not given as an argument is taken from the environment:
 * `GATEHOUSE_BASE_URL`,
 * `GATEHOUSE_TOKEN`,
 * `GATEHOUSE_API_KEY`,
 * `GATEHOUSE_EMAIL`,
 * `GATEHOUSE_USERNAME`,
 * `GATEHOUSE_PASSWORD`,
 * `GATEHOUSE_TIMEOUT_MS`,
 * `GATEHOUSE_TOTAL_TIMEOUT_MS`,
 * `GATEHOUSE_MAX_RETRIES`.
 */
export class GatehouseClient {
  readonly auth: AuthApi;
  readonly me: MeApi;
  readonly factors: FactorsApi;
  readonly users: UsersApi;
  readonly roles: RolesApi;
  readonly applications: ApplicationsApi;
  readonly openid: OpenidApi;
  readonly audit: AuditApi;
  readonly system: SystemApi;

  /** The tokens of this client, if it logs in. */
  readonly session: Session | undefined;

  constructor(options: GatehouseClientOptions = {}) {
    const given = credentialsOf(options);
    const session = sessionOf(given, () => transport, options.secondFactor);
    this.session = session;
    const transport: Transport = new Transport({
      ...options,
      baseUrl: options.baseUrl ?? (options.server ? undefined : environment("GATEHOUSE_BASE_URL")),
      baseUrlVariable: "GATEHOUSE_BASE_URL",
      timeoutMs: options.timeoutMs ?? wholeNumber("GATEHOUSE_TIMEOUT_MS", 1),
      totalTimeoutMs: options.totalTimeoutMs ?? wholeNumber("GATEHOUSE_TOTAL_TIMEOUT_MS", 1),
      maxRetries: options.maxRetries ?? wholeNumber("GATEHOUSE_MAX_RETRIES", 0),
      defaultUrl: DEFAULT_URL,
      servers: SERVERS,
      product: PRODUCT,
      problems: options.problems ?? problems,
      auth: new auth.SchemeAuthenticator(
        SCHEMES,
        heldBy(given, () => transport),
        session,
      ),
    });
    this.auth = new AuthApi(transport);
    this.me = new MeApi(transport);
    this.factors = new FactorsApi(transport);
    this.users = new UsersApi(transport);
    this.roles = new RolesApi(transport);
    this.applications = new ApplicationsApi(transport);
    this.openid = new OpenidApi(transport);
    this.audit = new AuditApi(transport);
    this.system = new SystemApi(transport);
  }
}

/** The caller's credentials if there are any, or else those of the environment: the two are never mixed. */
function credentialsOf(options: GatehouseClientOptions): GatehouseClientCredentials {
  const given = [
    options.token,
    options.apiKey,
    options.email,
    options.username,
    options.password,
    options.accessToken,
    options.refreshToken,
    options.tokenStore,
    options.credentials,
  ];
  if (given.some((each) => each !== undefined)) {
    return options;
  }
  return {
    token: environment("GATEHOUSE_TOKEN"),
    apiKey: environment("GATEHOUSE_API_KEY"),
    email: environment("GATEHOUSE_EMAIL"),
    username: environment("GATEHOUSE_USERNAME"),
    password: environment("GATEHOUSE_PASSWORD"),
  };
}

/** What the client holds for each scheme. */
function heldBy(
  given: GatehouseClientCredentials,
  transport: () => Transport,
): Record<string, auth.Holder | undefined> {
  const credentials: Record<string, auth.Credential | undefined> = {
    bearer: given.token,
    apiKey: given.apiKey,
    oauth2: given.token,
  };
  for (const [id, credential] of Object.entries(given.credentials ?? {}) as [string, auth.Credential | undefined][]) {
    credentials[id] = credential ?? credentials[id];
  }
  const holders = Object.entries(credentials).map(([id, each]) => [id, holderOf(id, SCHEMES[id], each, transport)]);
  return Object.fromEntries(holders) as Record<string, auth.Holder | undefined>;
}

const TOKEN_MEMBERS = { access: "access_token", refresh: "refresh_token", expiresIn: "expires_in" };

/** The session, if there is anything to begin one with. */
function sessionOf(
  given: GatehouseClientCredentials,
  transport: () => Transport,
  secondFactor: GatehouseClientOptions["secondFactor"],
): Session | undefined {
  const { accessToken, refreshToken, email, username, password } = given;
  const tokens = accessToken !== undefined || refreshToken !== undefined;
  checkLogin({ email, username }, password, "GATEHOUSE");
  const canLogin = password !== undefined;
  if (!tokens && !canLogin && !given.tokenStore) {
    return undefined;
  }
  const expiresAt = accessToken === undefined ? 0 : undefined;
  const initial = tokens ? { accessToken: accessToken ?? "", refreshToken, expiresAt } : undefined;
  return new Session(
    {
      operations: ["auth.login", "auth.complete_login", "auth.refresh"],
      login: canLogin
        ? async () =>
            tokensOf(
              await completed(
                await authLogin(transport(), {
                  ...(email !== undefined && { email }),
                  ...(username !== undefined && { username }),
                  password,
                }),
                {
                  member: "login_token",
                  ask: secondFactor,
                  complete: (token, code) => authCompleteLogin(transport(), { login_token: token, code }),
                },
              ),
              TOKEN_MEMBERS,
            )
        : undefined,
      refresh: async (token) => tokensOf(await authRefresh(transport(), { refresh_token: token }), TOKEN_MEMBERS),
    },
    given.tokenStore ?? new MemoryTokenStore(initial),
  );
}

/** Gatehouse, for TypeScript and JavaScript. */

export { GatehouseClient, type GatehouseClientCredentials, type GatehouseClientOptions } from "./client.js";
export {
  AuthApi,
  type AuthRegisterOptions,
  type AuthRefreshOptions,
} from "./groups/auth.js";
export {
  MeApi,
  type MeReplaceOptions,
  type MeUpdateOptions,
  type MeCreateApiKeyOptions,
} from "./groups/me.js";
export {
  UsersApi,
  type UsersListOptions,
  type UsersCreateOptions,
  type UsersStatsOptions,
  type UsersReplaceOptions,
  type UsersUpdateOptions,
  type UsersDeleteOptions,
} from "./groups/users.js";
export {
  RolesApi,
  type RolesListOptions,
  type RolesCreateOptions,
  type RolesUpdateOptions,
} from "./groups/roles.js";
export {
  AuditApi,
  type AuditListOptions,
} from "./groups/audit.js";
export {
  SystemApi,
} from "./groups/system.js";
export * from "./models.js";
export * from "./problems.js";
export * from "./runtime/index.js";

/** Gatehouse, for TypeScript and JavaScript. */

export {
  GatehouseClient,
  type GatehouseClientCredentials,
  type GatehouseClientOptions,
  type GatehouseClientSchemes,
} from "./client.js";
export {
  AuthApi,
  isAuthTokenCallError,
  type AuthTokenCallError,
  type AuthRegisterCallOptions,
  type AuthLoginCallOptions,
  type AuthRefreshCallOptions,
} from "./groups/auth.js";
export {
  MeApi,
  type MeReplaceCallOptions,
  type MeUpdateCallOptions,
  type MeCreateApiKeyCallOptions,
} from "./groups/me.js";
export { FactorsApi } from "./groups/factors.js";
export {
  UsersApi,
  type UsersListCallOptions,
  type UsersCreateCallOptions,
  type UsersStatsCallOptions,
  type UsersReplaceCallOptions,
  type UsersUpdateCallOptions,
  type UsersDeleteCallOptions,
} from "./groups/users.js";
export {
  RolesApi,
  type RolesListCallOptions,
  type RolesCreateCallOptions,
  type RolesUpdateCallOptions,
} from "./groups/roles.js";
export {
  ApplicationsApi,
  type ApplicationsListCallOptions,
  type ApplicationsCreateCallOptions,
  type ApplicationsUpdateCallOptions,
  type ApplicationsCreateSecretCallOptions,
  type ApplicationsAddKeyCallOptions,
} from "./groups/applications.js";
export {
  OpenidApi,
  isOpenidAuthorizeDeviceCallError,
  type OpenidAuthorizeDeviceCallError,
} from "./groups/openid.js";
export {
  AuditApi,
  type AuditListCallOptions,
} from "./groups/audit.js";
export {
  SystemApi,
  isSystemHealthCallError,
  type SystemHealthCallError,
} from "./groups/system.js";
export * from "./models.js";
export * from "./problems.js";
export * from "./runtime/index.js";

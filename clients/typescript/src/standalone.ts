/**
 * Every operation as a function, for programs that should not carry what they do not use:
 * `createTransport` once, then call functions with it.
 */

import { Transport, type TransportSettings } from "./runtime/transport.js";
import { CODE_FIELD, DEFAULT_URL, PRODUCT, SERVERS } from "./product.js";

export { problems } from "./problems.js";
export * from "./runtime/index.js";
export {
  authRegister,
  authLogin,
  authCompleteLogin,
  authBeginPasskey,
  authCompleteByPasskey,
  authBeginLoginByPasskey,
  authLoginByPasskey,
  authStepUp,
  authBeginStepUp,
  authStepUpByPasskey,
  authToken,
  isAuthTokenCallError,
  authRefresh,
  authLogout,
  authMe,
  authRequestPasswordReset,
  authConfirmPasswordReset,
  authResetPassword,
  authRequestEmailVerification,
  authVerifyEmail,
  authIntrospect,
  authRevoke,
  authPolicy,
} from "./groups/auth.js";
export {
  meGet,
  meReplace,
  meUpdate,
  meDeactivate,
  meChangePassword,
  meChangeEmail,
  meConfirmEmailChange,
  meListSessions,
  meRevokeSession,
  meListConsents,
  meWithdrawConsent,
  meListApiKeys,
  meCreateApiKey,
  meRevokeApiKey,
  meExport,
} from "./groups/me.js";
export {
  factorsList,
  factorsEnrolTotp,
  factorsBeginPasskey,
  factorsAddPasskey,
  factorsRename,
  factorsConfirm,
  factorsRemove,
  factorsMakeRecoveryCodes,
} from "./groups/factors.js";
export {
  usersList,
  usersCreate,
  usersStats,
  usersGetByUuid,
  usersGet,
  usersReplace,
  usersUpdate,
  usersDelete,
  usersActivate,
  usersDeactivate,
  usersRestore,
  usersUnlock,
  usersForcePasswordReset,
  usersListSessions,
  usersRevokeSessions,
  usersResetFactors,
  usersGrantRole,
  usersRevokeRole,
  usersReference,
} from "./groups/users.js";
export {
  rolesList,
  rolesCreate,
  rolesGet,
  rolesUpdate,
  rolesDelete,
  rolesListPermissions,
} from "./groups/roles.js";
export {
  applicationsList,
  applicationsCreate,
  applicationsGet,
  applicationsUpdate,
  applicationsDelete,
  applicationsListSecrets,
  applicationsCreateSecret,
  applicationsRevokeSecret,
  applicationsListKeys,
  applicationsAddKey,
  applicationsRemoveKey,
  applicationsGrantRole,
  applicationsRevokeRole,
} from "./groups/applications.js";
export {
  openidGetConfiguration,
  openidGetMetadata,
  openidAuthorizeDevice,
  isOpenidAuthorizeDeviceCallError,
  openidGetUserinfo,
  openidPostUserinfo,
} from "./groups/openid.js";
export { auditList } from "./groups/audit.js";
export {
  systemRoot,
  systemHealth,
  isSystemHealthCallError,
  systemLive,
  systemReady,
  systemJwks,
} from "./groups/system.js";

/** What standalone functions send their requests with. With `problems`, errors have a class for each code. */
export function createTransport(settings: TransportSettings): Transport {
  return new Transport({
    defaultUrl: DEFAULT_URL,
    servers: SERVERS,
    product: PRODUCT,
    problems: { field: CODE_FIELD, classes: {} },
    ...settings,
  });
}

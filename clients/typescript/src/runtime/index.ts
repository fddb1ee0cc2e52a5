/** What all clients have in common. */

export { BinaryAnswer } from "./answers.js";
export {
  apiKey,
  type Authenticator,
  type BasicCredentials,
  bearer,
  type ClientCredentials,
  type PasswordCredentials,
  type Secret,
} from "./auth.js";
export {
  CredentialsError,
  type DeclaredError,
  DecodeError,
  FactorRequiredError,
  type FieldError,
  InputError,
  ProblemError,
  SdkError,
  StatusError,
  TimeoutError,
  TransportError,
} from "./errors.js";
export type { Fetch, Middleware, OutgoingRequest, RequestOptions, TransportOptions } from "./options.js";
export { PagePromise } from "./pages.js";
export { ApiPromise, type WithResponse } from "./promise.js";
export * from "./scalars.js";
export { MemoryTokenStore, type SecondFactor, Session, type Tokens, type TokenStore } from "./session.js";
export type { ServerChoice } from "./servers.js";
export { EventStream, type ServerSentEvent, ValueStream } from "./streams.js";
export { Transport, type TransportSettings } from "./transport.js";

// Package core is the runtime that generated clients share: requests, retries, credentials, errors, pages,
// streams, and the types that tell absent from null. Most of it is meant for generated code; what callers
// need has a name in the package of the client itself.
package core

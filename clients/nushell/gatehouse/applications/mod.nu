# Programs that are known by name: their secrets, their permissions, and what they may do themselves.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "applications complete client-id" []: nothing -> list {
  ids $HERE 2 ["items"] "client_id" "name"
}

# List applications
#
# All applications, in the order of their `client_id`.
#
# Sends `GET /admin/applications`. Needs applications:read.
@category "gatehouse"
@example "List applications" { gatehouse applications list --all }
export def "applications list" [
  --limit: int # Maximum number of items per page.
  --cursor: string # The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip` above 0.
  --all # All pages, as one table.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, table, list<any>> {
  call $HERE 2 {"query:limit": $limit, "query:cursor": $cursor} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
    all: $all
  }
}

# Register an application
#
# Gives a program a `client_id`, and lets it define permissions of its own, which roles can then bundle. It has no
# secret, key or role yet. 409 `audience_taken` if another application, or this service, has the audience; 409
# `permission_taken` if another application defines one of the permissions.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /admin/applications`. Needs applications:write.
@category "gatehouse"
@example "Register an application" { gatehouse applications create --name Billing --kind service --audience "https://billing.example.com" --permissions [{"name": "billing:invoices.read", "description": "View invoices."}] }
export def "applications create" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --name: string # Name of the application, for people.
  --kind: string@["service" "web" "native" "browser"]
  --audience: string # The `aud` of tokens that are for it, such as its address. By default its `client_id`.
  --redirect-uris: list<string> # Where people are sent back to after signing in.
  --post-logout-redirect-uris: list<string> # Where people may be sent after signing out.
  --backchannel-logout-uri: string # Where the application is told that a session has ended, by https.
  --signing-algorithm: string@["EdDSA" "ES256" "RS256"]
  --is-trusted: oneof<bool> # Whether people are not asked for their consent, as the application is your own.
  --permissions: list<any> # The permissions that it defines.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 3 {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {
      name: $name
      kind: $kind
      audience: $audience
      redirect_uris: $redirect_uris
      post_logout_redirect_uris: $post_logout_redirect_uris
      backchannel_logout_uri: $backchannel_logout_uri
      signing_algorithm: $signing_algorithm
      is_trusted: $is_trusted
      permissions: $permissions
    }
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Get an application
#
# 404 `application_not_found` if there is no such application.
#
# Sends `GET /admin/applications/{client_id}`. Needs applications:read.
@category "gatehouse"
@example "Get an application" { gatehouse applications get app_4f9a2c1e7b3d8a60 }
export def "applications get" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 4 {"path:client_id": $client_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Update an application
#
# Changes only the fields in the body. `permissions` replaces the whole list: 409 `permission_in_use` if a role has
# one that is missing. Kind and audience stay. A deactivated application is refused, and so is every token
# that it was given, from the next request on; activating it again brings none of them back. 403
# `privilege_escalation` if its roles have permissions that the caller does not hold.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PATCH /admin/applications/{client_id}`. Needs applications:write.
@category "gatehouse"
@example "Update an application" { gatehouse applications update app_4f9a2c1e7b3d8a60 --name "Billing and dunning" --is-active true }
export def "applications update" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --name: string # Name of the application, for people.
  --redirect-uris: list<string> # Where people are sent back to after signing in.
  --post-logout-redirect-uris: list<string> # Where people may be sent after signing out.
  --backchannel-logout-uri: string # Where the application is told that a session has ended, by https.
  --signing-algorithm: string@["EdDSA" "ES256" "RS256"]
  --is-trusted: oneof<bool> # Whether people are not asked for their consent, as the application is your own.
  --is-active: oneof<bool> # Whether it and its tokens are accepted.
  --permissions: list<any> # The permissions that it defines.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 5 {"path:client_id": $client_id, "header:If-Match": $if_match} {
    input: $in
    fields: {
      name: $name
      redirect_uris: $redirect_uris
      post_logout_redirect_uris: $post_logout_redirect_uris
      backchannel_logout_uri: $backchannel_logout_uri
      signing_algorithm: $signing_algorithm
      is_trusted: $is_trusted
      is_active: $is_active
      permissions: $permissions
    }
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Delete an application
#
# Deletes its secrets, keys and permissions, too. 409 `permission_in_use` while a role has one of these; 403
# `privilege_escalation` if its own roles have permissions that the caller does not hold.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /admin/applications/{client_id}`. Needs applications:write.
@category "gatehouse"
@example "Delete an application" { gatehouse applications delete app_4f9a2c1e7b3d8a60 }
export def "applications delete" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 6 {"path:client_id": $client_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# List the secrets of an application
#
# Newest first, without the secrets themselves and without those that have expired.
#
# Sends `GET /admin/applications/{client_id}/secrets`. Needs applications:read.
@category "gatehouse"
@example "List the secrets of an application" { gatehouse applications list-secrets app_4f9a2c1e7b3d8a60 }
export def "applications list-secrets" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 7 {"path:client_id": $client_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Make a secret for an application
#
# The secret is shown once. It works beside those that there are: deploy it, and then revoke the one before. 409
# `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
# `privilege_escalation` if the application's roles have permissions that the caller does not hold.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /admin/applications/{client_id}/secrets`. Needs applications:write.
@category "gatehouse"
@example "Make a secret for an application" { gatehouse applications create-secret app_4f9a2c1e7b3d8a60 --name production --expires-in-days 90 }
export def "applications create-secret" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --name: string # What it is for, to tell secrets apart.
  --expires-in-days: int # Days until it expires. Null or left out means never.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 8 {"path:client_id": $client_id, "header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {name: $name, expires_in_days: $expires_in_days}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Revoke a secret of an application
#
# The secret stops working immediately, and so does every token that was got with it. 404 `secret_not_found` if the
# application has no such secret.
#
# Sends `DELETE /admin/applications/{client_id}/secrets/{secret_id}`. Needs applications:write.
@category "gatehouse"
@example "Revoke a secret of an application" { gatehouse applications revoke-secret app_4f9a2c1e7b3d8a60 "0c4d7e1f-9b2a-4d63-a5c8-7f6e1b3d2a90" }
export def "applications revoke-secret" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  secret_id: string # The `id` of a secret, not the secret itself.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 9 {"path:client_id": $client_id, "path:secret_id": $secret_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# List the public keys of an application
#
# Newest first, each with the name that the application signs by.
#
# Sends `GET /admin/applications/{client_id}/keys`. Needs applications:read.
@category "gatehouse"
@example "List the public keys of an application" { gatehouse applications list-keys app_4f9a2c1e7b3d8a60 }
export def "applications list-keys" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 10 {"path:client_id": $client_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Add a public key to an application
#
# The application signs assertions with the private half (`private_key_jwt`) in place of sending a secret: an Ed25519
# key, a P-256 key, or an RSA key of 2048 to 4096 bits. 409 `key_exists` for a `kid` that it has already; 409
# `secret_limit` beyond ten; 409 `public_application` if the kind is `native` or `browser`; 403
# `privilege_escalation` if the application's roles have permissions that the caller does not hold.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /admin/applications/{client_id}/keys`. Needs applications:write.
@category "gatehouse"
@example "Add a public key to an application" { gatehouse applications add-key app_4f9a2c1e7b3d8a60 --name "laptop of the deployment" --jwk {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "2026-03"} }
export def "applications add-key" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --name: string # Where its private half is, to tell keys apart.
  --jwk: record # The public key as a JWK (RFC 7517). Without `kid`, its thumbprint is its `kid`.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 11 {"path:client_id": $client_id, "header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {name: $name, jwk: $jwk}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Remove a public key from an application
#
# The key stops working immediately, and so does every token that was got with it. 404 `key_not_found` if the
# application has no such key.
#
# Sends `DELETE /admin/applications/{client_id}/keys/{key_id}`. Needs applications:write.
@category "gatehouse"
@example "Remove a public key from an application" { gatehouse applications remove-key app_4f9a2c1e7b3d8a60 "5b1f0c9e-6a34-4f2b-8d17-3e9c0a7b4d22" }
export def "applications remove-key" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  key_id: string # The `id` of a public key.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 12 {"path:client_id": $client_id, "path:key_id": $key_id} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Grant a role to an application
#
# The application may then do what the role allows, with tokens of its own (`client_credentials`). Nothing changes if it
# has the role already. 403 `privilege_escalation` for a role with permissions that the caller does not hold, or an
# application that has such a role.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PUT /admin/applications/{client_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Grant a role to an application" { gatehouse applications grant-role app_4f9a2c1e7b3d8a60 auditor }
export def "applications grant-role" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 13 {"path:client_id": $client_id, "path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

# Revoke a role from an application
#
# Takes effect with the next request, also for tokens that say more. Nothing changes if it does not have the role. 403
# `privilege_escalation` as for granting it.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /admin/applications/{client_id}/roles/{role}`. Needs roles:assign.
@category "gatehouse"
@example "Revoke a role from an application" { gatehouse applications revoke-role app_4f9a2c1e7b3d8a60 auditor }
export def "applications revoke-role" [
  client_id: string@"applications complete client-id" # The `client_id` of an application.
  role: string # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 14 {"path:client_id": $client_id, "path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    without_credentials: $without_credentials
    raw: $raw
    full: $full
  }
}

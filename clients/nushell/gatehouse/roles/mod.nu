# Roles and permissions.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "roles complete role" []: nothing -> list {
  ids $HERE 2 ["items"] "name" "description"
}

# List roles
#
# All roles by name, including the system roles `user`, `admin` and `superuser`.
#
# Sends `GET /admin/roles`. Needs roles:read.
@category "gatehouse"
@example "List roles" { gatehouse roles list --all }
export def "roles list" [
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

# Create a role
#
# A role is a named set of permissions. 403 `privilege_escalation` for a permission that the caller does not hold;
# 409 `role_exists` if the name is taken.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `POST /admin/roles`. Needs roles:write.
@category "gatehouse"
@example "Create a role" { gatehouse roles create --name auditor --description "Views users and the audit trail." --permissions ["users:read", "audit:read"] }
export def "roles create" [
  --idempotency-key: string # A value of your choice, such as a random UUID, that makes this request safe to repeat. Keys belong to one operation and one user; without credentials, to one operation and one body.
  --name: string
  --description: string
  --permissions: list<string> # What the role allows.
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
    fields: {name: $name, description: $description, permissions: $permissions}
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

# Get a role
#
# Returns a role and its permissions. 404 `role_not_found` if there is no such role.
#
# Sends `GET /admin/roles/{role}`. Needs roles:read.
@category "gatehouse"
@example "Get a role" { gatehouse roles get auditor }
export def "roles get" [
  role: string@"roles complete role" # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 4 {"path:role": $role} {} {
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

# Update a role
#
# Changes only the fields in the body. `permissions` replaces the whole list, and takes effect immediately for
# everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold; 409
# `system_role` for a system role.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `PATCH /admin/roles/{role}`. Needs roles:write.
@category "gatehouse"
@example "Update a role" { gatehouse roles update auditor --description "Views users and the audit trail." --permissions ["users:read", "audit:read"] }
export def "roles update" [
  role: string@"roles complete role" # The name of a role.
  --if-match: string # The `ETag` of the version you are updating, or `*` for any. The update fails with 412 if the resource has changed since.
  --description: string
  --permissions: list<string> # Everything the role allows; replaces the stored list.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE 5 {"path:role": $role, "header:If-Match": $if_match} {
    input: $in
    fields: {description: $description, permissions: $permissions}
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

# Delete a role
#
# 409 `role_in_use` while any user or application has the role; 409 `system_role` for a system role.
#
# If your account has a second factor, this session must have shown it lately: 401 `step_up_required`.
#
# Sends `DELETE /admin/roles/{role}`. Needs roles:write.
@category "gatehouse"
@example "Delete a role" { gatehouse roles delete auditor }
export def "roles delete" [
  role: string@"roles complete role" # The name of a role.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE 6 {"path:role": $role} {} {
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

# List permissions
#
# Every permission and what it allows. Those of the service are fixed for each version; applications add their own.
#
# Sends `GET /admin/permissions`. Needs roles:read.
@category "gatehouse"
@example "List permissions" { gatehouse roles list-permissions }
export def "roles list-permissions" [
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --without-credentials # Send none.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE 7 {} {} {
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

# Roles and the permissions they bundle.

const RUNTIME = path self ../runtime
use $RUNTIME [call ids]

const HERE = path self .

def "roles complete role" []: nothing -> list {
  ids $HERE "roles.list" ["items"] "name" "description"
}

# List roles
#
# All roles by name, the built-in ones `user`, `admin` and `superuser` included.
#
# Sends `GET /admin/roles`. Needs roles:read.
@category "gatehouse"
@example "List roles" { gatehouse roles list --all }
export def "roles list" [
  --limit: int # How many items a page has at most.
  --cursor: string # The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with `skip`.
  --all # All pages, as one table.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, table, list<any>> {
  call $HERE "roles.list" {"query:limit": $limit, "query:cursor": $cursor} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
    all: $all
  }
}

# Create a role
#
# Bundles permissions under a name. 403 `privilege_escalation` for a permission that the caller does not hold, 409
# `role_exists` if the name is in use.
#
# Sends `POST /admin/roles`. Needs roles:write.
@category "gatehouse"
@example "Create a role" { gatehouse roles create --name auditor --description "Reads users and the audit trail." --permissions ["users:read", "audit:read"] }
export def "roles create" [
  --idempotency-key: string # A value of the caller's choice, best a random UUID, that makes repeating this request safe. Keys are kept apart by operation and caller.
  --name: string
  --description: string
  --permissions: list<string> # What it should allow.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "roles.create" {"header:Idempotency-Key": $idempotency_key} {
    input: $in
    fields: {name: $name, description: $description, permissions: $permissions}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Get a role
#
# Returns one role with its permissions. 404 `role_not_found` if there is none of this name.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "roles.get" {"path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Change a role
#
# Changes the fields in the body; `permissions` replaces the whole list and takes effect with the next request of
# everyone who has the role. 403 `privilege_escalation` for a permission that the caller does not hold, 409
# `system_role` for a built-in role.
#
# Sends `PATCH /admin/roles/{role}`. Needs roles:write.
@category "gatehouse"
@example "Change a role" { gatehouse roles update auditor --description "Reads users and the audit trail." --permissions ["users:read", "audit:read"] }
export def "roles update" [
  role: string@"roles complete role" # The name of a role.
  --if-match: string # The `ETag` that the change is based on, or `*`. Anything that does not match the resource as it is gives 412.
  --description: string
  --permissions: list<string> # All that it should allow from now on.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: [nothing -> oneof<record, string>, record -> oneof<record, string>] {
  call $HERE "roles.update" {"path:role": $role, "header:If-Match": $if_match} {
    input: $in
    fields: {description: $description, permissions: $permissions}
  } {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# Delete a role
#
# 409 `role_in_use` while any user has the role, 409 `system_role` for a built-in role.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, nothing> {
  call $HERE "roles.delete" {"path:role": $role} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# List permissions
#
# Every permission there is, with what it allows. The list changes only with a release of the service.
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
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string> {
  call $HERE "roles.list_permissions" {} {} {
    client: $client
    headers: $headers
    query: $query
    timeout: $timeout
    dry_run: $dry_run
    raw: $raw
    full: $full
  }
}

# The record of everything that changed.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# List audit entries
#
# The audit trail, newest entry first. Entries are added with the change they describe and are never altered. All
# filters given must match.
#
# Sends `GET /admin/audit`. Needs audit:read.
@category "gatehouse"
@example "List audit entries" { gatehouse audit list --all }
export def "audit list" [
  --limit: int # How many items a page has at most.
  --cursor: string # The `next_cursor` of the page before. Repeat the filters and the sort order that it came from. Not together with `skip`.
  --action: string # Only this action, such as `users.create`.
  --actor: string # Only what the user with this UUID did.
  --target: string # Only what was done to the resource with this `target_id`.
  --request-id: string # Only what happened in the request with this `X-Request-ID`.
  --created-from: oneof<datetime, string> # Only what was created at this time or later.
  --created-to: oneof<datetime, string> # Only what was created before this time.
  --all # All pages, as one table.
  --client (-c): record # Where to go and as whom; see the command `client`.
  --headers: record # More headers.
  --query: record # More query parameters.
  --timeout: duration # How long each attempt may take.
  --dry-run (-n) # Print the request without its secrets; send nothing.
  --raw (-r) # Give the body of the answer as it is.
  --full (-f) # Give status, headers and value.
]: nothing -> oneof<record, string, table, list<any>> {
  call $HERE "audit.list" {
    "query:limit": $limit
    "query:cursor": $cursor
    "query:action": $action
    "query:actor": $actor
    "query:target": $target
    "query:request_id": $request_id
    "query:created_from": $created_from
    "query:created_to": $created_to
  } {} {
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

# Who did what to whom.

const RUNTIME = path self ../runtime
use $RUNTIME [call]

const HERE = path self .

# List audit entries
#
# Who did what to whom, newest first. Entries are written together with the change they describe and never
# altered. Entries must match all filters.
#
# Sends `GET /admin/audit`. Needs audit:read.
@category "gatehouse"
@example "List audit entries" { gatehouse audit list --all }
export def "audit list" [
  --limit: int # Maximum number of items per page.
  --cursor: string # The `next_cursor` of the previous page. Send the same filters and sort order. Cannot be combined with a `skip` above 0.
  --action: string # Only entries of this action, such as `users.create`.
  --actor: string # Only what the user with this UUID did.
  --target: string # Only what was done to the resource with this `target_id`.
  --request-id: string # Only entries of the request with this `X-Request-ID`.
  --created-from: oneof<datetime, string> # Only items created at this time or later.
  --created-to: oneof<datetime, string> # Only items created before this time.
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
  call $HERE 2 {
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
    without_credentials: $without_credentials
    raw: $raw
    full: $full
    all: $all
  }
}

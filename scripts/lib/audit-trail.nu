# What the audit trail says about attacks.

use ../../clients/nushell/gatehouse

const ACTIONS = ["auth.login_failed" "session.reuse_detected" "access.escalation_refused"]

# One row for each account and address with something suspicious, the worst first.
export def suspicions [client: record, since: any]: nothing -> table {
  let entries = $ACTIONS | each {|action| gatehouse audit list --all --limit 100 --action $action --created-from $since --client $client } | flatten
  if ($entries | is-empty) { return [] }
  let names = $entries.target_id | compact | uniq | reduce --fold {} {|id, found| $found | insert $id (name-of $client $id) }
  $entries
  | group-by --to-table {|entry| $entry.target_id | default "" } {|entry| $entry.ip_address | default "" }
  | each {|group| counts $group.items $names }
  | sort-by --reverse escalation_attempts token_reuse lockouts failed_sign_ins
}

def counts [entries: table, names: record]: nothing -> record {
  let first = $entries.0
  let failed = $entries | where action == "auth.login_failed"
  {
    account: (if $first.target_id == null { "unknown name" } else { $names | get $first.target_id })
    account_uuid: $first.target_id
    address: $first.ip_address
    failed_sign_ins: ($failed | length)
    lockouts: ($failed | where ($it.details.locks? | default false) | length)
    token_reuse: ($entries | where action == "session.reuse_detected" | length)
    escalation_attempts: ($entries | where action == "access.escalation_refused" | length)
    first: ($entries.created_at | math min | written)
    last: ($entries.created_at | math max | written)
  }
}

def written []: datetime -> string {
  date to-timezone UTC | format date "%Y-%m-%dT%H:%M:%SZ"
}

# The username of an account; its UUID if it is gone, or those who ask may not see it.
def name-of [client: record, id: string]: nothing -> string {
  try { gatehouse users get-by-uuid $id --client $client | get username } catch { $id }
}

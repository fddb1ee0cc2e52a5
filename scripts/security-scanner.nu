#!/usr/bin/env -S nu --no-config-file
# What endangers an installation: in files before it is deployed, and in its audit trail afterwards.

use lib/audit-trail.nu suspicions
use lib/entry.nu dispatch
use lib/env-files.nu [is-settings weak-settings]
use lib/figures.nu since-of
use lib/python-code.nu [unsafe-code vulnerable-packages]
use lib/secrets.nu [secrets-in text-of]
use lib/service.nu service-at

const SKIPPED = [.git .hg .nox .tox .venv venv node_modules __pycache__ .mypy_cache .ruff_cache .pytest_cache .hypothesis target build dist gatehouse-data]
const SEVERITIES = [critical high medium low info]
const FAILING = [critical high]

# Secrets, unsafe code, weak settings and vulnerable dependencies in a folder.
#
# Secrets are found by rules of our own; a line with `scan: allow` was looked at and is skipped. Unsafe Python is what
# ruff's S rules find, weak settings are looked for in .env files, and pip-audit looks at the folder's .venv. A tool that
# is not installed is a finding `not-checked` of severity info. Ends with 1 if anything is high or critical.
@example "A checkout, for people" { nu scripts/security-scanner.nu scan-directory . }
@example "For a program, without notes" { nu scripts/security-scanner.nu scan-directory . --format json --quiet }
def "security-scanner scan-directory" [
  dir: path # The folder.
  --format (-f): string = "table" # table or json.
  --quiet (-q) # Findings only: no notes about what was not checked, no summary.
]: nothing -> record {
  if ($dir | path type) != "dir" { error make --unspanned {msg: $"'($dir)' is not a folder"} }
  let files = files-below $dir
  let rows = findings $files | append (unsafe-code $dir [$dir]) | append (vulnerable-packages $dir)
  verdict $rows ($files | length) $dir $quiet
}

# The same for files, as a hook before commits hands them over; dependencies are not looked at.
@example "Two files" { nu scripts/security-scanner.nu scan-files handlers/auth.py .env --quiet }
def "security-scanner scan-files" [
  --format (-f): string = "table" # table or json.
  --quiet (-q) # Findings only.
  ...files: path # The files.
]: nothing -> record {
  let missing = $files | where ($it | path type) != "file"
  if ($missing | is-not-empty) { error make --unspanned {msg: $"'($missing.0)' is not a file"} }
  let files = $files | path expand
  let python = $files | where $it ends-with ".py"
  let unsafe = if ($python | is-empty) { [] } else { unsafe-code (pwd) $python }
  verdict (findings $files | append $unsafe) ($files | length) (pwd) $quiet
}

# Failed sign-ins, locks, reuse of refresh tokens and refused escalations, per account and address.
#
# Asks the service for its audit trail, which needs audit:read: sign in with the Nushell client, or set GATEHOUSE_TOKEN or
# GATEHOUSE_API_KEY. Failed sign-ins alone are no finding; the others are, and make the exit code 1.
@example "The last day" { nu scripts/security-scanner.nu audit-log }
@example "A week of another service" { nu scripts/security-scanner.nu audit-log --since 7d --url https://accounts.example.com }
def "security-scanner audit-log" [
  --since: string = "1d" # Only entries since then: 7d, or a date.
  --url: string # The service; GATEHOUSE_BASE_URL or http://127.0.0.1:8000 without it.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let rows = suspicions (service-at $url) (since-of $since)
  {value: $rows findings: ($rows | any {|row| $row.lockouts + $row.token_reuse + $row.escalation_attempts > 0 })}
}

def findings [files: list<path>]: nothing -> table {
  let weak = $files | where (is-settings $it) | each {|file| weak-settings $file (text-of $file) } | flatten
  secrets-in $files | append $weak
}

def files-below [dir: path]: nothing -> list<path> {
  cd $dir
  glob "**/*" --no-dir --no-symlink --exclude ($SKIPPED | each {|name| $"**/($name)/**" }) | sort
}

def verdict [found: list, count: int, dir: path, quiet: bool]: nothing -> record {
  let rows = $found
  | update file {|row| $row.file | path expand | try { path relative-to ($dir | path expand) } catch { $row.file } }
  | where {|row| not $quiet or $row.severity != "info" }
  | sort-by {|row| $SEVERITIES | enumerate | where item == $row.severity | get 0.index } file line
  | select file line rule severity message
  let bad = $rows | where severity in $FAILING | length
  if not $quiet { print --stderr $"($count) files, ($rows | where severity != info | length) findings, ($bad) of them high or critical" }
  {value: $rows findings: ($bad > 0)}
}

# Look for what endangers an installation.
#
# Switched off by SECURITY_SCANNING=false. Exit codes: 0 nothing serious, 1 findings, 2 misuse.
@example "Files" { nu scripts/security-scanner.nu scan-directory . --quiet }
@example "The audit trail of a running service" { nu scripts/security-scanner.nu audit-log --since 7d }
def --wrapped main [
  ...words: string # A command and its arguments; --help after a command explains it.
] {
  dispatch security-scanner $words --switch SECURITY_SCANNING {
    scan-directory: {|given| security-scanner scan-directory $given.dir --quiet=$given.quiet }
    scan-files: {|given| security-scanner scan-files --quiet=$given.quiet ...$given.files }
    audit-log: {|given| security-scanner audit-log --since $given.since --url $given.url }
  }
}

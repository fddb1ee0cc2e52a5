#!/usr/bin/env -S nu --no-config-file
# Rolls out to an environment, and back by itself when that fails.

use lib/entry.nu dispatch
use lib/environments.nu [environment-of image-of]
use lib/rollout.nu [current-image missing-tools perform planned wait-until-ready went-well]
use lib/settings.nu state-folder
use lib/state.nu [now recall remember]

const KIND = "deployments"
const CONFIG = path self ../deploy/environments.toml

# What apply would do, and whether its checks pass. Changes nothing.
@example "What 0.2.0 would do to staging" { nu scripts/deploy.nu plan staging --image 0.2.0 }
def "deploy plan" [
  environment: string # Which, of those in deploy/environments.toml.
  --image: string # The tag, or the whole name of the image; the environment's own tag without it.
  --config: path # Another file than deploy/environments.toml.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let place = environment-of $environment ($config | default $CONFIG)
  let image = image-of $place $image
  tell-interrupted $place
  let checks = checked $place $image
  let rest = [migrate roll_out] | each {|step| planned $place $step $image } | flatten
  report $place $image (current-image $place) (if (went-well $checks) { "would be rolled out" } else { "refused" }) ($checks | append $rest)
}

# Check, migrate, roll out, and wait until the service is ready; else roll back.
#
# Ends with 1, and with the version before still serving, if a check, the migration or the roll-out fails.
@example "Roll out 0.2.0" { nu scripts/deploy.nu apply staging --image 0.2.0 }
@example "Only say what would be done" { nu scripts/deploy.nu apply staging --image 0.2.0 --dry-run }
def "deploy apply" [
  environment: string # Which, of those in deploy/environments.toml.
  --image: string # The tag, or the whole name of the image; the environment's own tag without it.
  --dry-run # Say what would be done; do nothing.
  --config: path # Another file than deploy/environments.toml.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let place = environment-of $environment ($config | default $CONFIG)
  let image = image-of $place $image
  if $dry_run { return (rehearsed $place $image [check migrate roll_out]) }
  alone $place {||
    let before = current-image $place
    let checks = checked $place $image
    if not (went-well $checks) { return (finished $place $image $before "refused" $checks) }
    remember $KIND {at: (now) environment: $place.name image: $image previous: $before outcome: "started"}
    let migrated = perform $place "migrate" $image
    if not (went-well $migrated) { return (finished $place $image $before "not migrated" ($checks | append $migrated)) }
    switch-over $place $image $before ($checks | append $migrated)
  }
}

# Roll out the version before; the schema stays as it is.
@example "Back to what was there" { nu scripts/deploy.nu rollback staging }
def "deploy rollback" [
  environment: string # Which, of those in deploy/environments.toml.
  --image: string # What to go back to; the image before the last roll-out without it.
  --dry-run # Say what would be done; do nothing.
  --config: path # Another file than deploy/environments.toml.
  --format (-f): string = "table" # table or json.
]: nothing -> record {
  let place = environment-of $environment ($config | default $CONFIG)
  let image = if $image == null { image-before $place } else { image-of $place $image }
  if $dry_run { return (rehearsed $place $image [check roll_out]) }
  alone $place {||
    let before = current-image $place
    let checks = checked $place $image
    if not (went-well $checks) { return (finished $place $image $before "refused" $checks) }
    switch-over $place $image $before $checks
  }
}

def rehearsed [place: record, image: string, steps: list<string>]: nothing -> record {
  report $place $image null "not run" ($steps | each {|step| planned $place $step $image } | flatten)
}

def checked [place: record, image: string]: nothing -> table {
  let missing = missing-tools $place
  let rows = $missing | each {|tool| {step: "check" command: $"which ($tool)" result: "failed" seconds: 0.0 said: $"($tool) is not installed"} }
  if ($rows | is-empty) { perform $place "check" $image } else { $rows }
}

# Roll out and wait; if that fails, roll out what was there and wait for that.
def switch-over [place: record, image: string, before: any, done: list]: nothing -> record {
  let first = attempt $place $image
  let rows = $done | append $first
  if (went-well $first) { return (finished $place $image $before "rolled out" $rows) }
  if $before == null { return (finished $place $image $before "failed, with nothing to go back to" $rows) }
  print --stderr $"going back to ($before)"
  let second = attempt $place $before | update step {|row| $"back: ($row.step)" }
  finished $place $image $before (if (went-well $second) { "rolled back" } else { "failed, and so did going back" }) ($rows | append $second)
}

def attempt [place: record, image: string]: nothing -> table {
  let rows = perform $place "roll_out" $image
  if (went-well $rows) { $rows | append (wait-until-ready $place) } else { $rows }
}

def finished [place: record, image: string, before: any, outcome: string, steps: list]: nothing -> record {
  remember $KIND {at: (now) environment: $place.name image: $image previous: $before outcome: $outcome}
  report $place $image $before $outcome $steps
}

def report [place: record, image: string, before: any, outcome: string, steps: list]: nothing -> record {
  {
    value: {environment: $place.name target: $place.target url: $place.url image: $image previous: $before outcome: $outcome steps: $steps}
    findings: ($outcome not-in ["rolled out" "would be rolled out" "not run"])
  }
}

# Say so if the last roll-out never came to an end, as when its process was killed.
def tell-interrupted [place: record]: nothing -> nothing {
  let last = recall $KIND | where environment == $place.name | last 1 | get 0?
  if $last.outcome? == "started" { print --stderr $"the roll-out of ($last.image) was interrupted; apply goes on from whatever is there now" }
}

# The image before the one that was rolled out last.
def image-before [place: record]: nothing -> string {
  let current = current-image $place
  let found = recall $KIND | where environment == $place.name and outcome == "rolled out" and previous != null and previous != $current | last 1 | get 0?
  if $found == null { error make --unspanned {msg: $"no roll-out to ($place.name) is recorded here; say with --image what to go back to"} }
  $found.previous
}

# Run while nobody else deploys there; a lock whose process is gone counts for nothing.
def alone [place: record, work: closure]: nothing -> record {
  let folder = state-folder
  mkdir $folder
  let lock = $folder | path join $"deploy-($place.name).lock"
  let holder = try { open --raw $lock | into int } catch { null }
  if $holder != null and (ps | any {|row| $row.pid == $holder }) {
    error make --unspanned {msg: $"process ($holder) deploys to ($place.name) right now"}
  }
  rm --force $lock
  try { $nu.pid | into string | ^sh -c 'set -C; cat > "$0"' $lock } catch { error make --unspanned {msg: $"somebody else began to deploy to ($place.name)"} }
  let outcome = try { do $work } catch {|caught|
    rm --force $lock
    error make $caught.raw
  }
  rm --force $lock
  $outcome
}

# Roll out to an environment of deploy/environments.toml, which describes targets and their commands.
#
# Roll-outs are JSON lines in deployments.jsonl below GATEHOUSE_STATE.
@example "See what would happen" { nu scripts/deploy.nu plan staging --image 0.2.0 }
@example "Make it happen" { nu scripts/deploy.nu apply staging --image 0.2.0 }
@example "Go back" { nu scripts/deploy.nu rollback staging }
def --wrapped main [
  ...words: string # A command and its arguments; --help after a command explains it.
] {
  dispatch deploy $words {
    plan: {|given| deploy plan $given.environment --image $given.image --config $given.config }
    apply: {|given| deploy apply $given.environment --image $given.image --dry-run=$given.dry_run --config $given.config }
    rollback: {|given| deploy rollback $given.environment --image $given.image --dry-run=$given.dry_run --config $given.config }
  }
}

# Where to deploy and how: environments and targets as a file describes them.

const STEPS = [check migrate roll_out]

# An environment with its target, from the file; complains about what is missing.
export def environment-of [name: string, file: path]: nothing -> record {
  let known = try { open $file } catch { error make --unspanned {msg: $"cannot read ($file): it must be TOML; see deploy/environments.toml"} }
  let environments = $known.environments? | default {}
  let found = $environments | get --optional $name
  if $found == null { error make --unspanned {msg: $"unknown environment '($name)'; choose from ($environments | columns | str join ', ')"} }
  let target = $known.targets? | default {} | get --optional ($found.target? | default "")
  if $target == null { error make --unspanned {msg: $"($file): environment ($name): target must be one of ($known.targets? | default {} | columns | str join ', ')"} }
  for key in [url image] { if ($found | get --optional $key | describe) != "string" { error make --unspanned {msg: $"($file): environment ($name) has no ($key)"} } }
  for key in ["current" ...$STEPS] { if ($target | get --optional $key) == null { error make --unspanned {msg: $"($file): target ($found.target) has no ($key)"} } }
  {name: $name folder: ($file | path dirname) ...$found steps: $target}
}

# The image that a tag means there; an image stays what it is.
export def image-of [environment: record, given: any]: nothing -> string {
  let tag = $given | default $environment.tag?
  if $tag == null { error make --unspanned {msg: $"say with --image what to roll out to ($environment.name)"} }
  if $tag !~ '^[\w./:@-]+$' { error make --unspanned {msg: $"--image must be a tag or the name of an image, not '($tag)'"} }
  if $tag =~ '[/:@]' { $tag } else { $environment.image | str replace --all "{tag}" $tag }
}

# The commands of a step for an image.
export def commands-of [environment: record, step: string, image: string]: nothing -> list<list<string>> {
  let words = words-of $environment $image
  let found = $environment.steps | get $step
  if $step == "current" { [($found | each {|word| filled $word $words })] } else {
    $found | each {|command| $command | each {|word| filled $word $words } }
  }
}

# What the environment of commands gets.
export def variables-of [environment: record, image: string]: nothing -> record {
  let words = words-of $environment $image
  $environment.steps.variables? | default {} | items {|name, value| {name: $name value: (filled $value $words)} }
  | reduce --fold {} {|row, found| $found | insert $row.name $row.value }
}

def words-of [environment: record, image: string]: nothing -> record {
  let parts = $image | parse --regex '^(?<repository>.*?)(?:[:-](?<tag>[^:/-]+))?$' | first
  let texts = $environment | items {|name, value| {name: $name value: $value} } | where ($it.value | describe) == "string"
  let all = $texts | reduce --fold {} {|row, found| $found | upsert $row.name $row.value }
  $all | merge {environment: $environment.name image: $image repository: $parts.repository tag: ($parts.tag | default "latest")}
}

def filled [text: string, words: record]: nothing -> string {
  $words | items {|name, value| {name: $name value: $value} } | reduce --fold $text {|row, found| $found | str replace --all $"{($row.name)}" $row.value }
}

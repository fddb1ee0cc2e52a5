# Writes clients with sdkgen, or says whether they are up to date.

# Run sdkgen.
def main [
  spec?: path # The OpenAPI document; without it, [tool.sdkgen] of pyproject.toml says everything.
  out?: path # The folder to write to.
  --name: string # What packages are called.
  --language: list<string> # Which languages; all without it.
  --check # Only say whether anything would change.
] {
  let command = if $check { "check" } else { "generate" }
  let places = [$spec (if $out != null { "--out" }) $out (if $name != null { "--name" }) $name] | compact
  let languages = $language | default [] | each {|each| ["--language" $each] } | flatten
  let begin = date now
  let sdkgen = if (which sdkgen | is-empty) { ["python3" "-m" "sdkgen"] } else { ["sdkgen"] }
  run-external ...$sdkgen $command ...$places ...$languages
  print $"($command): ((date now) - $begin)"
}

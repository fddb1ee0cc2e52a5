# Completions that ask the service. They are quick or silent.

use calling.nu call
use settings.nu settle

# The ids of what a list operation gives, with something to recognise them by.
export def ids [folder: string, line: int, items: list<string>, id: string, label: string]: nothing -> list {
  try {
    let client = settle null | reject service | upsert timeout 2sec | upsert max_retries 0
    let page = call $folder $line {} {} {client: $client}
    let rows = $items | reduce --fold $page {|step, found| $found | get $step }
    $rows | each {|row| {value: ($row | get $id | into string) description: ($row | get -o $label | default "" | into string)} }
  } catch { [] }
}

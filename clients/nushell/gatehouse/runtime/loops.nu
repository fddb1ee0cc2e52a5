# Loops that begin at once: `each`, `items`, `reduce` and `where` take a millisecond before they run their closure.

const LONG = 200

# What a closure makes of each item and its index; nulls stay.
export def each-item [items: list, work: closure]: nothing -> list {
  if ($items | length) > $LONG {
    return ($items | enumerate | each --keep-empty {|row| do $work $row.item $row.index })
  }
  mut found: list<any> = []
  mut index = 0
  for item in $items {
    $found ++= [(do $work $item $index)]
    $index += 1
  }
  $found
}

# A record of what a closure makes of the name and the value of each member.
export def each-member [value: record, work: closure]: nothing -> record {
  mut found: record = {}
  for name in ($value | columns) {
    # `insert` would call a closure, and so break the seal of a secret.
    $found = $found | merge {($name): (do $work $name ($value | get $name))}
  }
  $found
}

# Everything that a closure makes of the names and values of members, in one list.
export def over-members [value: record, work: closure]: nothing -> list {
  mut found: list<any> = []
  for name in ($value | columns) {
    $found ++= (do $work $name ($value | get $name))
  }
  $found
}

# A record without the members that are null.
export def compact-record [value: record]: nothing -> record {
  mut found: record = {}
  for name in ($value | columns) {
    let member = $value | get $name
    if $member != null { $found = $found | insert $name $member }
  }
  $found
}

# The processes of a service on this machine, as Linux' /proc shows them.

const LOCAL = '^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$'

# The port of an address on this machine; null if it is on another one, or there is no /proc.
export def local-port [url: string]: nothing -> any {
  let parts = $url | url parse
  if $parts.host !~ $LOCAL or not ("/proc/net/tcp" | path exists) { return null }
  if $parts.port != "" { $parts.port | into int } else if $parts.scheme == "https" { 443 } else { 80 }
}

# The processes of Gatehouse that listen at a port: a service and its workers. A proxy there is not the service.
export def listeners [port: int]: nothing -> list<int> {
  let sockets = connections $port | where state == "0A" | get inode | each {|inode| $"socket:[($inode)]" }
  if ($sockets | is-empty) { return [] }
  gatehouse-processes | where {|pid| try { ls --long $"/proc/($pid)/fd" | any {|file| $file.target in $sockets } } catch { false } } | sort
}

# Those whose command line says gatehouse, and their children: workers say only that they are Python's.
def gatehouse-processes []: nothing -> list<int> {
  let named = '(^|\x00)([^\s\x00]*/)?gatehouse\x00'
  let all = glob "/proc/[0-9]*" --no-file | path basename | into int | each {|pid|
    try { {pid: $pid parent: (parent-of $pid) is_named: ((open --raw $"/proc/($pid)/cmdline" | into binary | decode utf-8) =~ $named)} } catch { null }
  } | compact
  let parents = $all | where is_named | get pid
  $all | where $it.is_named or $it.parent in $parents | get pid
}

def parent-of [pid: int]: nothing -> int {
  open --raw $"/proc/($pid)/stat" | split row ")" | last | split row " " | get 2 | into int
}

# Rows of the kernel's tables of TCP connections whose own end is this port.
def connections [port: int]: nothing -> table {
  let hexadecimal = $port | format number --no-prefix | get upperhex | fill --alignment right --character "0" --width 4
  ["/proc/net/tcp" "/proc/net/tcp6"] | where ($it | path exists) | each {|file|
    open --raw $file | lines | skip 1 | parse --regex '^\s*\d+:\s+[0-9A-F]+:(?<port>[0-9A-F]{4})\s+\S+\s+(?<state>[0-9A-F]{2})(?:\s+\S+){5}\s+(?<inode>\d+)'
  } | flatten | where port == $hexadecimal
}

# What processes use together: `{cpu_seconds, memory_mib, connections}`; null if none of them is left.
export def usage [pids: list<int>, port: any]: nothing -> any {
  let each = $pids | each {|pid| of-process $pid } | compact
  if ($each | is-empty) { return null }
  {
    cpu_seconds: ($each.cpu_seconds | math sum | math round --precision 2)
    memory_mib: ($each.memory_mib | math sum | math round --precision 1)
    connections: (if $port == null { null } else { connections $port | where state == "01" | length })
  }
}

def of-process [pid: int]: nothing -> any {
  try {
    let times = open --raw $"/proc/($pid)/stat" | split row ")" | last | split row " " | skip 12 | first 2 | into int
    let resident = open --raw $"/proc/($pid)/status" | parse --regex 'VmRSS:\s+(?<kib>\d+)' | get 0.kib | into int
    {cpu_seconds: (($times | math sum) / 100) memory_mib: ($resident / 1024)} # the kernel counts in hundredths for everybody
  } catch { null }
}

"""What Nushell 0.115 has names for: neither a module nor a group can be called like a keyword or a value."""

# Commands, which a module cannot be called like either.
_NAMES = """
    abbr alias all ansi any append ast attr bits break bytes cal cd char chunk-by chunks clear collect
    columns combinations commandline compact complete config const continue cp date debug decode def
    default describe detect difference do drop du each echo encode enumerate error every exec exit
    explain explore export export-env extern fill filter find first flatten for format from generate get
    glob grid group-by hash headers help hide hide-env histogram history http idx if ignore input insert
    inspect interleave intersect into is-admin is-empty is-not-empty is-redirected is-terminal items job
    join keybindings kill last length let let-env lines load-env loop ls match math matrix merge
    metadata mkdir mktemp module move mut mv nu-check nu-highlight open overlay panic par-each parse
    path peek permutations plugin port prepend print ps query random reduce reject rename return reverse
    rm roll rotate run run-external run-internal save schema scope select semver seq shuffle skip sleep
    slice sort sort-by source source-env split start stor str sys table take tee term timeit to touch
    transpose try tutor ulimit umask uname union uniq uniq-by unlet update upsert url use values version
    view watch where which while whoami window with-env wrap zip
"""
BUILTINS = frozenset(_NAMES.split())
_KEYWORDS = """
    alias break const continue def do else export export-env extern for hide if let loop match module mut not
    overlay plugin return run source source-env try use where while
"""
VALUES = frozenset({"false", "inf", "infinity", "nan", "null", "true"})
TAKEN = frozenset([*_KEYWORDS.split(), *VALUES, "runtime"])

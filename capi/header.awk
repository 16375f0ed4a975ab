# What cbindgen does not do: awk -f header.awk ../src/error/code.rs HEADER
# The codes as constants, from the library's table. Suffixes and parentheses around numbers, so that
# no expression in a C program changes sign or meaning.

# The table: groups with their first numbers, and a row each.
FNR == NR && /^    pub\(super\) const [A-Z]: u16 = [0-9]+;$/ {
    first[substr($3, 1, 1)] = $6 + 0
}
FNR == NR && /^    [A-Z][A-Za-z0-9]* = [A-Z] [0-9]+ [A-Za-z]+, "/ {
    name = $1
    while (match(name, /[a-z0-9][A-Z]/)) {
        name = substr(name, 1, RSTART) "_" substr(name, RSTART + 1)
    }
    summary = $0
    sub(/^[^"]*"/, "", summary)
    sub(/",?$/, "", summary)
    codes = codes sprintf("#define IOC_CODE_%s %du /* %s%03d: %s */\n", toupper(name), \
                          first[$3] + $4, $3, $4, summary)
}
FNR == NR { next }

$0 == "/* codes */" { printf "%s", codes; next }
/^#define IOC_[A-Z_]+ -[0-9]+$/ { $3 = "(" $3 ")" }
# Kinds, their options, notes, dialects, feeds: all that is `uint32_t`.
/^#define IOC_[A-Z_]+ [0-9]+$/ && $2 !~ /^IOC_(MAX_[A-Z]+|FEED_SIZE|FEED_MAX_LINE|OK|BORROWED|WROTE|REFUSED|STOPPED)$/ {
    $3 = $3 "u"
}
{ print }

#!/bin/sh
# The benchmark's work as a nightly script would do it: sort_join_awk.sh DATA OUT
#
# Not a CSV reader: it leans on no quoted field standing before the last column. awk counts exactly below 2^53 only.
set -eu
export LC_ALL=C
data=$1 out=$2
mkdir -p "$out"
work=$(mktemp -d "$out/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Number, date, unit, capital, amount, position of each row, by number.
rows() { awk -F, 'NR > 1 { gsub(/\./, "", $7); print $1 "," $2 "," $3 "," $5 "," $7 "," $4 "," $6 }' "$1" | sort -t, -k1,1 -S 40%; }
# allocated stands last, behind a name that may hold commas.
awk 'NR > 1 { n = split($0, cell, ","); print cell[1] "," cell[n-4] "," cell[n-3] "," cell[n-2] "," cell[n] }' "$data/allocations.csv" > "$work/plan"
# Agencies write dots in amounts; prefixes of quoted descriptions with dots lie behind the seventh field.
rows "$data/treasury.csv" > "$work/t" & rows "$data/agency.csv" > "$work/a"; wait
for side in t a; do cut -d, -f1 "$work/$side" | uniq -c | awk -v side=$side '$1 > 1 { print $2 "," $1 > FILE }' FILE="$work/repeated_$side"; : >> "$work/repeated_$side"; done

{ echo kind,voucher_no,unit_code,date_t,date_a,amount_t,amount_a,capital_t,capital_a,n_t,n_a
  join -t, -a1 -a2 -e '' -o 0,1.2,1.3,1.4,1.5,2.2,2.3,2.4,2.5 "$work/t" "$work/a" | awk -F, '
    function day(text, y, m, d) {
      d = substr(text, 1, 2) + 0; m = substr(text, 4, 2) + 0; y = substr(text, 7) + 0
      if (m <= 2) { y--; m += 12 }
      return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d
    }
    function tell(kind) { print kind "," $1 "," unit "," $2 "," $6 "," $5 "," $9 "," $4 "," $8 "," ($2 != "") "," ($6 != "") }
    function far(a, b) { return a - b > 3 || b - a > 3 }
    FILENAME ~ /plan$/ { known[$1] = 1; next }
    FILENAME ~ /repeated_t$/ { n_t[$1] = $2; next }
    FILENAME ~ /repeated_a$/ { n_a[$1] = $2; next }
    $1 in n_t || $1 in n_a {
      if (!($1 in told)) { told[$1] = 1; print "DUPLICATE," $1 ",,,,,,,," ($1 in n_t ? n_t[$1] : $2 != "") "," ($1 in n_a ? n_a[$1] : $6 != "") }
      next
    }
    { unit = $6 == "" ? $3 : $7 }
    $6 == "" { tell("MISSING_IN_AGENCY"); next }
    $2 == "" { tell("MISSING_IN_TREASURY") }
    $2 != "" && ($5 - $9 > 1000 || $9 - $5 > 1000) { tell("AMOUNT_DIFF") }
    $2 != "" && $2 != $6 && far(day($2), day($6)) { tell("DATE_DIFF") }
    $2 != "" && $4 != $8 { tell("CAPITAL_DIFF") }
    !($7 in known) { tell("UNKNOWN_UNIT") }' "$work/plan" "$work/repeated_t" "$work/repeated_a" -
} > "$out/A.csv"

{ echo kind,unit_code,project_code,capital_type,source,allocated,disbursed
  awk -F, '
    FILENAME ~ /t$/ { spent[$3 "," $6 "," $4 "," $7] += $5; disbursed += $5; next }
    { allocated += $5; plan[$1 "," $2 "," $3 "," $4] = $5 }
    END {
      for (p in plan) {
        s = p in spent ? spent[p] : 0
        kind = s > plan[p] ? "OVER" : s == 0 ? "ZERO" : s / plan[p] < disbursed / allocated ? "BELOW_AVG" : ""
        if (kind) printf "%s,%s,%.0f,%.0f\n", kind, p, plan[p], s
      }
      for (p in spent) if (!(p in plan)) printf "NO_ALLOCATION,%s,,%.0f\n", p, spent[p]
    }' "$work/t" "$work/plan"
} > "$out/B.csv"

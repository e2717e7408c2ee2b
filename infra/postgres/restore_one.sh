#!/usr/bin/env bash
# Puts back the rows that backup_one.sh took: all of them or none.
#   DATABASE_OWNER_URL=postgresql://... infra/postgres/restore_one.sh FILE.tar.gz [SCHEMA]
# Everything that SCHEMA holds is replaced. The schema must be there, on the same migrations as the copy;
# another SCHEMA than the copy's own makes a second town to look at, beside the living one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/one.sh"

[ $# -ge 1 ] && [ $# -le 2 ] || fail "Say what from: restore_one.sh FILE.tar.gz [SCHEMA]"
[ -r "$1" ] || fail "The file $1 cannot be read."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tar -xzf "$1" -C "$folder" || fail "The file $1 is not a whole copy."
schema=${2:-$(cat "$folder/schema")}
check_schema "$schema"

[ -n "$(tables "$schema")" ] || fail "There is no schema $schema with tables in this database; make it first."
if ! difference=$(diff "$folder/migrations" <(migrations "$schema")); then
    fail "The copy and the schema $schema are not on the same migrations (< copy, > schema):"$'\n'"$difference"
fi

{
    echo "BEGIN;"
    # the append-only tables refuse everyone, the owner too
    for table in $(tables "$schema"); do
        echo "ALTER TABLE \"$schema\".\"$table\" DISABLE TRIGGER USER;"
    done
    names=$(tables "$schema" | grep -vx django_migrations | sed "s/.*/\"$schema\".\"&\"/" | paste -sd, -)
    echo "TRUNCATE $names;"
    for table in $(tables "$schema" | grep -vx django_migrations); do
        [ -f "$folder/tables/$table.copy" ] || fail "The copy holds no table $table."
        echo "\\copy \"$schema\".\"$table\" ($(cat "$folder/tables/$table.columns")) FROM '$folder/tables/$table.copy'"
    done
    # foreign keys are looked at now, while everything can still be taken back
    echo "SET CONSTRAINTS ALL IMMEDIATE;"
    for table in $(tables "$schema"); do
        echo "ALTER TABLE \"$schema\".\"$table\" ENABLE TRIGGER USER;"
    done
    # last, because a sequence does not go back with the transaction
    while IFS=$'\t' read -r sequence value called; do
        echo "SELECT setval('\"$schema\".\"$sequence\"', $value, '$called') \\g /dev/null"
    done < <(grep -v ^django_migrations_ "$folder/sequences")
    echo "COMMIT;"
} > "$folder/script.sql"
run_psql --file "$folder/script.sql"
echo "Put back $(find "$folder/tables" -name '*.copy' | wc -l) tables into $schema."

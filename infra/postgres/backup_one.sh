#!/usr/bin/env bash
# One local government's rows into one file, as they were at one moment, while the town works on.
#   DATABASE_OWNER_URL=postgresql://... infra/postgres/backup_one.sh SCHEMA FILE.tar.gz
# COPY table by table: pg_dump of one schema reads the whole catalogue, minutes among thousands of schemas.
# Not in it: uploaded files, and the rows of the public schema (people, organisations, billing).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/one.sh"

[ $# -eq 2 ] || fail "Say what and where to: backup_one.sh SCHEMA FILE.tar.gz"
schema=$1 file=$2
check_schema "$schema"
[ -n "$(tables "$schema")" ] || fail "There is no schema $schema with tables in this database."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tables"

{
    echo "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    for table in $(tables "$schema"); do
        columns=$(columns "$schema" "$table")
        echo "\\copy \"$schema\".\"$table\" ($columns) TO '$folder/tables/$table.copy'"
        echo "$columns" > "$folder/tables/$table.columns"
    done
    for sequence in $(sequences "$schema"); do
        echo "\\copy (SELECT '$sequence', last_value, is_called FROM \"$schema\".\"$sequence\") TO PROGRAM 'cat >> $folder/sequences'"
    done
    echo "COMMIT;"
} > "$folder/script.sql"
run_psql --file "$folder/script.sql"
touch "$folder/sequences"
migrations "$schema" > "$folder/migrations"
echo "$schema" > "$folder/schema"
rm "$folder/script.sql"

tar -czf "$file.part" -C "$folder" .
mv "$file.part" "$file"
echo "Copied $(find "$folder/tables" -name '*.copy' | wc -l) tables of $schema to $file."

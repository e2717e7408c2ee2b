-- Two roles and what each may do. Run as a superuser, once in every database:
--   psql -v ON_ERROR_STOP=1 -d osnowa -f roles.sql
-- It may be run again at any time; passwords are set outside (ALTER ROLE ... PASSWORD).
--
--   osnowa_owner  owns the database, every schema and table; used by migrations and by opening
--                 a local government (DATABASE_OWNER_URL)
--   osnowa_app    owns nothing, reads and writes rows; used by web and worker (DATABASE_URL)

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'osnowa_owner') THEN
        CREATE ROLE osnowa_owner LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'osnowa_app') THEN
        CREATE ROLE osnowa_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
    END IF;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO osnowa_app;
GRANT CREATE, USAGE ON SCHEMA public TO osnowa_owner;

-- A table that nobody has granted yet can be read and added to, not changed: whoever forgets
-- osnowa_grant() after a migration meets "permission denied", not an open audit trail.
ALTER DEFAULT PRIVILEGES FOR ROLE osnowa_owner GRANT USAGE ON SCHEMAS TO osnowa_app;
ALTER DEFAULT PRIVILEGES FOR ROLE osnowa_owner GRANT SELECT, INSERT ON TABLES TO osnowa_app;
ALTER DEFAULT PRIVILEGES FOR ROLE osnowa_owner GRANT USAGE, SELECT ON SEQUENCES TO osnowa_app;

-- Call it as the owner after a schema is made or migrated: SELECT public.osnowa_grant('lipowo');
CREATE OR REPLACE FUNCTION public.osnowa_grant(schema text) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog AS $$
DECLARE
    kept text;
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO osnowa_app', schema);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO osnowa_app', schema);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO osnowa_app', schema);

    -- the audit trail, its chain and the published heads only grow
    FOR kept IN
        SELECT relname FROM pg_class
        WHERE relnamespace = to_regnamespace(quote_ident(schema))
          AND relkind IN ('r', 'p') AND relname ~ '_(auditentry|chainlink|chainhead)$'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I.%I FROM osnowa_app', schema, kept);
    END LOOP;

    -- which migrations have run is the owner's to say
    IF to_regclass(format('%I.django_migrations', schema)) IS NOT NULL THEN
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %I.django_migrations FROM osnowa_app', schema);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION public.osnowa_grant(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.osnowa_grant(text) TO osnowa_owner;

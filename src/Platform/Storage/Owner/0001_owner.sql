-- What belongs to the owner of the database and to no service: which migrations were applied, the secret that the roles' passwords come from, and what migrations call.
-- Run whenever there is something to migrate, so it must be harmless when it is all there.

CREATE SCHEMA IF NOT EXISTS kontor;
CREATE TABLE IF NOT EXISTS kontor.migration (
    schema     text        NOT NULL,
    name       text        NOT NULL,
    checksum   text        NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (schema, name)
);
CREATE TABLE IF NOT EXISTS kontor.secret (name text PRIMARY KEY, value bytea NOT NULL);
INSERT INTO kontor.secret (name, value)
SELECT 'roles', sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea) ON CONFLICT DO NOTHING;

-- Called once for every table that belongs to a shop. Rows of other shops don't exist for the service's role, also in a query that
-- forgets its condition; without a shop set there are no rows at all. Forced, so that the owner is no exception.
CREATE OR REPLACE FUNCTION kontor.shop_owned(owned regclass) RETURNS void LANGUAGE plpgsql AS $function$
DECLARE
    service text := current_database() || '_' || (SELECT nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid WHERE c.oid = owned);
    mine    text := 'shop_id = NULLIF(current_setting(''kontor.shop'', true), '''')::uuid';
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', owned);
    EXECUTE format('DROP POLICY IF EXISTS one_shop ON %s', owned);
    EXECUTE format('DROP POLICY IF EXISTS across_shops ON %s', owned);
    EXECUTE format('CREATE POLICY one_shop ON %s TO %I USING (%s) WITH CHECK (%s)', owned, service, mine, mine);
    EXECUTE format('CREATE POLICY across_shops ON %s TO %I USING (true) WITH CHECK (true)', owned, service || '_across');
END $function$;

-- Called once for every outbox: lets the bus take events out of it, and nothing else.
CREATE OR REPLACE FUNCTION kontor.sequenced(outbox regclass) RETURNS void LANGUAGE plpgsql AS $function$
DECLARE
    service name := (SELECT nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid WHERE c.oid = outbox);
    bus     text := current_database() || '_bus_across';
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', service, bus);
    EXECUTE format('GRANT SELECT, DELETE ON %s TO %I', outbox, bus);
    EXECUTE format('DROP POLICY IF EXISTS sequenced ON %s', outbox);
    EXECUTE format('CREATE POLICY sequenced ON %s TO %I USING (true)', outbox, bus);
    INSERT INTO bus.source (schema) VALUES (service) ON CONFLICT DO NOTHING;
END $function$;

-- What is kept by the week: the log and the inboxes.
CREATE OR REPLACE FUNCTION kontor.kept_by_week() RETURNS TABLE (parent regclass, shop_owned boolean) LANGUAGE sql AS $function$
    SELECT c.oid::regclass, c.relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'p' AND n.nspname IN (SELECT schema FROM kontor.migration)
$function$;

CREATE OR REPLACE FUNCTION kontor.week_of(parent regclass, monday date) RETURNS text LANGUAGE sql AS $function$
    SELECT format('%I.%I', nspname, relname || to_char(monday, '_YYYYMMDD')) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid = parent
$function$;

-- Whether all have one for the week that comes.
CREATE OR REPLACE FUNCTION kontor.has_partitions() RETURNS boolean LANGUAGE sql AS $function$
    SELECT bool_and(to_regclass(kontor.week_of(parent, (date_trunc('week', now() AT TIME ZONE 'UTC') + interval '7 days')::date)) IS NOT NULL) FROM kontor.kept_by_week()
$function$;

-- Makes one for each week, from that of the oldest event that is still kept to the one that comes. Attached, because that lets others read and write meanwhile.
CREATE OR REPLACE FUNCTION kontor.add_partitions() RETURNS void LANGUAGE plpgsql AS $function$
DECLARE
    oldest  timestamptz := coalesce((SELECT logged_at FROM bus.log ORDER BY position LIMIT 1), now());
    kept    record;
    monday  date;
    newborn text;
BEGIN
    FOR kept IN SELECT * FROM kontor.kept_by_week() LOOP
        FOR monday IN SELECT generate_series(date_trunc('week', oldest AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC' + interval '7 days', interval '7 days') LOOP
            newborn := kontor.week_of(kept.parent, monday);
            CONTINUE WHEN to_regclass(newborn) IS NOT NULL;
            EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', newborn, kept.parent);
            IF kept.shop_owned THEN
                PERFORM kontor.shop_owned(newborn::regclass);
            END IF;
            EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                           kept.parent, newborn, monday::timestamp AT TIME ZONE 'UTC', (monday + 7)::timestamp AT TIME ZONE 'UTC');
        END LOOP;
    END LOOP;
END $function$;

-- Drops whole weeks: of the log, what is old and read by every consumer; of the inboxes, what is older still and can't be delivered again.
-- Gives up rather than making writers wait long; it is called again soon.
CREATE OR REPLACE FUNCTION kontor.drop_partitions(log_for interval, inbox_for interval) RETURNS void LANGUAGE plpgsql SET lock_timeout = '2s' AS $function$
DECLARE
    part   record;
    unread boolean;
BEGIN
    -- Row-level security would show an empty log, and an empty log may be dropped.
    IF NOT pg_has_role(current_user, current_database() || '_bus_across', 'USAGE') THEN
        RAISE EXCEPTION 'The owner of the database must have the rights of the role %_bus_across: GRANT it to the owner.', current_database();
    END IF;
    FOR part IN SELECT c.oid::regclass AS name, (SELECT relname FROM pg_class WHERE oid = inhparent) AS parent, to_date(right(c.relname, 8), 'YYYYMMDD') AS monday
                FROM kontor.kept_by_week() JOIN pg_inherits ON inhparent = parent JOIN pg_class c ON c.oid = inhrelid ORDER BY parent <> 'bus.log'::regclass, monday LOOP
        IF part.parent = 'log' AND part.monday + 7 <= now() - log_for THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM bus.consumer WHERE position < (SELECT max(position) FROM %s))', part.name) INTO unread;
            IF NOT unread THEN
                EXECUTE format('DROP TABLE %s', part.name);
            END IF;
        ELSIF part.parent = 'inbox' AND part.monday + 7 <= now() - inbox_for
              AND to_regclass('bus.log_' || to_char(part.monday, 'YYYYMMDD')) IS NULL
              AND NOT EXISTS (SELECT FROM bus.undelivered WHERE logged_at >= part.monday::timestamp AT TIME ZONE 'UTC' AND logged_at < (part.monday + 7)::timestamp AT TIME ZONE 'UTC') THEN
            EXECUTE format('DROP TABLE %s', part.name);
        END IF;
    END LOOP;
END $function$;

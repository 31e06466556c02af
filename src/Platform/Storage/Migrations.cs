using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>A numbered SQL file of a service, as it is embedded in its assembly.</summary>
internal sealed record Migration(string Name, string Text)
{
    /// <summary>Tells whether the file is still the one that was applied.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..16];

    /// <summary>The files under <c>Storage/Migrations</c> of an assembly, in order.</summary>
    public static IReadOnlyList<Migration> Of(Assembly assembly) => Of(assembly, "migrations/");

    /// <summary>The files of the event bus, in order.</summary>
    public static IReadOnlyList<Migration> OfBus() => Of(typeof(Migration).Assembly, "bus/");

    private static IReadOnlyList<Migration> Of(Assembly assembly, string folder) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new Migration(name[folder.Length..^".sql".Length], reader.ReadToEnd());
            }),
    ];
}

/// <summary>
/// Brings the schemas of the services up to date, as the database's owner and under one advisory lock, so that any number of processes
/// may start at once. Each service gets a schema, a login role that sees this schema and nothing else, and a second role, without
/// login, that it takes on to see across shops.
/// </summary>
public sealed partial class Migrations(NpgsqlDataSource owner)
{
    /// <summary>The schema of the event bus; no service's.</summary>
    public const string Bus = "bus";

    private const long AdvisoryLock = 0x6b6f6e746f72; // "kontor"

    /// <summary>Migrates what needs it and returns the login of each service, and that of the <see cref="Bus"/>.</summary>
    /// <param name="services">The services that run here, by schema.</param>
    /// <param name="cancellation">Gives up between two services.</param>
    /// <exception cref="InvalidOperationException">A migration that was applied has been changed since.</exception>
    public async Task<IReadOnlyDictionary<string, ServiceLogin>> Apply(IReadOnlyDictionary<string, Assembly> services, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);

        // The bus first: the services' outboxes are made known to it.
        List<(string Schema, List<Migration> Migrations)> wanted =
        [
            (Bus, [.. Migration.OfBus()]),
            .. services.Select(service => (service.Key, Migration.Of(typeof(Migrations).Assembly).Concat(Migration.Of(service.Value)).ToList())),
        ];
        if (!await IsCurrent(connection, wanted, cancellation))
        {
            await Execute(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellation);
            await Execute(connection, Bootstrap, cancellation);
            var applied = await Applied(connection, cancellation);
            foreach (var (schema, migrations) in wanted)
            {
                await Apply(connection, schema, migrations.Where(migration => !IsApplied(applied, schema, migration)).ToList(), cancellation);
            }

            await Execute(connection, $"SELECT pg_advisory_unlock({AdvisoryLock})", cancellation);
        }

        await Execute(connection, "SELECT kontor.add_partitions()", cancellation);
        await using var command = new NpgsqlCommand("SELECT value FROM kontor.secret WHERE name = 'roles'", connection);
        var secret = (byte[])(await command.ExecuteScalarAsync(cancellation))!;
        return wanted.ToDictionary(schema => schema.Schema, schema => Login(connection.Database, schema.Schema, secret));
    }

    // Derived, so that every process knows the passwords by knowing the owner's database, and none is written to a file.
    private static ServiceLogin Login(string database, string schema, byte[] secret)
    {
        var role = $"{database}_{schema}";
        return new(role, Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(role))), $"{role}_across");
    }

    private static async Task<bool> IsCurrent(NpgsqlConnection connection, List<(string Schema, List<Migration> Migrations)> wanted, CancellationToken cancellation)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('kontor.migration') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancellation))!)
        {
            return false;
        }

        var applied = await Applied(connection, cancellation);
        await using var roles = new NpgsqlCommand("SELECT count(*) FROM pg_roles WHERE rolname = ANY($1)", connection)
        {
            // A database restored into another server comes without its roles.
            Parameters = { new() { Value = wanted.Select(schema => $"{connection.Database}_{schema.Schema}_across").ToArray() } },
        };
        return (long)(await roles.ExecuteScalarAsync(cancellation))! == wanted.Count
            && wanted.TrueForAll(schema => schema.Migrations.TrueForAll(migration => IsApplied(applied, schema.Schema, migration)));
    }

    private static bool IsApplied(Dictionary<(string Schema, string Name), string> applied, string schema, Migration migration)
    {
        if (!applied.TryGetValue((schema, migration.Name), out var checksum))
        {
            return false;
        }

        return checksum == migration.Checksum
            ? true
            : throw new InvalidOperationException($"Migration {migration.Name} of '{schema}' was changed after it had been applied. Put it back and write a new one.");
    }

    private static async Task<Dictionary<(string Schema, string Name), string>> Applied(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT schema, name, checksum FROM kontor.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<(string, string), string>();
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add((reader.GetString(0), reader.GetString(1)), reader.GetString(2));
        }

        return applied;
    }

    private static async Task Apply(NpgsqlConnection connection, string schema, IReadOnlyList<Migration> missing, CancellationToken cancellation)
    {
        if (!SchemaName().IsMatch(schema))
        {
            throw new ArgumentException($"'{schema}' is no name for a service.", nameof(schema));
        }

        await using var secretCommand = new NpgsqlCommand("SELECT value FROM kontor.secret WHERE name = 'roles'", connection);
        var login = Login(connection.Database, schema, (byte[])(await secretCommand.ExecuteScalarAsync(cancellation))!);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, RolesAndSchema(connection.Database, schema, login), cancellation);
        foreach (var migration in missing)
        {
            await Execute(connection, $"SET LOCAL search_path = {schema}, public; {migration.Text}", cancellation);
            await using var command = new NpgsqlCommand("INSERT INTO kontor.migration (schema, name, checksum) VALUES ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = schema }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    // Identifiers are checked above and the password is hex, so nothing here can be injected; DDL takes no parameters.
    private static string RolesAndSchema(string database, string schema, ServiceLogin login) =>
        $"""
        DO $do$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login.Role}') THEN
                CREATE ROLE "{login.Role}" LOGIN NOINHERIT;
            END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login.AcrossShopsRole}') THEN
                CREATE ROLE "{login.AcrossShopsRole}" NOLOGIN;
            END IF;
        END $do$;
        ALTER ROLE "{login.Role}" PASSWORD '{login.Password}';
        GRANT "{login.AcrossShopsRole}" TO "{login.Role}";
        GRANT "{login.AcrossShopsRole}" TO CURRENT_USER;
        GRANT CONNECT ON DATABASE "{database}" TO "{login.Role}";
        CREATE SCHEMA IF NOT EXISTS {schema};
        GRANT USAGE ON SCHEMA {schema} TO "{login.Role}", "{login.AcrossShopsRole}";
        ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{login.Role}", "{login.AcrossShopsRole}";
        ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE ON SEQUENCES TO "{login.Role}", "{login.AcrossShopsRole}";

        -- A database restored into another server, or under another name, has tables that know nothing of these roles.
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO "{login.Role}", "{login.AcrossShopsRole}";
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO "{login.Role}", "{login.AcrossShopsRole}";
        SELECT kontor.shop_owned(owned.oid::regclass) FROM pg_class owned
        WHERE owned.relnamespace = '{schema}'::regnamespace AND owned.relforcerowsecurity
          AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = owned.oid AND '"{login.Role}"'::regrole = ANY(polroles));
        SELECT kontor.sequenced(outbox.oid::regclass) FROM pg_class outbox
        WHERE outbox.relnamespace = '{schema}'::regnamespace AND outbox.relname = 'outbox'
          AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = outbox.oid AND '"{database}_{Bus}_across"'::regrole = ANY(polroles));
        """;

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private const string Bootstrap =
        """
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

        -- The log and the inboxes have a partition for each week, from the oldest event that is still kept to the week that comes.
        CREATE OR REPLACE FUNCTION kontor.add_partitions() RETURNS void LANGUAGE plpgsql AS $function$
        DECLARE
            parent  record;
            monday  date;
            newborn text;
        BEGIN
            FOR parent IN SELECT n.nspname, c.relname, c.relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                          WHERE c.relkind = 'p' AND (n.nspname = 'bus' OR n.nspname IN (SELECT schema FROM bus.source)) LOOP
                FOR monday IN SELECT generate_series(
                    date_trunc('week', coalesce((SELECT logged_at FROM bus.log ORDER BY position LIMIT 1), now()) AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC' + interval '7 days', interval '7 days') LOOP
                    newborn := format('%I.%I', parent.nspname, parent.relname || to_char(monday, '_YYYYMMDD'));
                    CONTINUE WHEN to_regclass(newborn) IS NOT NULL;
                    PERFORM pg_advisory_xact_lock(hashtext('kontor.add_partitions'));
                    EXECUTE format('CREATE TABLE IF NOT EXISTS %s PARTITION OF %I.%I FOR VALUES FROM (%L) TO (%L)',
                                   newborn, parent.nspname, parent.relname, monday::timestamp AT TIME ZONE 'UTC', (monday + 7)::timestamp AT TIME ZONE 'UTC');
                    IF parent.relforcerowsecurity THEN
                        PERFORM kontor.shop_owned(newborn::regclass);
                    END IF;
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
            FOR part IN SELECT c.oid::regclass AS name, parent.relname AS parent, to_date(right(c.relname, 8), 'YYYYMMDD') AS monday
                        FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND (n.nspname = 'bus' OR n.nspname IN (SELECT schema FROM bus.source)) ORDER BY parent.relname = 'log' DESC, monday LOOP
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
        """;

    [GeneratedRegex("^[a-z][a-z_]{1,30}$")]
    private static partial Regex SchemaName();
}

/// <summary>How a service signs in to the database.</summary>
/// <param name="Role">Its login role.</param>
/// <param name="Password">Derived from a secret in the owner's schema.</param>
/// <param name="AcrossShopsRole">The role it takes on to see the rows of all shops.</param>
public sealed record ServiceLogin(string Role, string Password, string AcrossShopsRole);

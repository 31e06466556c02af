using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kontor.Platform.Rpc;
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

    /// <summary>What belongs to the owner: one file that is all of it. When it changes it gets the next number, so that an older program leaves a newer one's alone.</summary>
    public static Migration OfOwner() => Of(typeof(Migration).Assembly, "owner/").Single();

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

    private const string Owner = "kontor";
    private const long AdvisoryLock = 0x6b6f6e746f72; // "kontor"

    private readonly Migration _owners = Migration.OfOwner();

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
        if (!await IsCurrent(connection, wanted, cancellation) || !await HasPartitions(connection, cancellation))
        {
            await Execute(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellation);
            var applied = await Applied(connection, cancellation);
            if (!HasOwners(applied))
            {
                await Execute(connection, _owners.Text, cancellation);
                await Execute(connection, $"INSERT INTO kontor.migration VALUES ('{Owner}', '{_owners.Name}', '{_owners.Checksum}') ON CONFLICT DO NOTHING", cancellation);
            }

            foreach (var (schema, migrations) in wanted)
            {
                await Apply(connection, schema, migrations.Where(migration => !IsApplied(applied, schema, migration)).ToList(), cancellation);
            }

            await Execute(connection, "SELECT kontor.add_partitions()", cancellation);
            await Execute(connection, $"SELECT pg_advisory_unlock({AdvisoryLock})", cancellation);
        }

        var secret = await Secret(connection, cancellation);
        return wanted.ToDictionary(schema => schema.Schema, schema => Login(connection.Database, schema.Schema, secret));
    }

    /// <summary>Makes the partitions of the coming week if they aren't there yet.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task AddPartitions(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        if (!await HasPartitions(connection, cancellation))
        {
            await Execute(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellation);
            await Execute(connection, "SELECT kontor.add_partitions()", cancellation);
            await Execute(connection, $"SELECT pg_advisory_unlock({AdvisoryLock})", cancellation);
        }
    }

    /// <summary>What the processes on this database prove themselves with to each other, once it is migrated.</summary>
    public async Task<RpcSecret> RpcSecret(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return Rpc.RpcSecret.Derive(await Secret(connection, cancellation));
    }

    private static async Task<bool> HasPartitions(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT kontor.has_partitions()", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<byte[]> Secret(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT value FROM kontor.secret WHERE name = 'roles'", connection);
        return (byte[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    // Derived, so that every process knows the passwords by knowing the owner's database, and none is written to a file.
    private static ServiceLogin Login(string database, string schema, byte[] secret)
    {
        var role = $"{database}_{schema}";
        return new(role, Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(role))), $"{role}_across");
    }

    private async Task<bool> IsCurrent(NpgsqlConnection connection, List<(string Schema, List<Migration> Migrations)> wanted, CancellationToken cancellation)
    {
        var applied = await Applied(connection, cancellation);
        await using var roles = new NpgsqlCommand("SELECT count(*) FROM pg_roles WHERE rolname = ANY($1)", connection)
        {
            // A database restored into another server comes without its roles.
            Parameters = { new() { Value = wanted.Select(schema => $"{connection.Database}_{schema.Schema}_across").ToArray() } },
        };
        return HasOwners(applied)
            && (long)(await roles.ExecuteScalarAsync(cancellation))! == wanted.Count
            && wanted.TrueForAll(schema => schema.Migrations.TrueForAll(migration => IsApplied(applied, schema.Schema, migration)));
    }

    private bool HasOwners(Dictionary<(string Schema, string Name), string> applied) =>
        IsApplied(applied, Owner, _owners) || applied.Keys.Any(key => key.Schema == Owner && string.CompareOrdinal(key.Name, _owners.Name) > 0);

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
        await using var exists = new NpgsqlCommand("SELECT to_regclass('kontor.migration') IS NOT NULL", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancellation))!)
        {
            return [];
        }

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

        var login = Login(connection.Database, schema, await Secret(connection, cancellation));
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

    [GeneratedRegex("^[a-z][a-z_]{1,30}$")]
    private static partial Regex SchemaName();
}

/// <summary>How a service signs in to the database.</summary>
/// <param name="Role">Its login role.</param>
/// <param name="Password">Derived from a secret in the owner's schema.</param>
/// <param name="AcrossShopsRole">The role it takes on to see the rows of all shops.</param>
public sealed record ServiceLogin(string Role, string Password, string AcrossShopsRole);

using Kontor.Platform.Tests.Samples;
using Npgsql;

namespace Kontor.Platform.Tests.Storage;

public sealed class MigrationTests
{
    private const string Applied = "SELECT string_agg(schema || '/' || name || ' ' || applied_at, ', ' ORDER BY schema, name) FROM kontor.migration";

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_database_all_come_up()
    {
        var database = await TestServer.NewDatabase();
        var processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SampleProcess.Start(database))));
        var shop = SampleProcess.NewShop();
        foreach (var process in processes)
        {
            await process.Database.In(shop).Execute(SampleProcess.Count(shop, "up"), CancellationToken.None);
        }

        Assert.Equal(4, await processes[0].Times(shop, "up"));
        Assert.Equal("0001_bus,0001_owner,0001_platform,0001_sample,0002_bus,0002_heard", await TestServer.Ask<string>(database, "SELECT string_agg(name, ',' ORDER BY name) FROM kontor.migration"));
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        var database = await TestServer.NewDatabase();
        await (await SampleProcess.Start(database)).DisposeAsync();

        // A role's password is salted anew whenever it is set, so it tells whether anything was done again.
        var passwords = $"SELECT string_agg(rolpassword, ',' ORDER BY rolname) FROM pg_authid WHERE rolname LIKE '{new NpgsqlConnectionStringBuilder(database).Database}%'";
        var before = (await TestServer.Ask<string>(database, Applied), await TestServer.Ask<string>(database, passwords));
        await (await SampleProcess.Start(database)).DisposeAsync();

        Assert.Equal(before, (await TestServer.Ask<string>(database, Applied), await TestServer.Ask<string>(database, passwords)));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_had_been_applied_is_refused()
    {
        var database = await TestServer.NewDatabase();
        await (await SampleProcess.Start(database)).DisposeAsync();
        await TestServer.Do(database, "UPDATE kontor.migration SET checksum = 'of another text' WHERE name = '0001_sample'");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleProcess.Start(database));
        Assert.Equal("Migration 0001_sample of 'sample' was changed after it had been applied. Put it back and write a new one.", refusal.Message);
    }

    [Fact]
    public async Task Each_service_and_the_bus_has_a_login_of_its_own_with_no_rights_over_the_server_and_a_second_role_without_login()
    {
        var database = await TestServer.NewDatabase();
        await using var process = await SampleProcess.Start(database);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        Assert.Equal(
            $"{name}_bus true false, {name}_bus_across false false, {name}_sample true false, {name}_sample_across false false",
            await TestServer.Ask<string>(
                database,
                $"""
                SELECT string_agg(rolname || ' ' || rolcanlogin || ' ' || (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit AND rolcanlogin), ', ' ORDER BY rolname)
                FROM pg_roles WHERE rolname LIKE '{name}%'
                """));
        Assert.Equal($"{name}_sample", await process.Database.In(default).Find<string>($"SELECT session_user::text", CancellationToken.None));
    }

    [Fact]
    public async Task A_restored_database_gets_its_roles_back()
    {
        var database = await TestServer.NewDatabase();
        var shop = SampleProcess.NewShop();
        await using (var process = await SampleProcess.Start(database))
        {
            await process.Database.In(shop).Execute(SampleProcess.Count(shop, "kept"), CancellationToken.None);
        }

        // What a dump leaves out, and what pg_restore then drops because nobody is there to have it.
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await TestServer.Do(database, $"DROP OWNED BY {name}_sample, {name}_sample_across, {name}_bus, {name}_bus_across; DROP ROLE {name}_sample, {name}_sample_across, {name}_bus, {name}_bus_across");

        await using var restored = await SampleProcess.Start(database, service => service.Hears(SampleProcess.WriteDown));
        Assert.Equal((1, 0), (await restored.Times(shop, "kept"), await restored.Times(SampleProcess.NewShop(), "kept")));
        await restored.Write(shop, "told");
        await TestServer.Eventually(async () => (await restored.Heard(shop)).Count == 1);
    }

    [Fact]
    public async Task A_database_under_another_name_gets_roles_of_its_own()
    {
        var database = await TestServer.NewDatabase();
        var shop = SampleProcess.NewShop();
        await using (var process = await SampleProcess.Start(database))
        {
            await process.Database.In(shop).Execute(SampleProcess.Count(shop, "kept"), CancellationToken.None);
        }

        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var renamed = new NpgsqlConnectionStringBuilder(database) { Database = $"{name}_2" }.ConnectionString;
        await TestServer.Do(await TestServer.NewDatabase(), $"ALTER DATABASE {name} RENAME TO {name}_2");

        await using var restored = await SampleProcess.Start(renamed, service => service.Hears(SampleProcess.WriteDown));
        Assert.Equal((1, 0), (await restored.Times(shop, "kept"), await restored.Times(SampleProcess.NewShop(), "kept")));
        await restored.Write(shop, "told");
        await TestServer.Eventually(async () => (await restored.Heard(shop)).Count == 1);
    }

    [Fact]
    public async Task Events_of_the_first_version_that_nobody_has_read_yet_are_told_after_the_migration_and_the_others_are_not()
    {
        var database = await TestServer.NewDatabase();
        var shop = SampleProcess.NewShop();
        await using (var process = await SampleProcess.Start(database, change: options => options with { RunJobs = false }))
        {
            foreach (var word in (string[])["read", "unread", "unread, too"])
            {
                await process.Write(shop, word);
            }
        }

        // As the first version left it: a cursor by transaction in each service, and no bus.
        await TestServer.Do(
            database,
            """
            DROP SCHEMA bus CASCADE;
            DROP POLICY sequenced ON sample.outbox;
            DELETE FROM kontor.migration WHERE name LIKE '%_bus';
            ALTER TABLE sample.outbox DROP CONSTRAINT outbox_pkey;
            ALTER TABLE sample.outbox ADD xid xid8 NOT NULL DEFAULT '100';
            ALTER TABLE sample.outbox ADD PRIMARY KEY (xid, position);
            CREATE TABLE sample.outbox_cursor (consumer text PRIMARY KEY, xid xid8 NOT NULL, position bigint NOT NULL);
            INSERT INTO sample.outbox_cursor VALUES ('sample/word.said', '100', 1);
            """);

        await using var since = await SampleProcess.Start(database, service => service.Hears(SampleProcess.WriteDown));
        await TestServer.Eventually(async () => (await since.Heard(shop)).Count == 2);
        Assert.Equal(["unread", "unread, too"], await since.Heard(shop));
    }

    [Fact]
    public async Task An_owner_that_is_no_superuser_will_do()
    {
        var asSuperuser = await TestServer.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(asSuperuser).Database;
        await TestServer.Do(asSuperuser, $"CREATE ROLE {name}_owner LOGIN CREATEROLE; ALTER DATABASE {name} OWNER TO {name}_owner; ALTER SCHEMA public OWNER TO {name}_owner");
        var database = new NpgsqlConnectionStringBuilder(asSuperuser) { Username = $"{name}_owner" }.ConnectionString;
        var shop = SampleProcess.NewShop();

        await using (var process = await SampleProcess.Start(database, service => service.Hears(SampleProcess.WriteDown)))
        {
            await process.Write(shop, "told");
            await TestServer.Eventually(async () => (await process.Heard(shop)).Count == 1);
            await new Kontor.Platform.Messaging.Partitions(database).Run(CancellationToken.None);
            Assert.Empty(await process.App.Checks.Single(check => check.Name.StartsWith("Positions", StringComparison.Ordinal)).FindViolations(CancellationToken.None));
        }

        // Whom row-level security shows nothing must not take what it doesn't see for nothing.
        await TestServer.Do(asSuperuser, $"REVOKE {name}_bus_across FROM {name}_owner");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => new Kontor.Platform.Messaging.Partitions(database).Run(CancellationToken.None));
        Assert.Contains("GRANT it to the owner", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_program_leaves_a_newer_ones_owner_file_alone()
    {
        var database = await TestServer.NewDatabase();
        await (await SampleProcess.Start(database)).DisposeAsync();
        await TestServer.Do(database, "UPDATE kontor.migration SET name = '0002_owner', checksum = 'newer' WHERE name = '0001_owner'; DROP FUNCTION kontor.drop_partitions");
        await (await SampleProcess.Start(database)).DisposeAsync();
        Assert.False(await TestServer.Ask<bool>(database, "SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'drop_partitions')"));
    }
}

using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;
using Npgsql;

namespace Kontor.Platform.Tests.Storage;

public sealed class DatabaseTests
{
    private static readonly Error s_refused = new(ErrorKind.Conflict, "sample.refused", "No.");

    [Fact]
    public async Task A_connection_that_served_a_shop_sees_nothing_without_one()
    {
        await using var process = await SampleProcess.Start(change: options => options with { PoolSize = 1, RunJobs = false });
        var (shop, other) = (SampleProcess.NewShop(), SampleProcess.NewShop());
        await process.Database.In(shop).Execute(SampleProcess.Count(shop, "secret"), CancellationToken.None);
        Assert.Equal(1, await process.Times(shop, "secret"));
        Assert.Equal(1, await process.Database.AcrossShops().Find<long>($"SELECT count(*) FROM word", CancellationToken.None));

        // The pool's only connection, so the very one that was used above.
        await using (var bare = process.Database.Source.CreateCommand("SELECT (SELECT count(*) FROM word) || ' ' || (current_user = session_user)"))
        {
            Assert.Equal("0 true", await bare.ExecuteScalarAsync());
        }

        Assert.Equal(0, await process.Times(other, "secret"));
    }

    [Fact]
    public async Task A_shop_cannot_write_into_another()
    {
        await using var process = await SampleProcess.Start();
        var (shop, other) = (SampleProcess.NewShop(), SampleProcess.NewShop());
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => process.Database.In(shop).Execute(SampleProcess.Count(other, "smuggled"), CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        Assert.Equal(0, await process.Times(other, "smuggled"));
    }

    [Fact]
    public async Task A_success_commits_and_an_error_or_an_exception_rolls_back()
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        async Task<Result<string>> Transact(string word, Func<Result<string>> end) =>
            await process.Database.In(shop).Transaction<string>(
                async transaction =>
                {
                    await transaction.Execute(SampleProcess.Count(shop, word));
                    return end();
                },
                CancellationToken.None);

        Assert.Equal("kept", (await Transact("kept", () => "kept")).Value);
        Assert.Equal(s_refused, (await Transact("refused", () => s_refused)).Error);
        await Assert.ThrowsAsync<InvalidCastException>(() => Transact("thrown", () => throw new InvalidCastException()));

        Assert.Equal(["kept"], await process.Database.In(shop).List<string>($"SELECT word FROM word", CancellationToken.None));
    }

    [Fact]
    public async Task What_is_only_left_for_later_is_one_transaction_of_which_nothing_stands_when_a_part_of_it_fails()
    {
        await using var process = await SampleProcess.Start(change: options => options with { PoolSize = 1 });
        var shop = SampleProcess.NewShop();
        Task<Result<bool>> Leave(params Sql[] statements) => process.Database.In(shop).Transaction<bool>(
            transaction =>
            {
                transaction.Later(statements);
                return Task.FromResult<Result<bool>>(true);
            },
            CancellationToken.None);

        Assert.True((await Leave(SampleProcess.Count(shop, "first"), SampleProcess.Count(shop, "second"))).Succeeded);
        await Assert.ThrowsAsync<PostgresException>(() => Leave(SampleProcess.Count(shop, "third"), $"SELECT 1 / 0"));

        // On the same connection, which isn't left inside a transaction.
        Assert.True((await Leave(SampleProcess.Count(shop, "fourth"))).Succeeded);
        Assert.Equal(["first", "fourth", "second"], await process.Database.In(shop).List<string>($"SELECT word FROM word ORDER BY word", CancellationToken.None));
    }

    [Fact]
    public async Task No_statement_takes_longer_than_the_patience_of_its_scope()
    {
        await using var process = await SampleProcess.Start(change: options => options with { PoolSize = 1 });
        var shop = SampleProcess.NewShop();
        var cancelled = await Assert.ThrowsAsync<PostgresException>(() => process.Database.In(shop, TimeSpan.FromMilliseconds(50)).List<string>($"SELECT pg_sleep(20)::text", CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.QueryCanceled, cancelled.SqlState);
        await process.Database.In(shop).List<string>($"SELECT pg_sleep(0.1)::text", CancellationToken.None);
    }

    [Fact]
    public async Task What_was_left_for_later_is_there_for_the_next_statement_and_after_the_commit()
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        var seen = await process.Database.In(shop).Transaction<List<string>>(
            async transaction =>
            {
                transaction.Later(SampleProcess.Count(shop, "first"));
                var read = await transaction.List<string>($"SELECT word FROM word ORDER BY word");
                transaction.Later(SampleProcess.Count(shop, "second"), SampleProcess.Count(shop, "third"));
                return read;
            },
            CancellationToken.None);

        Assert.Equal(["first"], seen.Value);
        Assert.Equal(["first", "second", "third"], await process.Database.In(shop).List<string>($"SELECT word FROM word ORDER BY word", CancellationToken.None));
    }

    [Fact]
    public async Task What_was_left_for_later_and_fails_takes_the_transaction_along()
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        var ran = false;
        await Assert.ThrowsAsync<PostgresException>(() => process.Database.In(shop).Transaction<bool>(
            async transaction =>
            {
                await transaction.Execute(SampleProcess.Count(shop, "before"));
                transaction.Later($"INSERT INTO word (shop_id, word) VALUES ({shop}, NULL)", SampleProcess.Count(shop, "behind"));
                transaction.OnCommit(() => ran = true);
                return true;
            },
            CancellationToken.None));
        await process.Database.In(shop).Transaction<bool>(
            transaction =>
            {
                transaction.Later(SampleProcess.Count(shop, "refused"));
                return Task.FromResult<Result<bool>>(s_refused);
            },
            CancellationToken.None);

        Assert.False(ran);
        Assert.Empty(await process.Database.In(shop).List<string>($"SELECT word FROM word", CancellationToken.None));
    }

    [Fact]
    public async Task Several_statements_give_their_rows_in_one_round_trip_also_behind_others()
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        var read = await process.Database.In(shop).Transaction<string>(
            async transaction =>
            {
                transaction.Later(SampleProcess.Count(shop, "a"), SampleProcess.Count(shop, "a"));
                var (times, words, none) = await transaction.Lists<long, string, Guid>($"SELECT times FROM word", $"SELECT word FROM word", $"SELECT gen_random_uuid() WHERE false");
                var (again, _) = await transaction.Lists<long, string>($"UPDATE word SET times = times + 1 RETURNING times", $"SELECT word FROM word");
                return $"{string.Join(',', times)} {string.Join(',', words)} {none.Count} {string.Join(',', again)}";
            },
            CancellationToken.None);

        Assert.Equal("2 a 0 3", read.Value);
    }

    [Fact]
    public async Task What_waits_for_the_commit_runs_only_after_one()
    {
        await using var process = await SampleProcess.Start();
        var ran = new List<string>();
        async Task Transact(string name, Result<bool> end) =>
            await process.Database.In(default).Transaction<bool>(
                transaction =>
                {
                    transaction.OnCommit(() => ran.Add(name));
                    return Task.FromResult(end);
                },
                CancellationToken.None);

        await Transact("rolled back", s_refused);
        await Transact("committed", true);
        Assert.Equal(["committed"], ran);
    }

    [Fact]
    public async Task A_deadlock_is_tried_again_and_both_get_through()
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        await process.Database.In(shop).Execute(SampleProcess.Count(shop, "a"), CancellationToken.None);
        await process.Database.In(shop).Execute(SampleProcess.Count(shop, "b"), CancellationToken.None);
        var attempts = 0;
        using var bothHoldOne = new CountdownEvent(2);
        var meeting = new TaskCompletionSource();

        async Task<Result<bool>> Lock(string first, string second)
        {
            var met = false;
            return await process.Database.In(shop).Transaction<bool>(
                async transaction =>
                {
                    Interlocked.Increment(ref attempts);
                    await transaction.Execute(SampleProcess.Count(shop, first));
                    if (!met && bothHoldOne.Signal())
                    {
                        meeting.SetResult();
                    }

                    met = true;
                    await meeting.Task;
                    await transaction.Execute(SampleProcess.Count(shop, second));
                    return true;
                },
                CancellationToken.None);
        }

        var results = await Task.WhenAll(Lock("a", "b"), Lock("b", "a"));

        Assert.All(results, result => Assert.True(result.Succeeded));
        // Mostly 3: who tries again may meet the other once more.
        Assert.True(attempts > 2);
        Assert.Equal((3, 3), (await process.Times(shop, "a"), await process.Times(shop, "b")));
    }

    [Fact]
    public async Task A_transaction_inside_another_throws()
    {
        await using var process = await SampleProcess.Start();
        var scope = process.Database.In(default);
        var bug = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            scope.Transaction<bool>(_ => scope.Transaction<bool>(_ => Task.FromResult<Result<bool>>(true), CancellationToken.None), CancellationToken.None));
        Assert.Contains("inside another one", bug.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_sees_neither_another_schema_nor_the_secrets()
    {
        var database = await TestServer.NewDatabase();
        await using var process = await SampleProcess.Start(database);
        await TestServer.Do(database, "CREATE SCHEMA other; CREATE TABLE other.word (word text)");
        foreach (var table in (string[])["other.word", "kontor.secret", "kontor.migration", "pg_authid"])
        {
            foreach (var scope in (DatabaseScope[])[process.Database.In(SampleProcess.NewShop()), process.Database.AcrossShops()])
            {
                var refusal = await Assert.ThrowsAsync<PostgresException>(() => scope.List<int>($"SELECT 1 FROM {Sql.Verbatim(table)}", CancellationToken.None));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
            }
        }
    }
}

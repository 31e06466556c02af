using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;
using Npgsql;

namespace Kontor.Platform.Tests.Storage;

public sealed class SqlTests
{
    [Fact]
    public void Values_become_numbered_parameters()
    {
        Sql sql = $"SELECT {1} + {"two"}";
        var command = sql.ToCommand();
        Assert.Equal("SELECT $1 + $2", command.CommandText);
        Assert.Equal([1, "two"], command.Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Value));
    }

    [Fact]
    public void A_fragment_brings_its_own_parameters_in_order()
    {
        Sql inner = $"b = {"inner"}";
        Sql sql = $"SELECT 1 WHERE a = {"first"} AND {inner} {Sql.Empty}AND c = {"last"} ORDER BY {Sql.Verbatim("d")}";
        var command = sql.ToCommand();
        Assert.Equal("SELECT 1 WHERE a = $1 AND b = $2 AND c = $3 ORDER BY d", command.CommandText);
        Assert.Equal(["first", "inner", "last"], command.Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Value));
    }

    [Fact]
    public void A_fragment_can_be_used_in_several_statements_and_twice_in_one()
    {
        Sql recent = $"at > {5}";
        Sql sql = $"SELECT {recent}, {recent}";
        Sql other = $"SELECT {recent}";
        Assert.Equal("SELECT at > $1, at > $2", sql.ToCommand().CommandText);
        Assert.Equal(5, Assert.Single(other.ToCommand().Parameters.Cast<NpgsqlParameter>()).Value);
    }

    [Fact]
    public void Null_is_the_database_null()
    {
        Sql sql = $"SELECT {(string?)null}, {(int?)null}, {(int?)3}";
        Assert.Equal([DBNull.Value, DBNull.Value, 3], sql.ToCommand().Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Value));
    }

    [Fact]
    public void A_statement_can_be_sent_again()
    {
        Sql sql = $"SELECT {1}";
        var first = sql.ToCommand();
        var second = sql.ToCommand();
        Assert.Equal(first.CommandText, second.CommandText);
        Assert.NotSame(first.Parameters[0], second.Parameters[0]);
    }

    [Theory]
    [InlineData("'; DROP TABLE word; --")]
    [InlineData("$1")]
    [InlineData("\\' OR 1 = 1")]
    [InlineData("{0}")]
    public async Task Whatever_a_client_writes_stays_a_value(string word)
    {
        await using var process = await SampleProcess.Start();
        var shop = SampleProcess.NewShop();
        await process.Database.In(shop).Execute(SampleProcess.Count(shop, word), CancellationToken.None);
        Assert.Equal([word], await process.Database.In(shop).List<string>($"SELECT word FROM word", CancellationToken.None));
    }

    [Fact]
    public async Task Times_are_kept_whatever_their_offset()
    {
        await using var process = await SampleProcess.Start();
        var time = new DateTimeOffset(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2));
        Assert.Equal(time.ToUniversalTime(), await process.Database.In(default).Find<DateTimeOffset>($"SELECT {time}", CancellationToken.None));
    }

    [Fact]
    public async Task Times_in_an_array_may_be_missing_also_the_first_or_all_of_them()
    {
        await using var process = await SampleProcess.Start();
        var noon = new DateTime(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);
        foreach (var times in (DateTime?[][])[[null, noon], [noon, null], [null], []])
        {
            var read = await process.Database.In(default).List<DateTime?>($"SELECT given FROM unnest({times}) AS given", CancellationToken.None);
            Assert.Equal(times, read);
        }
    }
}

using Kontor.Platform.Storage;
using Npgsql;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Makes the coming week's partitions of the log and the inboxes, and drops the ones that nobody needs any more: the log's when every consumer has read them, the inboxes'
/// when none of their events can come again. Tables belong to the owner, so this goes by the owner's connection.
/// </summary>
internal sealed class Partitions(string ownerConnectionString)
{
    public const string JobName = "keep-partitions";
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_log = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_inbox = TimeSpan.FromDays(14);

    /// <summary>One look.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, ApplicationName = "kontor partitions" };
        await using var owner = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "owner" }.Build();
        await new Migrations(owner).AddPartitions(cancellation);
        await using var drop = owner.CreateCommand("SELECT kontor.drop_partitions($1, $2)");
        drop.Parameters.Add(new() { Value = s_log });
        drop.Parameters.Add(new() { Value = s_inbox });
        await drop.ExecuteNonQueryAsync(cancellation);
    }
}

using Kontor.Platform.Hosting;

namespace Kontor.Platform.Storage;

/// <summary>Finds requests with an idempotency key that got no answer: whoever repeats one would wait for ever. For <c>kontor doctor</c>.</summary>
internal sealed class UnansweredKeys(Database database)
{
    public const string Name = "No idempotency key is claimed without an answer";

    // Both times are the database's own, so clocks needn't agree.
    private static readonly Sql s_unanswered = Sql.Verbatim("FROM idempotency_key WHERE answer IS NULL AND failure IS NULL AND created_at");

    public Task<Findings> Find(CancellationToken cancellation) => database.Examine(
        "keys",
        counted: $"SELECT count(*) FROM idempotency_key",
        violations: $"SELECT format('shop %s: %s of %s is claimed since %s', shop_id, method, actor, created_at) {s_unanswered} < now() - {Findings.Grace} LIMIT 50",
        cancellation,
        inFlight: $"SELECT count(*) {s_unanswered} >= now() - {Findings.Grace}");
}

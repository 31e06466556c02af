using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Users.Features;

/// <summary>What must hold of accounts and sign-ins at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class UsersInvariants(Database db, TimeProvider clock)
{
    public Task<Findings> OneOperator(CancellationToken cancellation) => db.Examine(
        "accounts",
        $"SELECT count(*) FROM account",
        $"SELECT format('%s operators', count(*)) FROM account WHERE is_operator HAVING count(*) <> 1",
        cancellation);

    public Task<Findings> OneGoodToken(CancellationToken cancellation) => db.Examine(
        "sign-ins",
        $"SELECT count(*) FROM refresh_family",
        $"""
        SELECT format('sign-in %s of shop %s has %s tokens that can be used', family_id, shop_id, count(*))
        FROM refresh_token WHERE used_at IS NULL AND expires_at > {clock.GetUtcNow()} GROUP BY shop_id, family_id HAVING count(*) > 1 LIMIT 50
        """,
        cancellation);

    public Task<Findings> KeysFollow(CancellationToken cancellation) => db.Examine(
        "keys",
        $"SELECT count(*) FROM signing_key",
        $"SELECT format('key %s was made before its predecessor', generation) FROM (SELECT *, lag(created_at) OVER (ORDER BY generation) AS before FROM signing_key) AS keys WHERE created_at < before LIMIT 50",
        cancellation);
}

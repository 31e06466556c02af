using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>
/// Keeps somebody signed in: a refresh token is good once and gives the next one, with the roles of now. A token that comes a second time was
/// stolen from one of the two who have it, so the whole sign-in ends.
/// </summary>
internal sealed class RefreshTokens(Database db, SignIns signIns, KeyRing keys, TimeProvider clock)
{
    public async Task<Result<Tokens>> Handle(RefreshTokensRequest request, CallContext call)
    {
        var hash = Secret.Hash(request.RefreshToken);
        if (await signIns.FindShop(hash, call) is not { } shop)
        {
            return UsersErrors.InvalidToken;
        }

        var key = await keys.Newest(call.Aborted);
        var outcome = await db.In(shop).Transaction<Outcome>(transaction => Use(transaction, hash, key), call.Aborted);
        return outcome.Try(out var used, out var error) ? used.Tokens ?? (Result<Tokens>)UsersErrors.TokenReused : error;
    }

    private async Task<Result<Outcome>> Use(Transaction transaction, byte[] hash, SigningKeyRow key)
    {
        // The family's row puts everybody in line who uses or ends it; without it, a token could be issued beside the end of its family.
        var family = await transaction.Find<FamilyRow>(
            $"""
            SELECT family.id, family.account_id FROM refresh_token token JOIN refresh_family family ON family.id = token.family_id AND family.shop_id = token.shop_id
            WHERE token.hash = {hash} FOR UPDATE OF family
            """);
        if (family is null)
        {
            return UsersErrors.InvalidToken;
        }

        var now = clock.GetUtcNow();
        if (await transaction.Execute($"UPDATE refresh_token SET used_at = {now} WHERE hash = {hash} AND used_at IS NULL AND expires_at > {now}") == 1)
        {
            var account = await transaction.Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {family.AccountId}");
            return new Outcome(await signIns.Issue(transaction, account!, family.Id, key));
        }

        if (!await transaction.Find<bool>($"SELECT used_at IS NOT NULL FROM refresh_token WHERE hash = {hash}"))
        {
            return UsersErrors.InvalidToken;
        }

        // Not an Error: that would roll the end of the family back.
        await transaction.Execute($"DELETE FROM refresh_family WHERE id = {family.Id}");
        return new Outcome(Tokens: null);
    }

    /// <summary>What was committed: new tokens, or the end of the family.</summary>
    private sealed record Outcome(Tokens? Tokens);

    private sealed record FamilyRow
    {
        public required Guid Id { get; init; }

        public required Guid AccountId { get; init; }
    }
}

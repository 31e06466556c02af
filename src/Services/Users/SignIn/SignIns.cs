using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.Storage;

namespace Kontor.Users.SignIn;

/// <summary>
/// Sign-ins under way: each is a family of refresh tokens, of which only the newest is good. We keep their hashes only.
/// </summary>
internal sealed class SignIns(Database db, KeyRing keys, TimeProvider clock)
{
    /// <summary>How long a refresh token is good; each refresh gives a new one.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Signs an account in whose password was just checked.</summary>
    public async Task<Result<Tokens>> Begin(AccountRow account, CancellationToken aborted)
    {
        // Before the transaction: the key may need a connection of its own.
        var key = await keys.Newest(aborted);
        var family = Uuid7.New(clock);
        return await db.In(new ShopId(account.ShopId)).Transaction<Tokens>(
            async transaction =>
            {
                // Shared with a change of the password, which ends all families: this one comes before it, or not at all.
                var begun = await transaction.Execute(
                    $"""
                    INSERT INTO refresh_family (shop_id, id, account_id, expires_at)
                    SELECT shop_id, {family}, id, {clock.GetUtcNow() + Life} FROM account
                    WHERE id = {account.Id} AND password_hash = {account.PasswordHash} FOR SHARE
                    """);
                return begun == 1 ? await Issue(transaction, account, family, key) : UsersErrors.BadCredentials;
            },
            aborted);
    }

    /// <summary>Adds a token to a family whose row the transaction has locked.</summary>
    public async Task<Tokens> Issue(Transaction transaction, AccountRow account, Guid family, SigningKeyRow key)
    {
        var secret = Secret.New();
        var expiresAt = clock.GetUtcNow() + Life;
        Sql add =
            $"INSERT INTO refresh_token (shop_id, hash, family_id, expires_at) VALUES ({account.ShopId}, {Secret.Hash(secret)}, {family}, {expiresAt})";
        Sql prolong = $"UPDATE refresh_family SET expires_at = {expiresAt} WHERE id = {family}";
        await transaction.ExecuteAll(add, prolong);
        return new Tokens
        {
            AccessToken = AccessToken.Write(account, key, clock),
            RefreshToken = secret,
            ExpiresInSeconds = (int)AccessToken.Life.TotalSeconds,
        };
    }

    /// <summary>The shop of a refresh token: the call's, or the operator's own while they act in another. Null for a token that isn't known there.</summary>
    public async Task<ShopId?> FindShop(byte[] hash, CallContext call)
    {
        var shop = await db.In(call.Shop).Find<Guid?>($"SELECT shop_id FROM refresh_token WHERE hash = {hash}", call.Aborted)
            ?? await db.AcrossShops().Find<Guid?>(
                $"""
                SELECT token.shop_id FROM account
                JOIN refresh_family family ON family.shop_id = account.shop_id AND family.account_id = account.id
                JOIN refresh_token token ON token.shop_id = family.shop_id AND token.family_id = family.id
                WHERE account.is_operator AND token.hash = {hash}
                """,
                call.Aborted);
        return shop is { } id ? new ShopId(id) : null;
    }
}

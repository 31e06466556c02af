using Kontor.Contracts.Shops.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Makes the operator, who runs the installation and may do everything in every shop, unless there is one.</summary>
internal sealed class EnsureOperator(Database db, RpcClient rpc, Outbox outbox, PasswordHasher hasher, TimeProvider clock)
{
    public const string Name = "Operator";

    /// <returns>Whether one was made.</returns>
    public async Task<Result<bool>> Handle(string email, string password, CallContext call)
    {
        // Whoever sets this password owns the machine, so it isn't held against the rules for shoppers: a start that fails over it helps nobody.
        if (new Validation().Email("/email", email).Line("/password", password, 1, PasswordRules.Longest).Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        if (await Exists(call.Aborted))
        {
            return false;
        }

        if (!(await rpc.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = "main" }, call)).Try(out var main, out error))
        {
            return error;
        }

        var shop = new ShopId(Guid.Parse(main.Id));
        var hash = await hasher.Hash(password, call.Aborted);
        var made = await db.In(shop).Transaction(transaction => Make(transaction, shop, email, hash), call.Aborted);
        if (!made.Try(out var created, out error))
        {
            return error;
        }

        // Nothing was added: either a peer was faster, or the e-mail is a shopper's.
        return created || await Exists(call.Aborted) ? created : UsersErrors.EmailTaken;
    }

    private async Task<Result<bool>> Make(Transaction transaction, ShopId shop, string email, string hash)
    {
        var id = Uuid7.New(clock);
        var created = await transaction.Execute(
            $"""
            INSERT INTO account (shop_id, id, email, email_key, name, password_hash, roles, is_operator, created_at)
            VALUES ({shop}, {id}, {email}, {AccountRow.EmailKey(email)}, {Name}, {hash}, {new[] { RoleNames.Admin }}, true, {clock.GetUtcNow()})
            ON CONFLICT DO NOTHING
            """) == 1;
        if (created)
        {
            outbox.Add(transaction, shop, UserRegistered.Type, id, new UserRegistered(id, email, Name));
        }

        return created;
    }

    private async Task<bool> Exists(CancellationToken aborted) =>
        await db.AcrossShops().Find<bool>($"SELECT EXISTS (SELECT FROM account WHERE is_operator)", aborted);
}

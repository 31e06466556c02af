using Kontor.Contracts.Types.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Makes the users of a demo shop, one for each role, with passwords that everybody knows and that are marked as such.</summary>
internal sealed class AddDemoUsers(Database db, Outbox outbox, PasswordHasher hasher, TimeProvider clock)
{
    private const int Most = 20;

    private static readonly string[] s_roles = [RoleNames.Customer, RoleNames.Staff, RoleNames.Admin];

    public async Task<Result<DemoUserList>> Handle(AddDemoUsersRequest request, CallContext call)
    {
        if (Check(request).Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        var there = (await Find(request, call)).Select(account => AccountRow.EmailKey(account.Email)).ToHashSet(StringComparer.Ordinal);
        foreach (var user in request.Users.Where(user => !there.Contains(AccountRow.EmailKey(user.Email))))
        {
            var hash = await hasher.Hash(user.Password, call.Aborted);
            await db.In(call.Shop).Transaction<bool>(transaction => Add(transaction, call.Shop, user, hash), call.Aborted);
        }

        return new DemoUserList { Users = { (await Find(request, call)).Select(account => account.ToDemoUser()) } };
    }

    private async Task<Result<bool>> Add(Transaction transaction, ShopId shop, NewDemoUser user, string hash)
    {
        var id = Uuid7.New(clock);
        var added = await transaction.Execute(
            $"""
            INSERT INTO account (shop_id, id, email, email_key, name, password_hash, has_demo_password, roles, created_at)
            VALUES ({shop}, {id}, {user.Email}, {AccountRow.EmailKey(user.Email)}, {user.Name}, {hash}, true, {s_roles.Where(user.Roles.Contains).ToArray()}, {clock.GetUtcNow()})
            ON CONFLICT ON CONSTRAINT account_email DO NOTHING
            """) == 1;
        if (added)
        {
            outbox.Add(transaction, shop, UserRegistered.Type, id, new UserRegistered(id, user.Email, user.Name));
            foreach (var address in user.Addresses.Select(Row))
            {
                await transaction.Execute(address.InsertFor(shop.Value, id));
            }
        }

        return added;
    }

    private Task<List<AccountRow>> Find(AddDemoUsersRequest request, CallContext call) => db.In(call.Shop).List<AccountRow>(
        $"""
        SELECT {AccountRow.Columns} FROM account
        WHERE shop_id = {call.Shop} AND email_key = ANY({request.Users.Select(user => AccountRow.EmailKey(user.Email)).ToArray()}) ORDER BY created_at, id
        """,
        call.Aborted);

    private AddressRow Row(Address address) => AddressRow.From(address, Uuid7.New(clock));

    private Validation Check(AddDemoUsersRequest request)
    {
        var validation = new Validation().Require(request.Users.Count is >= 1 and <= Most, "/users", "length", "Give 1 to 20 users.");
        foreach (var user in request.Users)
        {
            validation
                .Email("/email", user.Email)
                .Line("/name", user.Name, 1, 200)
                .Password(user.Password, user.Email)
                .Require(user.Roles.Count > 0 && user.Roles.All(s_roles.Contains), "/roles", "unknown", "Give at least one of the roles 'customer', 'staff' and 'admin'.")
                .Require(user.Addresses.All(address => Row(address).Check().Faults.Count == 0), "/addresses", "invalid", "Give addresses as they are written on a letter.");
        }

        return validation;
    }
}

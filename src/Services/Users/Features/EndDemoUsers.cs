using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Ends the demo's logins: their passwords become ones that nobody knows. The users stay, as their orders do.</summary>
internal sealed class EndDemoUsers(Database db, PasswordHasher hasher)
{
    public async Task<Result<DemoUserList>> Handle(Empty request, CallContext call)
    {
        // One for all of them will do: nobody has ever seen it.
        var hash = await hasher.Hash(Secret.New(), call.Aborted);
        return await db.AcrossShops().Transaction<DemoUserList>(
            async transaction =>
            {
                var ended = await transaction.List<AccountRow>(
                    $"""
                    UPDATE account SET password_hash = {hash}, has_demo_password = false, version = version + 1
                    WHERE has_demo_password RETURNING {AccountRow.Columns}
                    """);
                await transaction.Execute($"DELETE FROM refresh_family WHERE account_id = ANY({ended.Select(account => account.Id).ToArray()})");
                return new DemoUserList { Users = { ended.OrderBy(account => account.Id).Select(account => account.ToDemoUser()) } };
            },
            call.Aborted);
    }
}

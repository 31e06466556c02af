using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Who still has a password that everybody knows. As long as there is anybody, the shop is for its own machine only.</summary>
internal sealed class ListDemoUsers(Database db)
{
    public async Task<Result<DemoUserList>> Handle(Empty request, CallContext call)
    {
        var accounts = await db.AcrossShops().List<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE has_demo_password ORDER BY created_at, id", call.Aborted);
        return new DemoUserList { Users = { accounts.Select(account => account.ToDemoUser()) } };
    }
}

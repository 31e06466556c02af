using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Somebody's own account.</summary>
internal sealed class GetMe(Database db)
{
    public async Task<Result<User>> Handle(Empty request, CallContext call)
    {
        var account = await db.OwnRows(call).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {call.Actor.UserId}", call.Aborted);
        return account is null ? UsersErrors.Unknown : account.ToUser();
    }
}

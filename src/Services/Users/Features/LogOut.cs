using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;

namespace Kontor.Users.Features;

/// <summary>Ends a sign-in on all devices that share it. A token that isn't known gets the same answer, so nobody learns which ones are.</summary>
internal sealed class LogOut(Database db, SignIns signIns)
{
    public async Task<Result<Empty>> Handle(LogOutRequest request, CallContext call)
    {
        var hash = Secret.Hash(request.RefreshToken);
        if (await signIns.FindShop(hash, call) is { } shop)
        {
            await db.In(shop).Execute($"DELETE FROM refresh_family WHERE id = (SELECT family_id FROM refresh_token WHERE hash = {hash})", call.Aborted);
        }

        return new Empty();
    }
}

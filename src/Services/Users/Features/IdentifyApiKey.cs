using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Tells which shop an API key opens, and what its program may do there.</summary>
internal sealed class IdentifyApiKey(Database db)
{
    public async Task<Result<Identity>> Handle(IdentifyApiKeyRequest request, CallContext call)
    {
        // Across shops: the key says which shop it is for, and a key of another shop is refused by whoever asked.
        var key = await db.AcrossShops().Find<ApiKeyRow>($"SELECT {ApiKeyRow.Columns} FROM api_key WHERE hash = {Secret.Hash(request.Secret)}", call.Aborted);
        return key is null
            ? UsersErrors.InvalidApiKey
            : new Identity { Id = key.Id.ToString(), ShopId = key.ShopId.ToString(), Roles = { key.Roles } };
    }
}

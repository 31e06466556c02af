using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Users.Features;

/// <summary>Shuts out the program that uses this API key.</summary>
internal sealed class RevokeApiKey(Database db)
{
    public async Task<Result<Empty>> Handle(RevokeApiKeyRequest request, CallContext call) =>
        Guid.TryParse(request.Id, out var id) && await db.In(call.Shop).Execute($"DELETE FROM api_key WHERE id = {id}", call.Aborted) == 1
            ? new Empty()
            : UsersErrors.UnknownApiKey;
}

using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>The shop's API keys, by their first characters: the keys themselves are known to their owners only.</summary>
internal sealed class ListApiKeys(Database db)
{
    public async Task<Result<ApiKeyList>> Handle(Empty request, CallContext call)
    {
        var rows = await db.In(call.Shop).List<ApiKeyRow>($"SELECT {ApiKeyRow.Columns} FROM api_key ORDER BY id", call.Aborted);
        return new ApiKeyList { ApiKeys = { rows.Select(row => row.ToApiKey()) } };
    }
}

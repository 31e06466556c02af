using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Forgets a saved address. Orders that went there keep it.</summary>
internal sealed class DeleteAddress(Database db)
{
    public async Task<Result<Empty>> Handle(DeleteAddressRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id))
        {
            return UsersErrors.UnknownAddress;
        }

        return await db.OwnRows(call).Transaction<Empty>(
            async transaction =>
            {
                var version = await transaction.Find<long?>($"SELECT version FROM address WHERE account_id = {call.Actor.UserId} AND id = {id} FOR UPDATE");
                if (version is not { } present)
                {
                    return UsersErrors.UnknownAddress;
                }

                if (request.ExpectedVersion != 0 && request.ExpectedVersion != present)
                {
                    return Preconditions.Stale;
                }

                await transaction.Execute($"DELETE FROM address WHERE account_id = {call.Actor.UserId} AND id = {id}");
                return new Empty();
            },
            call.Aborted);
    }
}

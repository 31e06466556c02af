using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>The addresses that somebody has saved, in the order of saving.</summary>
internal sealed class ListAddresses(Database db)
{
    public async Task<Result<AddressList>> Handle(Empty request, CallContext call)
    {
        var rows = await db.OwnRows(call).List<AddressRow>(
            $"SELECT {AddressRow.Columns} FROM address WHERE account_id = {call.Actor.UserId} ORDER BY id", call.Aborted);
        return new AddressList { Addresses = { rows.Select(row => row.ToSavedAddress()) } };
    }
}

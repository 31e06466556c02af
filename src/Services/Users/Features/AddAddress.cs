using Kontor.Contracts.Types.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Saves an address for the next orders; a hundred at most.</summary>
internal sealed class AddAddress(Database db, TimeProvider clock)
{
    private const int Most = 100;

    public async Task<Result<SavedAddress>> Handle(AddAddressRequest request, CallContext call)
    {
        var address = AddressRow.From(request.Address ?? new Address(), Uuid7.New(clock));
        if (address.Check().Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        return await db.OwnRows(call).Once<SavedAddress>(call, async transaction =>
        {
            // Locked, so that addresses which are added at once are counted one after the other.
            var owner = await transaction.Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {call.Actor.UserId} FOR UPDATE");
            if (owner is null)
            {
                return UsersErrors.Unknown;
            }

            if (await transaction.Find<long>($"SELECT count(*) FROM address WHERE shop_id = {owner.ShopId} AND account_id = {owner.Id}") >= Most)
            {
                return UsersErrors.TooManyAddresses;
            }

            await transaction.Execute(address.InsertFor(owner.ShopId, owner.Id));
            return address.ToSavedAddress();
        });
    }
}

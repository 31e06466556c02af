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
        var given = request.Address ?? new Address();
        var address = new AddressRow
        {
            Id = Uuid7.New(clock),
            Name = given.Name,
            Line1 = given.Line1,
            Line2 = given.Line2,
            City = given.City,
            Region = given.Region,
            PostalCode = given.PostalCode,
            Country = given.Country,
            Phone = given.Phone,
        };
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

            await transaction.Execute(
                $"""
                INSERT INTO address (shop_id, account_id, id, name, line1, line2, city, region, postal_code, country, phone)
                VALUES ({owner.ShopId}, {owner.Id}, {address.Id}, {address.Name}, {address.Line1}, {address.Line2}, {address.City}, {address.Region},
                        {address.PostalCode}, {address.Country}, {address.Phone})
                """);
            return address.ToSavedAddress();
        });
    }
}

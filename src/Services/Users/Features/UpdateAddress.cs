using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Changes a saved address; what isn't given stays.</summary>
internal sealed class UpdateAddress(Database db)
{
    public async Task<Result<SavedAddress>> Handle(UpdateAddressRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id))
        {
            return UsersErrors.UnknownAddress;
        }

        return await db.OwnRows(call).Transaction<SavedAddress>(
            async transaction =>
            {
                var address = await transaction.Find<AddressRow>(
                    $"SELECT {AddressRow.Columns} FROM address WHERE account_id = {call.Actor.UserId} AND id = {id} FOR UPDATE");
                if (address is null)
                {
                    return UsersErrors.UnknownAddress;
                }

                if (request.ExpectedVersion != 0 && request.ExpectedVersion != address.Version)
                {
                    return Preconditions.Stale;
                }

                var changed = Change(address, request);
                if (changed.Check().Failed(UsersErrors.Invalid, out var error))
                {
                    return error;
                }

                await transaction.Execute(
                    $"""
                    UPDATE address SET name = {changed.Name}, line1 = {changed.Line1}, line2 = {changed.Line2}, city = {changed.City}, region = {changed.Region},
                           postal_code = {changed.PostalCode}, country = {changed.Country}, phone = {changed.Phone}, version = {changed.Version}
                    WHERE account_id = {call.Actor.UserId} AND id = {id}
                    """);
                return changed.ToSavedAddress();
            },
            call.Aborted);
    }

    private static AddressRow Change(AddressRow address, UpdateAddressRequest request) => address with
    {
        Name = request.HasName ? request.Name : address.Name,
        Line1 = request.HasLine1 ? request.Line1 : address.Line1,
        Line2 = request.HasLine2 ? request.Line2 : address.Line2,
        City = request.HasCity ? request.City : address.City,
        Region = request.HasRegion ? request.Region : address.Region,
        PostalCode = request.HasPostalCode ? request.PostalCode : address.PostalCode,
        Country = request.HasCountry ? request.Country : address.Country,
        Phone = request.HasPhone ? request.Phone : address.Phone,
        Version = address.Version + 1,
    };
}

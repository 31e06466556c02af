using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Users;

/// <summary>What people see and change of their own account.</summary>
internal static class MePaths
{
    private static readonly Error s_unknownAddress = new(ErrorKind.NotFound, "users.unknown_address", "You have no such address. Read your list of addresses again.");

    public static void MapMe(this IEndpointRouteBuilder v1)
    {
        var me = v1.MapGroup("/me").WithTags("Me");
        me.MapGet("", Get).Is(new("getMe", "Your account.", UsersMethods.GetMe.Access)).Returns<User>();
        me.MapPatch("", Change).Is(new("changeMe", "Change your name, e-mail address or password.", UsersMethods.UpdateMe.Access) { TakesIfMatch = true }).Returns<User>();
        me.MapGet("/addresses", ListAddresses).Is(new("listMyAddresses", "Your saved addresses.", UsersMethods.ListAddresses.Access)).ReturnsPage<SavedAddress>();
        me.MapPost("/addresses", AddAddress).Is(new("addMyAddress", "Save an address.", UsersMethods.AddAddress.Access)).Returns<SavedAddress>(StatusCodes.Status201Created);
        me.MapGet("/addresses/{id}", GetAddress).Is(new("getMyAddress", "One of your saved addresses.", UsersMethods.ListAddresses.Access)).Returns<SavedAddress>();
        me.MapPatch("/addresses/{id}", ChangeAddress)
            .Is(new("changeMyAddress", "Change a saved address.", UsersMethods.UpdateAddress.Access) { TakesIfMatch = true }).Returns<SavedAddress>();
        me.MapDelete("/addresses/{id}", DeleteAddress)
            .Is(new("deleteMyAddress", "Forget a saved address.", UsersMethods.DeleteAddress.Access) { TakesIfMatch = true }).ReturnsNothing();
    }

    private static Task<IResult> Get(EdgeCall edge) => edge.Call(UsersMethods.GetMe, new Empty()).Ok(User.From, user => user.Version);

    private static Task<IResult> Change(EdgeCall edge, MyChanges body) =>
        edge.Call(UsersMethods.UpdateMe, body.ToProto(edge.ExpectedVersion)).Ok(User.From, user => user.Version);

    private static Task<IResult> ListAddresses(EdgeCall edge) =>
        edge.Call(UsersMethods.ListAddresses, new Empty()).Ok(list => Paging.All<SavedAddress>(edge, [.. list.Addresses.Select(SavedAddress.From)]));

    private static Task<IResult> GetAddress(EdgeCall edge, string id) => edge.Call(UsersMethods.ListAddresses, new Empty())
        .One(list => list.Addresses.FirstOrDefault(address => address.Id == id), s_unknownAddress, SavedAddress.From, address => address.Version);

    private static Task<IResult> AddAddress(EdgeCall edge, Address body) =>
        edge.Call(UsersMethods.AddAddress, new AddAddressRequest { Address = body.ToProto() })
            .Created(address => $"/v1/me/addresses/{address.Id}", SavedAddress.From, address => address.Version);

    private static Task<IResult> ChangeAddress(EdgeCall edge, string id, AddressChanges body) =>
        edge.Call(UsersMethods.UpdateAddress, body.ToProto(id, edge.ExpectedVersion)).Ok(SavedAddress.From, address => address.Version);

    private static Task<IResult> DeleteAddress(EdgeCall edge, string id) =>
        edge.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = id, ExpectedVersion = edge.ExpectedVersion }).NoContent();
}

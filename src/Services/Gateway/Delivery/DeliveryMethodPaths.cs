using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Delivery.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Method = Kontor.Contracts.Delivery.V1.Method;

namespace Kontor.Gateway.Delivery;

/// <summary>The ways of delivery that the shop offers, and their fees.</summary>
internal static class DeliveryMethodPaths
{
    private static readonly Error s_unknown = new(ErrorKind.NotFound, "delivery.unknown_method", "There is no such delivery method. Look it up in GET /v1/delivery/methods.");

    public static void MapDeliveryMethods(this IEndpointRouteBuilder v1)
    {
        var methods = v1.MapGroup("/delivery/methods").WithTags("Delivery");
        methods.MapGet("", List).Is(new("listDeliveryMethods", "All delivery methods.", DeliveryMethods.ListMethods.Access)).ReturnsPage<DeliveryMethod>();
        methods.MapPost("", Create).Is(new("createDeliveryMethod", "Add a delivery method.", DeliveryMethods.CreateMethod.Access))
            .Returns<DeliveryMethod>(StatusCodes.Status201Created);
        methods.MapGet("/{code}", Get).Is(new("getDeliveryMethod", "One delivery method.", DeliveryMethods.ListMethods.Access)).Returns<DeliveryMethod>();
        methods.MapPatch("/{code}", Change)
            .Is(new("changeDeliveryMethod", "Change the given fields of a delivery method.", DeliveryMethods.UpdateMethod.Access) { TakesIfMatch = true }).Returns<DeliveryMethod>();
        methods.MapDelete("/{code}", Delete)
            .Is(new("deleteDeliveryMethod", "Remove a delivery method.", DeliveryMethods.DeleteMethod.Access) { TakesIfMatch = true }).ReturnsNothing();
    }

    private static Task<IResult> List(EdgeCall edge) =>
        edge.Call(DeliveryMethods.ListMethods, new Empty()).Ok(list => Paging.All<DeliveryMethod>(edge, [.. list.Methods.Select(DeliveryMethod.From)]));

    private static Task<IResult> Get(EdgeCall edge, string code) => edge.Call(DeliveryMethods.ListMethods, new Empty())
        .One(list => list.Methods.FirstOrDefault(method => method.Code == code), s_unknown, DeliveryMethod.From, method => method.Version);

    private static Task<IResult> Create(EdgeCall edge, NewDeliveryMethod body) =>
        edge.Call(DeliveryMethods.CreateMethod, new CreateMethodRequest
        {
            Code = body.Code,
            Name = body.Name,
            Fee = body.Fee.ToProto(),
            Countries = { body.Countries ?? [] },
            Position = body.Position ?? 0,
        }).Created(method => $"/v1/delivery/methods/{method.Code}", DeliveryMethod.From, method => method.Version);

    private static Task<IResult> Change(EdgeCall edge, string code, DeliveryMethodChanges body) =>
        edge.Call(DeliveryMethods.UpdateMethod, body.ToProto(code, edge.ExpectedVersion)).Ok(DeliveryMethod.From, method => method.Version);

    private static Task<IResult> Delete(EdgeCall edge, string code) =>
        edge.Call(DeliveryMethods.DeleteMethod, new DeleteMethodRequest { Code = code, ExpectedVersion = edge.ExpectedVersion }).NoContent();

    /// <summary>A way of delivery.</summary>
    internal sealed record DeliveryMethod
    {
        /// <summary>What orders call it.</summary>
        public required string Code { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>What it costs.</summary>
        public required Money Fee { get; init; }

        /// <summary>The countries it reaches (ISO 3166-1 alpha-2); none means all.</summary>
        public required IReadOnlyList<string> Countries { get; init; }

        /// <summary>Whether shoppers can choose it.</summary>
        public required bool Enabled { get; init; }

        /// <summary>Lower comes first.</summary>
        public required int Position { get; init; }

        public static DeliveryMethod From(Method method) => new()
        {
            Code = method.Code,
            Name = method.Name,
            Fee = Money.From(method.Fee),
            Countries = [.. method.Countries],
            Enabled = method.Enabled,
            Position = method.Position,
        };
    }

    /// <summary>A delivery method to be added.</summary>
    internal sealed record NewDeliveryMethod
    {
        /// <summary>What orders will call it; unique in the shop.</summary>
        public required string Code { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>What it costs, in the shop's currency.</summary>
        public required Money Fee { get; init; }

        /// <summary>The countries it reaches (ISO 3166-1 alpha-2); all when absent.</summary>
        public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>Lower comes first.</summary>
        public int? Position { get; init; }
    }

    /// <summary>What to change in a delivery method; the rest stays.</summary>
    internal sealed record DeliveryMethodChanges
    {
        /// <summary>Its name for people.</summary>
        public string? Name { get; init; }

        /// <summary>What it costs, in the shop's currency.</summary>
        public Money? Fee { get; init; }

        /// <summary>All countries it is to reach; an empty list means every country.</summary>
        public IReadOnlyList<string>? Countries { get; init; }

        /// <summary>Whether shoppers can choose it.</summary>
        public bool? Enabled { get; init; }

        /// <summary>Lower comes first.</summary>
        public int? Position { get; init; }

        public UpdateMethodRequest ToProto(string code, long expectedVersion)
        {
            var request = new UpdateMethodRequest
            {
                Code = code,
                Fee = Fee?.ToProto(),
                Countries = Countries is null ? null : new CountryList { Values = { Countries } },
                ExpectedVersion = expectedVersion,
            };
            if (Name is not null)
            {
                request.Name = Name;
            }

            if (Enabled is { } enabled)
            {
                request.Enabled = enabled;
            }

            if (Position is { } position)
            {
                request.Position = position;
            }

            return request;
        }
    }
}

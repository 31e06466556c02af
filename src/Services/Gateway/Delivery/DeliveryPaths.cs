using Kontor.Contracts.Delivery.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Types.V1;

namespace Kontor.Gateway.Delivery;

/// <summary>How things can get to a shopper, asked before ordering.</summary>
internal static class DeliveryPaths
{
    public static void MapDelivery(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/delivery/options", ListOptions).WithTags("Delivery")
            .Is(new("listDeliveryOptions", "The delivery methods that reach an address, with their fees.", DeliveryMethods.ListOptions.Access))
            .Returns<IReadOnlyList<DeliveryOption>>();

    private static Task<IResult> ListOptions(EdgeCall edge, DeliveryQuestion body) =>
        edge.Call(DeliveryMethods.ListOptions, new ListOptionsRequest { Address = body.Address.ToProto(), Lines = { (body.Lines ?? []).Select(line => line.ToProto()) } })
            .Ok(list => list.Options.Select(option => new DeliveryOption { Method = option.Method, Name = option.Name, Fee = Money.From(option.Fee) }).ToList());

    /// <summary>What is to be delivered, and where.</summary>
    internal sealed record DeliveryQuestion
    {
        /// <summary>Where; as much of it as is known.</summary>
        public required Destination Address { get; init; }

        /// <summary>What.</summary>
        public IReadOnlyList<Line>? Lines { get; init; }
    }

    /// <summary>An address of which only the country must be known.</summary>
    internal sealed record Destination
    {
        /// <summary>Who lives or works there.</summary>
        public string? Name { get; init; }

        /// <summary>Street and number.</summary>
        public string? Line1 { get; init; }

        /// <summary>Flat, floor, company.</summary>
        public string? Line2 { get; init; }

        /// <summary>The town.</summary>
        public string? City { get; init; }

        /// <summary>The state, prefecture or county.</summary>
        public string? Region { get; init; }

        /// <summary>The postal code.</summary>
        public string? PostalCode { get; init; }

        /// <summary>ISO 3166-1 alpha-2, such as GB.</summary>
        public required string Country { get; init; }

        /// <summary>For the courier.</summary>
        public string? Phone { get; init; }

        public Proto.Address ToProto() => new()
        {
            Name = Name ?? "",
            Line1 = Line1 ?? "",
            Line2 = Line2 ?? "",
            City = City ?? "",
            Region = Region ?? "",
            PostalCode = PostalCode ?? "",
            Country = Country,
            Phone = Phone ?? "",
        };
    }

    /// <summary>A way to get it there.</summary>
    internal sealed record DeliveryOption
    {
        /// <summary>The delivery method's code.</summary>
        public required string Method { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>What it costs.</summary>
        public required Money Fee { get; init; }
    }
}

using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Method = Kontor.Contracts.Payments.V1.Method;

namespace Kontor.Gateway.Payments;

/// <summary>The ways to pay that the shop offers.</summary>
internal static class PaymentMethodPaths
{
    private static readonly Error s_unknown = new(ErrorKind.NotFound, "payments.unknown_method", "There is no such payment method. Look it up in GET /v1/payment-methods.");

    public static void MapPaymentMethods(this IEndpointRouteBuilder v1)
    {
        var methods = v1.MapGroup("/payment-methods").WithTags("Payments");
        methods.MapGet("", List).Is(new("listPaymentMethods", "How orders can be paid; staff see what is switched off, too.", PaymentsMethods.ListMethods.Access))
            .ReturnsPage<PaymentMethod>();
        methods.MapGet("/{code}", Get).Is(new("getPaymentMethod", "One way to pay.", PaymentsMethods.ListMethods.Access)).Returns<PaymentMethod>();
        methods.MapPatch("/{code}", Change)
            .Is(new("changePaymentMethod", "Switch a payment method on or off.", PaymentsMethods.UpdateMethod.Access) { TakesIfMatch = true }).Returns<PaymentMethod>();
    }

    private static Task<IResult> List(EdgeCall edge) =>
        edge.Call(PaymentsMethods.ListMethods, new Empty()).Ok(list => Paging.All<PaymentMethod>(edge, [.. list.Methods.Select(PaymentMethod.From)]));

    private static Task<IResult> Get(EdgeCall edge, string code) => edge.Call(PaymentsMethods.ListMethods, new Empty())
        .One(list => list.Methods.FirstOrDefault(method => method.Code == code), s_unknown, PaymentMethod.From, method => method.Version);

    private static Task<IResult> Change(EdgeCall edge, string code, PaymentMethodChanges body)
    {
        var request = new UpdateMethodRequest { Code = code, ExpectedVersion = edge.ExpectedVersion };
        if (body.Enabled is { } enabled)
        {
            request.Enabled = enabled;
        }

        return edge.Call(PaymentsMethods.UpdateMethod, request).Ok(PaymentMethod.From, method => method.Version);
    }

    /// <summary>A way to pay.</summary>
    internal sealed record PaymentMethod
    {
        /// <summary>What orders call it.</summary>
        public required string Code { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>Whether shoppers can choose it.</summary>
        public required bool Enabled { get; init; }

        /// <summary>Whether the order waits as pending until the money is there.</summary>
        public required bool PaidLater { get; init; }

        public static PaymentMethod From(Method method) => new() { Code = method.Code, Name = method.Name, Enabled = method.Enabled, PaidLater = method.PaidLater };
    }

    /// <summary>What to change in a payment method; the rest stays.</summary>
    internal sealed record PaymentMethodChanges
    {
        /// <summary>Whether shoppers can choose it.</summary>
        public bool? Enabled { get; init; }
    }
}

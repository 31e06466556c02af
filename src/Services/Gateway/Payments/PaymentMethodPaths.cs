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
    public static void MapPaymentMethods(this IEndpointRouteBuilder v1)
    {
        var methods = v1.MapGroup("/payment-methods").WithTags("Payments");
        methods.MapGet("", List).Is(new("listPaymentMethods", "How orders can be paid; staff see what is switched off, too.", PaymentsMethods.ListMethods.Access))
            .Returns<Page<PaymentMethod>>();
        methods.MapPatch("/{code}", Change).Is(new("changePaymentMethod", "Switch a payment method on or off.", PaymentsMethods.UpdateMethod.Access)).Returns<PaymentMethod>();
    }

    private static Task<IResult> List(EdgeCall edge) =>
        edge.Call(PaymentsMethods.ListMethods, new Empty()).Ok(list => Paging.All<PaymentMethod>([.. list.Methods.Select(PaymentMethod.From)]));

    private static Task<IResult> Change(EdgeCall edge, string code, PaymentMethodChanges body)
    {
        var request = new UpdateMethodRequest { Code = code };
        if (body.Enabled is { } enabled)
        {
            request.Enabled = enabled;
        }

        return edge.Call(PaymentsMethods.UpdateMethod, request).Ok(PaymentMethod.From);
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

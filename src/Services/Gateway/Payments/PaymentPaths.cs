using System.Text.Json.Serialization;
using Google.Protobuf;
using Kontor.Contracts.Payments.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Payments.V1;

namespace Kontor.Gateway.Payments;

/// <summary>The money of orders: what is paid, collected and given back.</summary>
internal static class PaymentPaths
{
    public static void MapPayments(this IEndpointRouteBuilder v1)
    {
        var payments = v1.MapGroup("/payments").WithTags("Payments");
        payments.MapGet("/{id}", Get).Is(new("getPayment", "One payment.", PaymentsMethods.GetPayment.Access)).Returns<Payment>();
        payments.MapPost("/{id}/capture", Capture)
            .Is(new("capturePayment", "Collect what is authorised.", PaymentsMethods.Capture.Access) { Key = KeyRule.Required }).Returns<Payment>();
        payments.MapPost("/{id}/refunds", Refund)
            .Is(new("refundPayment", "Give money back.", PaymentsMethods.Refund.Access) { Key = KeyRule.Required }).Returns<Payment>(StatusCodes.Status201Created);
        payments.MapPost("/callbacks/{provider}", TakeCallback).Is(new("takePaymentCallback", "What a payment provider calls.", PaymentsMethods.TakeCallback.Access)
        {
            Description = "Signed as in Standard Webhooks 1.0 (webhook-id, webhook-timestamp, webhook-signature). May come again and in any order.",
            Key = KeyRule.Ignored,

            // The payment that the body names knows its shop; providers call one address.
            InShop = false,
            NeedsNoCredentials = true,
        }).ReturnsNothing();
    }

    private static Task<IResult> Get(EdgeCall edge, string id) => edge.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { Id = id }).Ok(Payment.From);

    private static Task<IResult> Capture(EdgeCall edge, string id, Nothing? body) => edge.Call(PaymentsMethods.Capture, new CaptureRequest { Id = id }).Ok(Payment.From);

    private static Task<IResult> Refund(EdgeCall edge, string id, NewRefund body) =>
        edge.Call(PaymentsMethods.Refund, new RefundRequest { Id = id, Amount = body.Amount.ToProto(), Reason = body.Reason })
            .Created(payment => $"/v1/payments/{payment.Id}", Payment.From);

    private static async Task<IResult> TakeCallback(EdgeCall edge, HttpContext http, string provider)
    {
        // As it came, byte for byte: the signature is over it.
        var body = await ByteString.FromStreamAsync(http.Request.Body, edge.Aborted);
        var headers = http.Request.Headers;
        return await edge.Call(PaymentsMethods.TakeCallback, new TakeCallbackRequest
        {
            Provider = provider,
            WebhookId = headers["webhook-id"].ToString(),
            WebhookTimestamp = headers["webhook-timestamp"].ToString(),
            WebhookSignature = headers["webhook-signature"].ToString(),
            Body = body,
        }).NoContent();
    }

    /// <summary>No members: all of it is captured. May be left out; an amount would be a part, which can't be captured, so it isn't passed over.</summary>
    internal sealed record Nothing;

    /// <summary>Money to give back.</summary>
    internal sealed record NewRefund
    {
        /// <summary>How much.</summary>
        public required Money Amount { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }
    }

    /// <summary>The payment of an order.</summary>
    internal sealed record Payment
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>What it pays for.</summary>
        public required string OrderId { get; init; }

        /// <summary>The payment method's code.</summary>
        public required string Method { get; init; }

        /// <summary>created, authorized, captured, failed, cancelled, expired, partially_refunded, refunded.</summary>
        public required string Status { get; init; }

        /// <summary>What is to be paid.</summary>
        public required Money Amount { get; init; }

        /// <summary>What of it was collected.</summary>
        public required Money Captured { get; init; }

        /// <summary>What of that was given back.</summary>
        public required Money Refunded { get; init; }

        /// <summary>Why it failed, when it did.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Failure { get; init; }

        /// <summary>The last digits of the card, when it is one.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? CardLast4 { get; init; }

        /// <summary>What a bank transfer must say, when it is one.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Reference { get; init; }

        /// <summary>When it was started.</summary>
        public required DateTime CreatedAt { get; init; }

        public static Payment From(Proto.Payment payment) => new()
        {
            Id = payment.Id,
            OrderId = payment.OrderId,
            Method = payment.Method,
            Status = payment.Status,
            Amount = Money.From(payment.Amount),
            Captured = Money.OrNothing(payment.Captured, payment.Amount.Currency),
            Refunded = Money.OrNothing(payment.Refunded, payment.Amount.Currency),
            Failure = Text.OrNull(payment.Failure),
            CardLast4 = Text.OrNull(payment.CardLast4),
            Reference = Text.OrNull(payment.Reference),
            CreatedAt = payment.CreatedAt.ToDateTime(),
        };
    }
}

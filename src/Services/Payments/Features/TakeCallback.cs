using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Takes what a card provider tells us by itself, such as an approval that came after we had given up.</summary>
internal sealed class TakeCallback(Database db, PaymentChanges changes, CardProviderSettings settings, ProviderSecrets secrets, TimeProvider clock)
{
    private const int LargestBody = 20 * 1024;

    public async Task<Result<Empty>> Handle(TakeCallbackRequest request, CallContext call)
    {
        if (request.Provider != "card")
        {
            return PaymentsErrors.UnknownProvider;
        }

        if (request.Body.Length > LargestBody)
        {
            return PaymentsErrors.InvalidCallback;
        }

        var secret = settings.CallbackSecret ?? await secrets.Get(ProviderSecrets.CardCallbacks, call.Aborted);
        if (request.WebhookId.Length == 0
            || !WebhookSignature.IsValid(secret, request.WebhookId, request.WebhookTimestamp, request.WebhookSignature, request.Body.Span, clock.GetUtcNow()))
        {
            return PaymentsErrors.BadSignature;
        }

        if (Read(request.Body.Span) is not { Type: { } type, Data: { } data })
        {
            return PaymentsErrors.InvalidCallback;
        }

        // A provider has one address of ours for all shops; the payment tells which one it is about.
        var payment = await db.AcrossShops().Find<PaymentRow>($"SELECT {PaymentRow.Columns} FROM payment WHERE id = {data.Key}", call.Aborted);
        if (payment is null)
        {
            return new Empty();
        }

        var seen = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(request.WebhookId)).AsSpan(0, 16));
        return await db.In(new ShopId(payment.ShopId)).Transaction<Empty>(
            async transaction =>
            {
                if (await transaction.Execute($"INSERT INTO taken_callback (id, taken_at) VALUES ({seen}, {clock.GetUtcNow()}) ON CONFLICT DO NOTHING") == 1)
                {
                    await Apply(transaction, payment, type, data);
                }

                return new Empty();
            },
            call.Aborted);
    }

    /// <summary>Each step is conditional, so callbacks that overtake each other, or our own answer, do no harm.</summary>
    private async Task Apply(Transaction transaction, PaymentRow payment, string type, CallbackData data)
    {
        switch (type)
        {
            case "authorisation.approved":
                if (await changes.Move(transaction, payment, $"status = 'created' AND method = 'card'", $"status = 'authorized'", "") is null)
                {
                    await LetGoIfOver(transaction, payment);
                }

                break;
            case "authorisation.declined":
                await changes.Move(transaction, payment, $"status = 'created' AND method = 'card'", $"status = 'failed', failure = 'card_declined'", "card_declined");
                break;
            case "capture.succeeded":
                if (await changes.Capture(transaction, payment) is null)
                {
                    await LetGoIfOver(transaction, payment);
                }

                break;
            case "refund.succeeded":
                await transaction.Execute(
                    $"UPDATE refund SET state = 'done' WHERE shop_id = {payment.ShopId} AND payment_id = {payment.Id} AND id = {data.RefundKey} AND state = 'pending'");
                break;
        }
    }

    private static Task<int> LetGoIfOver(Transaction transaction, PaymentRow payment) =>
        transaction.Execute(
            $"""
            UPDATE payment SET void_pending = true, void_retry_at = NULL
            WHERE shop_id = {payment.ShopId} AND id = {payment.Id} AND method = 'card' AND status IN ('failed', 'cancelled')
            """);

    private static Callback? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Callback>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Callback(string? Type, CallbackData? Data);

    private sealed record CallbackData(Guid Key, Guid RefundKey);
}

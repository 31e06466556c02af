using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kontor.Payments.Provider;
using Microsoft.AspNetCore.Http;

namespace Kontor.Payments.Sandbox;

/// <summary>
/// A card provider to try things with: it approves, declines, is slow or silent by card number, as the sandboxes of real ones do. It
/// is reached by HTTP like a real one and shares nothing with our side but the key in the Authorization header.
/// </summary>
internal sealed class CardSandbox(SandboxLedger ledger, ProviderSecrets secrets, TimeProvider clock)
{
    private const string Authorisations = CardProvider.SandboxPath + "/authorisations";

    public async Task Serve(HttpContext context)
    {
        var aborted = context.RequestAborted;
        try
        {
            if (!await IsOurs(context, aborted))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            var steps = context.Request.Path.StartsWithSegments(Authorisations, StringComparison.Ordinal, out var rest)
                ? (rest.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)
                : ["nowhere"];
            var served = (context.Request.Method, steps) switch
            {
                ("POST", []) => Authorise(context, aborted),
                ("GET", [var key]) when Guid.TryParse(key, out var id) => Answer(context, id, refused: false, aborted),
                ("POST", [var key, "capture"]) when Guid.TryParse(key, out var id) => Capture(context, id, aborted),
                ("POST", [var key, "void"]) when Guid.TryParse(key, out var id) => Void(context, id, aborted),
                ("POST", [var key, "refunds"]) when Guid.TryParse(key, out var id) => Refund(context, id, aborted),
                _ => NotFound(context),
            };
            await served;
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The caller lost patience, which is what the slow and the silent card are for.
        }
    }

    private async Task<bool> IsOurs(HttpContext context, CancellationToken aborted)
    {
        var right = $"Bearer {await secrets.Get(ProviderSecrets.SandboxKey, aborted)}";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes(right));
    }

    private async Task Authorise(HttpContext context, CancellationToken aborted)
    {
        var wanted = await Body<Wanted>(context, aborted);
        var card = SandboxCards.Of(wanted.Card?.Number ?? "");
        await ledger.Begin(wanted.Key, wanted.Amount, wanted.Currency ?? "", card, aborted);
        if (card.Work > TimeSpan.Zero)
        {
            // A caller that hangs up doesn't stop a provider's work.
            await Task.Delay(card.Work, clock, CancellationToken.None);
            await ledger.Approve(wanted.Key, CancellationToken.None);
        }

        await Task.Delay(card.Silence, clock, aborted);
        await Answer(context, wanted.Key, refused: false, aborted);
    }

    private async Task Capture(HttpContext context, Guid key, CancellationToken aborted)
    {
        await ledger.Capture(key, aborted);
        await Answer(context, key, (await ledger.Find(key, aborted))?.Status is not "captured", aborted);
    }

    private async Task Void(HttpContext context, Guid key, CancellationToken aborted)
    {
        await ledger.Void(key, aborted);
        await Answer(context, key, (await ledger.Find(key, aborted))?.Status is "captured", aborted);
    }

    private async Task Refund(HttpContext context, Guid key, CancellationToken aborted)
    {
        var refund = await Body<WantedRefund>(context, aborted);
        if (await ledger.Find(key, aborted) is null)
        {
            await NotFound(context);
            return;
        }

        await Answer(context, key, refused: refund.Amount <= 0 || !await ledger.Refund(key, refund.Key, refund.Amount, aborted), aborted);
    }

    private async Task Answer(HttpContext context, Guid key, bool refused, CancellationToken aborted)
    {
        if (await ledger.Find(key, aborted) is not { } found)
        {
            await NotFound(context);
            return;
        }

        context.Response.StatusCode = refused ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        var reason = refused ? $"it is {found.Status}" : found.Reason;
        await context.Response.WriteAsJsonAsync(new { key, status = found.Status, reference = $"sandbox_{key:N}", reason }, aborted);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task<T> Body<T>(HttpContext context, CancellationToken aborted)
        where T : class =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, JsonSerializerOptions.Web, aborted) ?? throw new JsonException("There is no body.");

    private sealed record Wanted(Guid Key, long Amount, string? Currency, WantedCard? Card);

    private sealed record WantedCard(string? Number);

    private sealed record WantedRefund(Guid Key, long Amount);
}

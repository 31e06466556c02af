using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Storage;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.Logging;

namespace Kontor.Payments.Provider;

/// <summary>
/// Speaks to the card provider. Every request carries a key of ours, so each may be sent again: the payment's id is the key of its
/// authorisation, a refund's id that of the refund. Never called inside a database transaction, and never logs what it sends.
/// </summary>
internal sealed class CardProvider(
    CardProviderSettings settings, ProviderSecrets secrets, HostAddresses addresses, TimeProvider clock, ILogger<CardProvider> logger) : IDisposable
{
    /// <summary>Where the sandbox is on the admin port.</summary>
    public const string SandboxPath = "/sandbox/card";

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // A proxy of the machine's has no business with card data, and a changed DNS entry must be seen.
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <summary>Asks for the money to be held.</summary>
    /// <param name="payment">What is to be paid.</param>
    /// <param name="card">With which card.</param>
    /// <param name="patience">How long to wait at most; the provider's own limit may be shorter.</param>
    /// <param name="aborted">Signalled when nobody waits any more.</param>
    public Task<CardAnswer> Authorise(PaymentRow payment, Card card, TimeSpan patience, CancellationToken aborted) =>
        Send(
            HttpMethod.Post,
            "authorisations",
            new
            {
                key = payment.Id,
                amount = payment.Amount,
                currency = payment.Currency,
                card = new { number = card.Number, expiryMonth = card.ExpiryMonth, expiryYear = card.ExpiryYear, cvc = card.Cvc },
            },
            patience,
            aborted);

    /// <summary>Asks how an authorisation stands.</summary>
    public Task<CardAnswer> Find(PaymentRow payment, CancellationToken aborted) => Send(HttpMethod.Get, $"authorisations/{payment.Id}", null, settings.Patience, aborted);

    /// <summary>Takes the money that is held.</summary>
    public Task<CardAnswer> Capture(PaymentRow payment, CancellationToken aborted) => Send(HttpMethod.Post, $"authorisations/{payment.Id}/capture", null, settings.Patience, aborted);

    /// <summary>Has the money let go, also for an authorisation that the provider hasn't heard of yet: it will refuse it then.</summary>
    public Task<CardAnswer> Void(PaymentRow payment, CancellationToken aborted) => Send(HttpMethod.Post, $"authorisations/{payment.Id}/void", null, settings.Patience, aborted);

    /// <summary>Gives captured money back.</summary>
    /// <param name="payment">The payment's id.</param>
    /// <param name="refund">The refund's own key.</param>
    /// <param name="amount">Minor units.</param>
    /// <param name="aborted">Signalled when nobody waits any more.</param>
    public Task<CardAnswer> Refund(Guid payment, Guid refund, long amount, CancellationToken aborted) =>
        Send(HttpMethod.Post, $"authorisations/{payment}/refunds", new { key = refund, amount }, settings.Patience, aborted);

    public void Dispose() => _http.Dispose();

    private async Task<CardAnswer> Send(HttpMethod method, string path, object? body, TimeSpan patience, CancellationToken aborted)
    {
        var limit = patience < settings.Patience ? patience : settings.Patience;
        if (limit <= TimeSpan.Zero || (settings.Url ?? Sandbox()) is not { } url)
        {
            return CardAnswer.Silent;
        }

        using var waiting = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, aborted);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(url, path)) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key ?? await secrets.Get(ProviderSecrets.SandboxKey, either.Token));
            using var response = await _http.SendAsync(request, either.Token);
            return await Read(response, either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            logger.LogWarning("The card provider gave no answer to {Method} {Path} ({Reason}).", method, path, exception.Message);
            return CardAnswer.Silent;
        }
    }

    private Uri? Sandbox() => addresses.Admin is { } admin ? new Uri(admin, SandboxPath + "/") : null;

    private async Task<CardAnswer> Read(HttpResponseMessage response, CancellationToken aborted)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                var said = await response.Content.ReadFromJsonAsync<Said>(JsonSerializerOptions.Web, aborted);
                return Enum.TryParse<CardState>(said?.Status, ignoreCase: true, out var state) ? new(state, Clean(said!.Reference), Clean(said.Reason)) : CardAnswer.Silent;
            case HttpStatusCode.Conflict:
                var refused = await response.Content.ReadFromJsonAsync<Said>(JsonSerializerOptions.Web, aborted);
                return new(CardState.Refused, Clean(refused?.Reference), Clean(refused?.Reason));
            case HttpStatusCode.NotFound:
                return new(CardState.Unknown);
            default:
                logger.LogWarning("The card provider answered {Status}.", (int)response.StatusCode);
                return CardAnswer.Silent;
        }
    }

    // What comes from outside must be storable and may not flood us.
    private static string Clean(string? text) => new([.. (text ?? "").Where(letter => letter is >= ' ' and <= '~').Take(100)]);

    private sealed record Said(string? Status, string? Reference, string? Reason);
}

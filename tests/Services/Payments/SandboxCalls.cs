using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

/// <summary>Speaks to the sandbox as the adapter does.</summary>
internal static class SandboxCalls
{
    /// <summary>Sends an authorisation for a payment and tells how it stands then.</summary>
    public static async Task<string> SandboxAuthorises(this TestInstallation installation, string payment, string card)
    {
        using var http = await installation.SandboxHttp();
        using var answer = await http.PostAsJsonAsync(
            "/sandbox/card/authorisations", new { key = payment, amount = 100, currency = "EUR", card = new { number = card, expiryMonth = 12, expiryYear = 2049, cvc = "123" } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }

    public static async Task<HttpClient> SandboxHttp(this TestInstallation installation)
    {
        var key = await installation.Ask<string>("SELECT value FROM payments.provider_secret WHERE name = 'sandbox.key'");
        return new HttpClient { BaseAddress = installation.App.AdminAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    }
}

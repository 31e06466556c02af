using Kontor.Platform.Failures;
using Kontor.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Hosting;

/// <summary>Whether the process lives, and whether it can serve: the two questions of a load balancer.</summary>
internal static class HealthPages
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication web, IReadOnlyList<RunningService> services)
    {
        web.MapGet("/health/live", () => Results.Json(new { status = "live" })).ExcludeFromDescription();
        web.MapGet("/health/ready", async (CancellationToken aborted) =>
        {
            var states = await Task.WhenAll(services.Select(service => Ask(service, aborted)));
            var ready = Array.TrueForAll(states, state => state.Ready);
            return Results.Json(
                new { status = ready ? "ready" : "unavailable", services = states.ToDictionary(state => state.Name, state => state.Ready ? "ready" : "database unreachable") },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }

    private static async Task<(string Name, bool Ready)> Ask(RunningService service, CancellationToken aborted)
    {
        if (service.Provider.GetService<Database>() is not { } database)
        {
            return (service.Name, true);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(s_patience);
        try
        {
            return (service.Name, await database.AcrossShops().Find<int>($"SELECT 1", patience.Token) == 1);
        }
        catch (Exception exception) when (ExpectedFailures.Explain(exception, patience.Token) is not null)
        {
            return (service.Name, false);
        }
    }
}

using Kontor.Platform.Messaging;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Waits until the reports have heard of all that was imported.</summary>
internal sealed class ReportsFollow(EventDesk events, TimeProvider clock)
{
    private const string Reports = "reports";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Whether they have; after some minutes it isn't waited for them any more, and they follow by themselves as soon as they can.</returns>
    public async Task<bool> Wait(Action<ImportStep> progress, CancellationToken cancellation)
    {
        var (until, head, first) = (clock.GetUtcNow() + s_patience, (long?)null, (long?)null);
        while (clock.GetUtcNow() < until)
        {
            var isLogged = (await events.Waiting(cancellation)).Values.Sum() == 0;
            if ((await events.Consumers(cancellation)).FirstOrDefault(consumer => consumer.Name == Reports) is { } reports)
            {
                // What others tell from then on isn't waited for.
                head ??= isLogged ? reports.Position + reports.Lag : null;
                if (reports.Position >= head)
                {
                    progress(new ImportStep("Reports", 1));
                    return true;
                }

                first ??= reports.Lag;
                progress(new ImportStep("Reports", first == 0 ? 0 : Math.Clamp(1 - ((double)reports.Lag / first.Value), 0, 0.99)));
            }

            await Task.Delay(s_pause, clock, cancellation);
        }

        return false;
    }
}

using System.Diagnostics;

namespace Kontor.Inventory.Tests.Properties;

/// <summary>A command that was done, when it was, and what it was answered.</summary>
internal sealed record Done(int Client, StockCommand Command, long Began, long Ended, string Answer)
{
    public static async Task<IReadOnlyList<Done>> At(RealStock real, int client, IEnumerable<StockCommand> commands)
    {
        var done = new List<Done>();
        foreach (var command in commands)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await real.Do(command);
            done.Add(new Done(client, command, began, Stopwatch.GetTimestamp(), answer));
        }

        return done;
    }

    public override string ToString() => $"client {Client}: {Command} → {Answer}";
}

/// <summary>
/// Looks for an order in which commands that ran at once could have run one after the other: with every answer as it was given and the state as it was found at the end. Two
/// commands of which one ended before the other began keep their order.
/// </summary>
internal static class SomeOrder
{
    public static bool Explains(StockModel start, IReadOnlyList<Done> history, StockModel end) => Search(start, history, end.ToString(), []);

    private static bool Search(StockModel state, IReadOnlyList<Done> left, string end, HashSet<string> seen)
    {
        if (left.Count == 0)
        {
            return state.ToString() == end;
        }

        if (!seen.Add($"{string.Join(' ', left.Select(done => done.Began))} {state}"))
        {
            return false;
        }

        var firstEnd = left.Min(done => done.Ended);
        return left.Where(done => done.Began <= firstEnd).Any(next =>
        {
            var (after, answer) = state.Do(next.Command);
            return answer == next.Answer && Search(after, [.. left.Where(done => done != next)], end, seen);
        });
    }
}

using System.CommandLine;
using System.Text.Json;
using Kontor.Platform.Messaging;

namespace Kontor.Host.Commands;

/// <summary><c>kontor events</c>: how events get along, and what to do about those that a consumer couldn't handle.</summary>
internal static class EventsCommand
{
    private const int Most = 1_000;

    public static Command Build()
    {
        var (home, json) = (SharedOptions.Home(), SharedOptions.Json());
        var command = new Command("events", "Show how far each consumer of events has come, and handle those events that failed.") { home, json };
        command.SetAction(parsed => In(parsed, home, (events, cancellation) => Status(events, parsed.GetValue(json), cancellation)));
        command.Subcommands.Add(Failed());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Replay());
        command.Subcommands.Add(Discard());
        command.Subcommands.Add(Forget());
        return command;
    }

    private static Command Failed()
    {
        var (home, json, consumer) = (SharedOptions.Home(), SharedOptions.Json(), Consumer());
        var all = new Option<bool>("--all") { Description = "Show those, too, that are still tried again by themselves." };
        var command = new Command("failed", "List the dead letters: events that a consumer couldn't handle, however often it was tried.") { home, consumer, all, json };
        command.SetAction(parsed => In(parsed, home, async (events, cancellation) =>
        {
            var failed = await events.Failed(parsed.GetValue(consumer), onlyDead: !parsed.GetValue(all), Most, cancellation);
            if (parsed.GetValue(json))
            {
                Terminal.Line(JsonSerializer.Serialize(new { items = failed }, JsonSerializerOptions.Web));
                return 0;
            }

            foreach (var one in failed)
            {
                Terminal.Line($"{one.Position,10}  {one.Consumer,-10} {one.Type,-20} {one.Key}  {State(one)}");
                Terminal.Line($"            {(one.Error.Length > 0 ? one.Error : "waits for an earlier event with the same key")}");
            }

            Terminal.Line(failed.Count == 0 ? "Nothing failed." : "Mend the cause, then have them tried again: kontor events replay [POSITION]");
            return 0;
        }));
        return command;
    }

    private static Command Show()
    {
        var (home, consumer, position) = (SharedOptions.Home(), Consumer(), Position(ArgumentArity.ExactlyOne));
        var command = new Command("show", "Print a failed event in full, as a CloudEvent.") { position, home, consumer };
        command.SetAction(parsed => In(parsed, home, async (events, cancellation) =>
        {
            var wanted = parsed.GetValue(position);
            if (await events.Find(parsed.GetValue(consumer), wanted!.Value, cancellation) is not { } found)
            {
                return NotFound(wanted);
            }

            Terminal.Line(found.CloudEvent.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            return 0;
        }));
        return command;
    }

    private static Command Replay()
    {
        var (home, json, consumer, position) = (SharedOptions.Home(), SharedOptions.Json(), Consumer(), Position(ArgumentArity.ZeroOrOne));
        var command = new Command("replay", "Have dead letters tried again: the one at a position, or all of them.") { position, home, consumer, json };
        command.SetAction(parsed => In(parsed, home, async (events, cancellation) =>
        {
            var wanted = parsed.GetValue(position);
            var replayed = await events.Replay(parsed.GetValue(consumer), wanted, cancellation);
            if (replayed == 0 && wanted is not null)
            {
                return NotFound(wanted);
            }

            Terminal.Line(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { replayed }, JsonSerializerOptions.Web)
                : replayed == 0 ? "There are no dead letters." : $"{Count(replayed)} tried again now, as soon as the program runs. See what became of it: kontor events");
            return 0;
        }));
        return command;
    }

    private static Command Discard()
    {
        var (home, position) = (SharedOptions.Home(), Position(ArgumentArity.ExactlyOne));
        var consumer = Consumer();
        consumer.Required = true;
        var command = new Command("discard", "Give up a failed event for good. Its consumer will never have handled it; 'kontor events show' prints it first.") { position, home, consumer };
        command.SetAction(parsed => In(parsed, home, async (events, cancellation) =>
        {
            var wanted = parsed.GetValue(position)!.Value;
            if (!await events.Discard(parsed.GetValue(consumer)!, wanted, cancellation))
            {
                return NotFound(wanted);
            }

            Terminal.Line($"The event at {wanted} is given up.");
            return 0;
        }));
        return command;
    }

    private static Command Forget()
    {
        var home = SharedOptions.Home();
        var name = new Argument<string>("name") { Description = "The consumer, as 'kontor events' shows it.", HelpName = "NAME" };
        var command = new Command("forget", "Forget a consumer that listens no more, so that events needn't be kept for it.") { name, home };
        command.SetAction(parsed => In(parsed, home, async (events, cancellation) =>
        {
            var forgotten = await events.Forget(parsed.GetValue(name)!, cancellation);
            (forgotten ? (Action<string>)Terminal.Line : Terminal.Error)(forgotten ? "It is forgotten." : "kontor: there is no such consumer. See which there are: kontor events");
            return forgotten ? 0 : 1;
        }));
        return command;
    }

    private static async Task<int> Status(EventDesk events, bool json, CancellationToken cancellation)
    {
        var consumers = await events.Consumers(cancellation);
        var waiting = await events.Waiting(cancellation);
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(new { consumers, waiting }, JsonSerializerOptions.Web));
            return 0;
        }

        Terminal.Line($"{"consumer",-12}{"has read up to",16}{"behind by",12}{"retrying",10}{"dead",6}");
        foreach (var consumer in consumers)
        {
            Terminal.Line($"{consumer.Name,-12}{consumer.Position,16}{consumer.Lag,12}{consumer.Retrying,10}{consumer.Dead,6}");
        }

        var unlogged = waiting.Values.Sum();
        Terminal.Line(unlogged == 0 ? "Every committed event is in the log." : $"{Count((int)unlogged)} not in the log yet; the running program moves them there.");
        if (consumers.Any(consumer => consumer.Dead > 0))
        {
            Terminal.Line("There are dead letters. See them: kontor events failed");
        }

        return 0;
    }

    private static Task<int> In(ParseResult parsed, Option<string?> home, Func<EventDesk, CancellationToken, Task<int>> work) => Terminal.Run(async cancellation =>
    {
        var folder = SharedOptions.HomeOf(parsed, home);
        if (CommandSession.NoDataIn(folder) is { } complaint)
        {
            Terminal.Error(complaint);
            return 1;
        }

        await using var session = await CommandSession.Open(folder, cancellation);
        return await work(session.App.Events, cancellation);
    });

    private static string State(FailedEvent failed) => failed.DeadAt is { } dead ? $"dead since {dead:u} after {failed.Attempts} attempts"
        : failed.Attempts == 0 ? "waiting" : $"tried {failed.Attempts} times, again at {failed.NextAt:u}";

    private static string Count(int events) => events == 1 ? "1 event is" : $"{events} events are";

    private static int NotFound(long? position)
    {
        Terminal.Error($"kontor: no failed event is at position {position}. See which there are: kontor events failed --all");
        return 1;
    }

    private static Option<string?> Consumer() => new("--consumer") { Description = "The service that couldn't handle it. Default: all", HelpName = "NAME" };

    private static Argument<long?> Position(ArgumentArity arity) => new("position") { Description = "Where it stands in the log, as 'kontor events failed' shows it.", HelpName = "POSITION", Arity = arity };
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kontor.Input.Api;
using Kontor.Testing;
using Xunit.Abstractions;

namespace Kontor.Input.Fuzz;

/// <summary>
/// Several people at once send random requests, right ones and nearly right ones, to every path that the API's description has. Set
/// KONTOR_FUZZ_SEED to what a run printed, and KONTOR_FUZZ_CLIENTS=1, to have the same requests again; KONTOR_FUZZ_SECONDS makes it longer.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string Done = "done";

    private static readonly bool s_all = Environment.GetEnvironmentVariable("KONTOR_TEST_ALL") == "1";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private static readonly int s_seed = Setting("KONTOR_FUZZ_SEED", Environment.TickCount & 0xFFFFFF);
    private static readonly int s_clients = Setting("KONTOR_FUZZ_CLIENTS", 6);
    private static readonly int s_seconds = Setting("KONTOR_FUZZ_SECONDS", s_all ? 60 : 5);

    [Fact]
    public async Task Random_requests_break_nothing()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        await using (installation.App)
        {
            var shop = await installation.NewShop();
            var people = await People.Of(shop, await installation.NewShop());
            var api = await ApiDocument.Read(people.Guest.Http);
            var learned = new Learned();
            learned.Add("media.picture", Path.GetFileName(await new Things(shop, people).Picture()));
            var tally = new ConcurrentDictionary<(string Id, string Outcome), int>();
            var complaints = new ConcurrentQueue<string>();
            var time = Stopwatch.StartNew();

            // With --all every path has to be gone to its end; a slow machine gets the time to get there.
            bool GoesOn() => complaints.IsEmpty && (time.Elapsed.TotalSeconds < s_seconds || (s_all && time.Elapsed < s_patience && NeverDone(api, tally).Count > 0));

            await Task.WhenAll(Enumerable.Range(0, s_clients).Select(number => Task.Run(async () =>
            {
                var random = new Random(s_seed + number);
                var inventor = new Inventor(learned, random, number);
                while (GoesOn())
                {
                    var operation = Choose(api, tally, random);
                    var person = Choose(people, operation, random);
                    var invention = inventor.Think(operation);
                    var seen = await Send(person, operation, invention);
                    tally.AddOrUpdate((operation.Id, seen.Accepted ? Done : seen.MediaType == "application/problem+json" ? seen.Code : ""), 1, (_, count) => count + 1);
                    if (seen.WrongAtAll() is { } wrong)
                    {
                        complaints.Enqueue($"{wrong}\n  asked by {person.Name}: {invention}");
                    }

                    if (seen.Status == 404 && invention.About is { } gone && person.May >= Lowest.Staff)
                    {
                        learned.Forget(gone);
                    }

                    if (seen is { Accepted: true, MediaType: "application/json", Text.Length: > 0 })
                    {
                        learned.Take(operation, seen.Body);
                    }
                }
            })));

            Report(api, tally);
            Assert.True(complaints.IsEmpty, $"Seed {s_seed}: {string.Join('\n', complaints.Take(10))}");
            Assert.True(NeverDone(api, tally).Count <= (s_all ? 0 : api.Operations.Count / 2), $"Seed {s_seed}, never done: {string.Join(", ", NeverDone(api, tally))}");
            await installation.InvariantsHold();
        }
    }

    /// <summary>Where no request was accepted, though a right one is possible.</summary>
    private static List<string> NeverDone(ApiDocument api, ConcurrentDictionary<(string Id, string Outcome), int> tally) =>
        [.. api.Operations.Where(operation => !Samples.Of(operation).IsForeign && !tally.ContainsKey((operation.Id, Done))).Select(operation => operation.ToString())];

    private static ApiOperation Choose(ApiDocument api, ConcurrentDictionary<(string Id, string Outcome), int> tally, Random random)
    {
        var undone = random.Next(4) == 0 ? api.Operations.Where(operation => !Samples.Of(operation).IsForeign && !tally.ContainsKey((operation.Id, Done))).ToList() : [];
        if (undone.Count > 0)
        {
            return undone[random.Next(undone.Count)];
        }

        // What is deleted can't be used any more, and a password takes a core for a tenth of a second, so there is less of that.
        var operation = api.Operations[random.Next(api.Operations.Count)];
        return (operation.Method == "DELETE" || operation.Id is "register" or "logIn" or "changeMe") && random.Next(4) > 0 ? Choose(api, tally, random) : operation;
    }

    private static Person Choose(People people, ApiOperation operation, Random random)
    {
        var able = people.All.Where(person => person.May >= operation.Lowest && !person.FromAnotherShop && !(operation.ForPeopleOnly && person.IsProgram)).ToList();
        return random.Next(100) < 80 ? able[random.Next(able.Count)] : people.All[random.Next(people.All.Count)];
    }

    private static Task<Seen> Send(Person person, ApiOperation operation, Invention invention)
    {
        var request = Seen.Request(operation, invention.Path, invention.Body);
        request.Headers.Remove("Idempotency-Key");
        foreach (var (name, value) in new[] { ("Idempotency-Key", invention.Key), ("If-Match", invention.IfMatch) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return Seen.Send(person.Http, request, $"{operation}");
    }

    private static int Setting(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    private void Report(ApiDocument api, ConcurrentDictionary<(string Id, string Outcome), int> tally)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {s_seed}, {s_clients} clients, {tally.Values.Sum()} requests.");
        foreach (var operation in api.Operations)
        {
            var refusals = tally.Where(one => one.Key.Id == operation.Id && one.Key.Outcome != Done).OrderByDescending(one => one.Value).ToList();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{tally.GetValueOrDefault((operation.Id, Done)),7} done {refusals.Sum(one => one.Value),7} refused  {operation}  ({string.Join(", ", refusals.Take(4).Select(one => $"{one.Key.Outcome} {one.Value}"))})");
        }

        output.WriteLine(text.ToString());
    }
}

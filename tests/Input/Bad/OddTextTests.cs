using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kontor.Input.Api;

namespace Kontor.Input.Bad;

/// <summary>
/// SQL, script and curious characters in every text of every request: refused, or kept and given back as they came. Numbers at the edge of
/// what there is, likewise.
/// </summary>
public sealed class OddTextTests(InputShop shop) : IClassFixture<InputShop>
{
    /// <summary>In the fast suite each place has its share of the texts, another one than its neighbour.</summary>
    private static readonly int s_share = Environment.GetEnvironmentVariable("KONTOR_TEST_ALL") == "1" ? 1 : 5;

    private static readonly string[] s_numbers =
    [
        "0", "-0", "-1", "1", "1.0", "1e2", "1E+2", "100", "1000", "2147483647", "-2147483648", "9223372036854775807", "-9223372036854775808", "1000000000001", "-1000000000001", "1e18",
    ];

    [Fact]
    public async Task Odd_texts_are_refused_or_come_back_as_they_were_sent()
    {
        var trial = new Trial();
        var tries = new List<Try>();
        foreach (var operation in shop.Api.Operations.Where(operation => operation.Body is not null))
        {
            var sample = Samples.Of(operation);
            var ask = await Plain(operation);
            var texts = sample.Sparse ? OddTexts.Some : OddTexts.All;
            tries.AddRange(
                from place in Places.Of(ask.Json, operation.Body!).Where(place => place.Schema.Type == "string" || place.HasFreeName)
                from text in texts.Where((_, index) => (index + place.Pointer.Length) % s_share == 0)
                from asName in place.HasFreeName ? new[] { true, false } : [false]
                select new Try(operation, ask, place, text, asName));
        }

        var refused = new ConcurrentQueue<Try>();
        var keptAsSent = 0;
        await shop.Things.ForgetFailedSignIns();
        await trial.All(tries, async one =>
        {
            var (seen, back) = await Send(one);
            if (!seen.Accepted)
            {
                refused.Enqueue(one);
            }

            Interlocked.Add(ref keptAsSent, back.Count);
            return seen.WrongAtAll() ?? back.Select(text => WrongAsCopy(one, text)).FirstOrDefault(wrong => wrong is not null);
        });

        // Some were refused only because what they name wasn't there yet.
        var refusedAgain = new ConcurrentQueue<Try>();
        await trial.All(refused.Where(one => !Samples.Of(one.Operation).Consumes), async one =>
        {
            var (seen, _) = await Send(one);
            if (!seen.Accepted)
            {
                refusedAgain.Enqueue(one);
            }

            return seen.WrongAtAll();
        });

        // Once more, to see that they change nothing. What is refused for the state of things may be kept for repeats of the request.
        await shop.NothingChanges(trial, () => trial.All(refusedAgain, async one => (await Send(one)).Seen.WrongAsRefusal()), ".idempotency_key");
        Assert.True(refusedAgain.Count > 300, $"Only {refusedAgain.Count} were refused.");

        trial.NothingWasWrong();
        Assert.True(tries.Count > 1_500, $"Only {tries.Count} were tried.");
        Assert.True(keptAsSent > 300, $"Only {keptAsSent} came back.");
    }

    [Fact]
    public async Task Numbers_at_the_edge_are_refused_or_taken()
    {
        var trial = new Trial();
        var good = await shop.Good(shop.Api.Operations.Where(operation => operation.Body is not null));
        await trial.All(
            from one in good
            from place in Places.Of(one.Ask.Json, one.Operation.Body!).Where(place => place.Schema.Type is "integer" or "number")
            from number in s_numbers
            select (one.Operation, one.Ask, place.Pointer, number),
            async one => (await Seen.Send(
                shop.By(one.Operation).Http,
                Seen.Request(one.Operation, one.Ask.Path, JsonText.With(one.Ask.Json, one.Pointer, one.number)),
                $"{one.Operation} with {one.number} at '{one.Pointer}'")).WrongAtAll());

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 200, $"Only {trial.Requests} were tried.");
    }

    private async Task<Ask> Plain(ApiOperation operation)
    {
        var ask = await shop.Good(operation);
        return Samples.Of(operation).PlainBody is { } plain ? new Ask(ask.Path, await plain(shop.Things)) : ask;
    }

    /// <summary>Sends the request, and gives what came back of the text: in the answer, and when it is read again.</summary>
    private async Task<(Seen Seen, IReadOnlyList<string> Back)> Send(Try one)
    {
        var ask = Samples.Of(one.Operation).Consumes ? await Plain(one.Operation) : one.Ask;
        var http = shop.By(one.Operation).Http;
        var quoted = Encoding.UTF8.GetBytes(JsonText.Quote(one.Text));
        var body = one.AsName ? JsonText.WithName(ask.Json, one.Place.Pointer, quoted) : JsonText.With(ask.Json, one.Place.Pointer, quoted);
        var what = $"{one.Operation} with {Encoding.UTF8.GetString(quoted.AsSpan(0, Math.Min(80, quoted.Length)))} at '{one.Place.Pointer}'";
        var seen = await Seen.Send(http, Seen.Request(one.Operation, ask.Path, body), what);
        if (!seen.Accepted || seen.Text.Length == 0 || one.Text.Length == 0 || seen.Body.ValueKind != JsonValueKind.Object)
        {
            // An empty text may stand for nothing, and have something put in its place.
            return (seen, []);
        }

        var back = Find(seen.Body, one);
        if (seen.Location is { } location && back is not null)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, location);
            var read = await Seen.Send(http, again, what);
            return (seen, read.Accepted && Find(read.Body, one) is { } kept ? [back, kept] : [back]);
        }

        return (seen, back is null ? [] : [back]);
    }

    private static string? WrongAsCopy(Try one, string back) =>
        back == one.Text ? null : $"{one.Operation} with {JsonText.Quote(one.Text)[..Math.Min(80, JsonText.Quote(one.Text).Length)]} at '{one.Place.Pointer}' gave back {JsonText.Quote(back)[..Math.Min(80, JsonText.Quote(back).Length)]}.";

    /// <summary>What stands in the answer where the text stood in the request; null when the answer doesn't tell it.</summary>
    private static string? Find(JsonElement answer, Try one)
    {
        JsonNode? at = JsonNode.Parse(answer.GetRawText());
        var steps = one.Place.Pointer.Split('/').Skip(1).ToList();
        foreach (var step in one.AsName ? steps[..^1] : steps)
        {
            at = at switch
            {
                JsonObject members => members[step],
                JsonArray { Count: > 0 } items => items[0],
                _ => null,
            };
        }

        return one.AsName ? (at as JsonObject)?.Select(member => member.Key).FirstOrDefault() : at is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private sealed record Try(ApiOperation Operation, Ask Ask, Place Place, string Text, bool AsName);
}

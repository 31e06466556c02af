using Kontor.Input.Api;

namespace Kontor.Input.Bad;

[Collection(InputShop.Collection)]
public sealed class BrokenBodyTests(InputShop shop)
{
    [Fact]
    public async Task Every_broken_body_is_refused_on_every_path_and_changes_nothing()
    {
        var trial = new Trial();
        var good = await shop.Good(shop.Api.Operations.Where(operation => operation.Body is not null));
        await shop.NothingChanges(trial, () => trial.All(
            from one in good
            from broken in BrokenBodies.Of(one.Operation, one.Ask.Json)
            select (one.Operation, one.Ask.Path, Broken: broken),
            async one =>
            {
                var seen = await Send(shop.By(one.Operation).Http, one.Operation, one.Path, one.Broken);
                return one.Broken.Pointer is { } pointer ? seen.WrongAsFault(pointer) : seen.WrongAsRefusal(one.Broken.Statuses);
            }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 4_000, $"Only {trial.Requests} were tried.");
    }

    [Fact]
    public async Task What_pretends_to_come_from_a_payment_provider_is_refused_and_changes_nothing()
    {
        var trial = new Trial();
        var foreign = await shop.Good(shop.Api.Operations.Where(operation => Samples.Of(operation).IsForeign));
        await shop.NothingChanges(trial, () => trial.All(
                from call in foreign
                let good = JsonText.Of(call.Ask.Json)
                from body in new byte[][] { good, [], good[..^1], "null"u8.ToArray(), "[]"u8.ToArray(), [0xFF, 0x00], new byte[100_000], new byte[1_900_000], [.. Enumerable.Repeat((byte)'[', 10_000)] }
                from signature in new[] { null, "", "v1,", "v1,AAAA", "v1," + new string('A', 5_000), "v2,x v1,\t", "'; --" }
                from at in new[] { null, "", "0", "-1", "9223372036854775808", "1e400", "now", "1700000000" }
                select (call, body, signature, at),
                async one =>
                {
                    var request = Seen.Request(one.call.Operation, one.call.Ask.Path, one.body);
                    foreach (var (name, value) in new[] { ("webhook-id", one.signature), ("webhook-timestamp", one.at), ("webhook-signature", one.signature) })
                    {
                        if (value is not null)
                        {
                            request.Headers.TryAddWithoutValidation(name, value);
                        }
                    }

                    return (await Seen.Send(shop.People.Guest.Http, request, $"{one.call.Operation} signed '{one.signature}' at '{one.at}'")).WrongAsRefusal(400, 401);
                }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 100);
    }

    private static Task<Seen> Send(HttpClient http, ApiOperation operation, string path, BrokenBody broken)
    {
        var request = Seen.Request(operation, path, broken.Bytes, broken.ContentType);
        if (broken.InPieces)
        {
            request.Headers.TransferEncodingChunked = true;
        }

        return Seen.Send(http, request, $"{operation} {broken.What}");
    }
}

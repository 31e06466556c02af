using System.Globalization;
using Kontor.Input.Api;

namespace Kontor.Input.Bad;

/// <summary>What stands in addresses and headers.</summary>
[Collection(InputShop.Collection)]
public sealed class AddressTests(InputShop shop)
{
    private static readonly string[] s_ids =
    [
        "abc", "0", "-1", "1e400", "9223372036854775808", "NaN", "null", "undefined", "true", "%20", "%09", "%0A", "%01", "%7F", "'", "%27%3B%20DROP%20TABLE%20product%3B--", "%27%20OR%20%271%27%3D%271", "%22",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "..%2f..%2fetc%2fpasswd", "%2F", "%5C", "%25", "%2500", "%FF%FE", "%C3%28", "%C0%AF", "%ED%A0%80", "%F0%9F%98%80", "%C3%A9", "e%CC%81",
        "%E2%80%AEabc", "a%E2%80%8Bb", "%EF%BB%BFa", "%EF%BF%BF", "018f0000-0000-7000-8000-000000000000", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "%7B018f0000-0000-7000-8000-000000000000%7D", "018f000000007000800000000000000", "018F0000-0000-7000-8000-00000000000G", "urn:uuid:018f0000-0000-7000-8000-000000000000", "(018f0000-0000-7000-8000-000000000000)",
        new string('a', 101), new string('a', 6_000), "%00", "a%00b",
    ];

    private static readonly string[] s_cursors =
    [
        "", "x", "0", "-1", "1e400", "null", "%20", "%00", "a%00b", "%0A", "'", "%27%3B--", "%FF", "%C3%28", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "AAAA", "e30", "eyJhIjoxfQ", "bnVsbA", "W10", "%3D%3D%3D", "%2B%2F",
        "018f0000-0000-7000-8000-000000000000", "..%2f..", "a&after=b", new string('A', 6_000), "%3Cscript%3E", "1.5", "NaN", "101", "9223372036854775808", "2147483648", "true", "%7B%7D", "%5B%5D", "desc", "newest'", "estimated", "exact",
    ];

    [Fact]
    public async Task An_id_that_cannot_be_is_refused_on_every_path_and_changes_nothing()
    {
        var trial = new Trial();
        var good = await shop.Good(shop.Api.Operations.Where(operation => operation.PathParameters.Any()));
        await shop.NothingChanges(trial, () => trial.All(
            from one in good
            from id in s_ids
            select (one.Operation, one.Ask, id),
            async one =>
            {
                var (operation, ask, id) = one;
                var path = operation.PathParameters.Aggregate(operation.Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", id, StringComparison.Ordinal));
                var request = Seen.Request(operation, path, ask.Json is null ? null : JsonText.Of(ask.Json));
                request.RequestUri = AsItIs(shop.Installation.App.Address!, path);
                var seen = await Seen.Send(shop.By(operation).Http, request, $"{operation} of {id[..Math.Min(id.Length, 80)]}");

                // The server itself refuses U+0000 in an address, before any of our code runs.
                return id.Contains("%00", StringComparison.Ordinal) && seen is { Status: 400, Text: "" } ? null : seen.WrongAsRefusal(400, 401, 404, 405);
            }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 1_000, $"Only {trial.Requests} were tried.");
    }

    [Fact]
    public async Task Whatever_stands_in_a_query_is_answered_or_refused()
    {
        var trial = new Trial();
        foreach (var operation in shop.Api.Operations)
        {
            var ask = await shop.Good(operation);
            if (operation.Writes)
            {
                // Only what takes parameters, and without a body, so that nothing is done.
                ask = new Ask(ask.Path.Split('?')[0]);
            }

            await trial.All(
                from name in operation.QueryParameters.Select(parameter => parameter.Name).Append("unknown")
                from value in s_cursors
                select $"{ask.Path.Split('?')[0]}?{name}={value}",
                async path =>
                {
                    var request = Seen.Request(operation, path, ask.Json is null ? null : JsonText.Of(ask.Json));
                    request.RequestUri = AsItIs(shop.Installation.App.Address!, path);
                    return (await Seen.Send(shop.By(operation).Http, request, path[..Math.Min(path.Length, 160)])).WrongAtAll();
                });
        }

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 1_000, $"Only {trial.Requests} were tried.");
    }

    [Theory]
    [InlineData("Idempotency-Key", "idempotency.invalid", "", " ", "a\tb")]
    [InlineData("If-Match", "precondition.invalid", "1", "\"1", "\"", "", "W/1", "'1'", "\"1\", \"2\"", "\"a\"b\"", "NaN")]
    [InlineData("X-Shop", "shops.unknown", "", " ", "nobody", "ma in", "main;", "..", "'; DROP TABLE shop; --", "<script>", "main, main", "-1", "no-such-shop", "018f0000-0000-7000-8000-000000000000")]
    public async Task A_header_that_cannot_be_is_refused_on_every_path_that_takes_it(string header, string code, params string[] values)
    {
        var trial = new Trial();
        var good = await shop.Good(shop.Api.Operations.Where(operation => operation.Parameters.Any(parameter => parameter.In == "header" && parameter.Name == header)));
        await shop.NothingChanges(trial, () => trial.All(
            from one in good
            from value in values.Append(new string('9', 300))
            select (one.Operation, one.Ask, value),
            async one =>
            {
                var (operation, ask, value) = one;
                var request = Seen.Request(operation, ask.Path, ask.Json is null ? null : JsonText.Of(ask.Json));
                var http = shop.By(operation).Http;
                request.Headers.Remove(header);
                request.Headers.TryAddWithoutValidation(header, value);
                var seen = await Seen.Send(http, request, $"{operation} with {header}: {value}");
                return seen.WrongAsRefusal(400, 404) ?? (seen.Code == code ? null : seen.Complain($"isn't called {code}"));
            }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 10, string.Create(CultureInfo.InvariantCulture, $"Only {trial.Requests} were tried."));
    }

    [Fact]
    public async Task What_needs_a_key_is_refused_without_one_and_changes_nothing()
    {
        var trial = new Trial();
        await trial.All(shop.Api.Operations.Where(operation => operation.NeedsKey), async operation =>
        {
            var ask = await shop.Good(operation);
            var request = Seen.Request(operation, ask.Path, JsonText.Of(ask.Json));
            request.Headers.Remove("Idempotency-Key");
            var seen = await Seen.Send(shop.By(operation).Http, request, operation.ToString());
            return seen.WrongAsRefusal(400) ?? (seen.Code == "idempotency.required" ? null : seen.Complain("isn't called idempotency.required"));
        });

        trial.NothingWasWrong();
        Assert.True(trial.Requests >= 4);
    }

    // Not tidied up: dots and escapes are sent as they are.
    private static Uri AsItIs(Uri server, string path) => new(server.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}

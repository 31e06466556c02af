using System.Net.Http.Headers;
using System.Text.Json;

namespace Kontor.Input.Api;

/// <summary>An answer as a test looks at it.</summary>
/// <param name="What">Which request it answers, to be found again by.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The type of the body.</param>
/// <param name="Text">The body.</param>
/// <param name="Location">Where what was made can be read.</param>
internal sealed record Seen(string What, int Status, string? MediaType, string Text, string? Location)
{
    // How our own insides and those of what we are built on would look.
    private static readonly string[] s_insides = ["   at ", "System.", "Microsoft.", "Npgsql", "Kontor.", "Exception", "StackTrace", ".cs:line", "SqlState", "PostgreSQL", "relation \""];

    public bool Accepted => Status is >= 200 and < 300;

    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    public string Code => Body.GetProperty("code").GetString()!;

    public static async Task<Seen> Send(HttpClient http, HttpRequestMessage request, string what)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request);
            return new Seen(what, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString);
        }
    }

    /// <summary>A request with everything it needs: a body that may be anything, and a key of its own.</summary>
    public static HttpRequestMessage Request(ApiOperation operation, string path, byte[]? body, string? contentType = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (operation.TakesKey)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        return request;
    }

    /// <summary>What is wrong with this answer to a request that had to be refused; null when it is as it should be.</summary>
    /// <param name="statuses">The statuses that are right; any from 400 to 499 when there are none.</param>
    public string? WrongAsRefusal(params ReadOnlySpan<int> statuses) => Status switch
    {
        _ when !(statuses.IsEmpty ? Status is >= 400 and < 500 : statuses.Contains(Status)) => Complain(statuses.IsEmpty ? "isn't refused" : $"isn't refused with {string.Join(" or ", statuses.ToArray())}"),
        _ when MediaType != "application/problem+json" => Complain("is no problem"),
        _ when !IsComplete(Body) => Complain("is a problem that lacks something"),
        _ => TellsOfInsides(),
    };

    /// <summary>The same for a field that is wrong: the answer has to name it.</summary>
    public string? WrongAsFault(string pointer)
    {
        if (WrongAsRefusal(400) is { } wrong)
        {
            return wrong;
        }

        var pointers = Body.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!).ToList() : [];
        return pointers.Exists(named => named.StartsWith(pointer, StringComparison.Ordinal) || pointer.StartsWith(named, StringComparison.Ordinal)) ? null : Complain($"doesn't name '{pointer}'");
    }

    /// <summary>What is wrong with this answer whatever the request was: nothing that is sent may break us.</summary>
    public string? WrongAtAll() => Status switch
    {
        >= 500 => Complain("broke us"),
        >= 400 => WrongAsRefusal(),
        >= 200 and < 300 => null,
        _ => Complain("is neither done nor refused"),
    };

    public string Complain(string what) => $"{What} {what}: {Status} {(Text.Length <= 400 ? Text : Text[..400])}";

    private static bool IsComplete(JsonElement problem) =>
        new[] { "type", "title", "code", "detail", "traceId" }.All(name => problem.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 })
        && problem.GetProperty("status").GetInt32() >= 400
        && (!problem.TryGetProperty("errors", out var errors)
            || errors.EnumerateArray().All(error => error.GetProperty("code").GetString() is { Length: > 0 } && error.GetProperty("detail").GetString() is { Length: > 0 } && error.TryGetProperty("pointer", out _)));

    private string? TellsOfInsides() => s_insides.FirstOrDefault(Text.Contains) is { } inside ? Complain($"tells of our insides ({inside.Trim()})") : null;
}

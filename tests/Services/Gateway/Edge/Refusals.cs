using System.Net;
using System.Text;
using System.Text.Json;

namespace Kontor.Gateway.Tests.Edge;

/// <summary>Sends things and reads the problems that come back.</summary>
internal static class Refusals
{
    public static Task<HttpResponseMessage> SendRaw(
        this HttpClient http, string method, string path, byte[] body, string contentType = "application/json", string? key = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return http.SendAsync(request);
    }

    public static Task<HttpResponseMessage> SendText(this HttpClient http, string method, string path, string body, string contentType = "application/json", string? key = null) =>
        http.SendRaw(method, path, Encoding.UTF8.GetBytes(body), contentType, key);

    /// <summary>Asserts that the answer is a complete problem with this status and code, and gives it.</summary>
    public static async Task<JsonElement> ShouldBe(this Task<HttpResponseMessage> sending, HttpStatusCode status, string code)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:kontor:problem:" + code, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.DoesNotContain("Kontor.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>The same where more than one code is right.</summary>
    public static async Task ShouldBeOneOf(this Task<HttpResponseMessage> sending, HttpStatusCode status, params string[] codes)
    {
        var answer = await sending;
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Contains(problem.GetProperty("code").GetString(), codes);
        await Task.FromResult(answer).ShouldBe(status, problem.GetProperty("code").GetString()!);
    }

    public static string Pointers(this JsonElement problem) =>
        string.Join(' ', problem.GetProperty("errors").EnumerateArray().Select(fault => $"{fault.GetProperty("pointer").GetString()}:{fault.GetProperty("code").GetString()}"));
}

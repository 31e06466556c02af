using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kontor.Gateway.Edge;

/// <summary>A failure as clients see it (RFC 9457).</summary>
internal sealed record Problem
{
    /// <summary>Names the kind of problem: <c>urn:kontor:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The HTTP status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable and dotted, such as <c>orders.out_of_stock</c>. Branch on this, never on the texts.</summary>
    public required string Code { get; init; }

    /// <summary>What to do next, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>The single inputs that are wrong, if any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemFault>? Errors { get; init; }

    /// <summary>Finds this request in the logs and traces.</summary>
    public required string TraceId { get; init; }
}

/// <summary>One wrong input.</summary>
internal sealed record ProblemFault
{
    /// <summary>A JSON pointer (RFC 6901) into the request's body, or <c>?name</c> for a query parameter.</summary>
    public required string Pointer { get; init; }

    /// <summary>Stable, such as <c>required</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What would be right.</summary>
    public required string Detail { get; init; }
}

/// <summary>Turns errors into answers, the same way everywhere.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Mismatch => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    public static Task Write(HttpContext http, Error error) => Write(http, StatusOf(error.Kind), error);

    /// <summary>For the few problems whose status no kind of error stands for: 405, 413, 415, 500.</summary>
    public static Task Write(HttpContext http, int status, Error error)
    {
        var answer = http.Response;
        answer.StatusCode = status;
        answer.ContentType = ContentType;
        answer.Headers.CacheControl = "no-store";
        if (error.RetryAfter is { } wait)
        {
            answer.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            answer.Headers[HeaderNames.WWWAuthenticate] = error.Code == Authentication.InvalidToken.Code ? "Bearer error=\"invalid_token\"" : "Bearer";
        }

        var problem = new Problem
        {
            Type = "urn:kontor:problem:" + error.Code,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Code = error.Code,
            Detail = error.Message,
            Errors = error.Faults.Count == 0
                ? null
                : [.. error.Faults.Select(fault => new ProblemFault { Pointer = fault.Pointer, Code = fault.Code, Detail = fault.Detail })],
            TraceId = error.TraceId ?? TraceIdOf(http),
        };
        return JsonSerializer.SerializeAsync(answer.Body, problem, StrictJson.Answers, http.RequestAborted);
    }

    public static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}

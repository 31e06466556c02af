using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Turns a service's answer into an HTTP answer: <c>edge.Call(OrdersMethods.GetOrder, …).Ok(Order.From)</c>. Failures become problems.
/// </summary>
internal static class Answers
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>200 with a body.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">Makes the body.</param>
    /// <param name="version">For editable things: the version, sent as ETag.</param>
    /// <param name="tagsBody">Whether the body can be another one with the same version.</param>
    public static async Task<IResult> Ok<T, TBody>(this Task<Result<T>> call, Func<T, TBody> body, Func<T, long>? version = null, bool tagsBody = false)
    {
        var result = await call;
        return result.Try(out var value, out var error)
            ? new Answer<TBody>(StatusCodes.Status200OK, body(value)) { Version = version?.Invoke(value), TagsBody = tagsBody, Replayed = result.Replayed }
            : new Refusal(error, result.Replayed);
    }

    /// <summary>200 with one of the things that a list tells; 404 when it isn't among them.</summary>
    public static async Task<IResult> One<TList, T, TBody>(this Task<Result<TList>> call, Func<TList, T?> find, Error missing, Func<T, TBody> body, Func<T, long> version)
        where T : class
    {
        Result<T> found = (await call).Try(out var list, out var error) ? find(list) is { } one ? one : missing : error;
        return await Task.FromResult(found).Ok(body, version);
    }

    /// <summary>201 with a body and the address of what was made.</summary>
    public static async Task<IResult> Created<T, TBody>(
        this Task<Result<T>> call, Func<T, string> location, Func<T, TBody> body, Func<T, long>? version = null, bool tagsBody = false)
    {
        var result = await call;
        return result.Try(out var value, out var error)
            ? new Answer<TBody>(StatusCodes.Status201Created, body(value)) { Location = location(value), Version = version?.Invoke(value), TagsBody = tagsBody, Replayed = result.Replayed }
            : new Refusal(error, result.Replayed);
    }

    /// <summary>204 without a body.</summary>
    public static async Task<IResult> NoContent<T>(this Task<Result<T>> call)
    {
        var result = await call;
        return result.Failed(out var error) ? new Refusal(error, result.Replayed) : Results.NoContent();
    }

    /// <summary>200 with a body that more than one call went into.</summary>
    public static IResult Ok<TBody>(TBody body) => new Answer<TBody>(StatusCodes.Status200OK, body);

    /// <summary>200 with bytes that are made already, or 304 when the client has them.</summary>
    /// <param name="made">The answer, or why there is none.</param>
    /// <param name="isShared">Whether it is the same for all shoppers.</param>
    public static IResult Ready(Result<ReadyAnswer> made, bool isShared) => made.Try(out var answer, out var error) ? new Bytes(answer, isShared) : new Refusal(error, Replayed: false);

    /// <summary>Refuses a request that no service needs to see.</summary>
    public static IResult Refuse(Error error) => new Refusal(error, Replayed: false);

    private static void MarkReplay(HttpContext http, bool replayed)
    {
        if (replayed)
        {
            http.Response.Headers[IdempotencyHeader.Replayed] = "true";
        }
    }

    private sealed record Answer<TBody>(int Status, TBody Body) : IResult
    {
        public string? Location { get; init; }

        public long? Version { get; init; }

        public bool TagsBody { get; init; }

        public bool Replayed { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var answer = httpContext.Response;
            answer.StatusCode = Status;
            answer.ContentType = Json;
            if (Location is not null)
            {
                answer.Headers.Location = Location;
            }

            if (Version is { } version)
            {
                answer.Headers.ETag = ETags.Of(version);
            }

            MarkReplay(httpContext, Replayed);
            if (TagsBody)
            {
                var ready = ReadyAnswer.Of(Body, Version, endpoint: null);
                answer.Headers.ETag = ready.Tag;
                return answer.Body.WriteAsync(ready.Bytes, httpContext.RequestAborted).AsTask();
            }

            return JsonSerializer.SerializeAsync(answer.BodyWriter, Body, StrictJson.Answers, httpContext.RequestAborted);
        }
    }

    private sealed record Bytes(ReadyAnswer Answer, bool IsShared) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => IsShared ? Answer.WriteShared(httpContext) : Answer.Write(httpContext);
    }

    private sealed record Refusal(Error Error, bool Replayed) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            MarkReplay(httpContext, Replayed);
            return Problems.Write(httpContext, Error);
        }
    }
}

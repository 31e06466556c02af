using System.Text.Json;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kontor.Gateway.Edge;

/// <summary>The outermost layer: whatever goes wrong inside, the client gets a problem, and never one that tells of our insides.</summary>
internal sealed class ProblemPages(ILogger<ProblemPages> logger)
{
    private static readonly Error s_internal =
        new(ErrorKind.Unavailable, "internal.error", "Something broke on our side. Try again; if it stays, tell support the traceId.");

    public async Task Handle(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The client hung up: there is nobody to answer.
            return;
        }
        catch (OperationCanceledException) when (!http.Response.HasStarted)
        {
            await Problems.Write(http, RpcErrors.DeadlineExceeded);
            return;
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await Refuse(http, exception);
            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed, trace {TraceId}", http.Request.Method, http.Request.Path, Problems.TraceIdOf(http));
            http.Response.Headers.Clear();
            SecurityHeaders.Add(http);
            await Problems.Write(http, StatusCodes.Status500InternalServerError, s_internal);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await Explain(http);
        }
    }

    private static Task Refuse(HttpContext http, BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.Write(http, exception.StatusCode, RequestErrors.TooLarge),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problems.Write(http, exception.StatusCode, RequestErrors.UnsupportedMediaType),
        { InnerException: JsonException json } => Problems.Write(http, JsonFaults.Explain(json)),
        // What the framework says of an endpoint whose body is nothing, or the JSON null.
        { StatusCode: StatusCodes.Status400BadRequest } when exception.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal) || http.Request.ContentLength == 0 =>
            Problems.Write(http, RequestErrors.BodyRequired),
        _ => Problems.Write(http, exception.StatusCode, RequestErrors.Unreadable),
    };

    // Routing, and whoever reads a body for us, answers with a bare status.
    private static Task Explain(HttpContext http)
    {
        // Routing knows nothing of HeadRequests.
        if (http.Response.Headers.Allow.ToString() is var methods && methods.Split(", ").Contains(HttpMethods.Get))
        {
            http.Response.Headers.Allow = methods.Replace(HttpMethods.Get, $"{HttpMethods.Get}, {HttpMethods.Head}", StringComparison.Ordinal);
        }

        return Explain(http, http.Response.StatusCode);
    }

    private static Task Explain(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => Problems.Write(http, RequestErrors.UnknownPath),
        StatusCodes.Status405MethodNotAllowed =>
            Problems.Write(http, StatusCodes.Status405MethodNotAllowed, RequestErrors.MethodNotAllowed(http.Request.Method, http.Response.Headers.Allow.ToString())),
        StatusCodes.Status413PayloadTooLarge => Problems.Write(http, StatusCodes.Status413PayloadTooLarge, RequestErrors.TooLarge),
        StatusCodes.Status415UnsupportedMediaType => Problems.Write(http, StatusCodes.Status415UnsupportedMediaType, RequestErrors.UnsupportedMediaType),
        _ => Problems.Write(http, status, RequestErrors.Unreadable),
    };
}

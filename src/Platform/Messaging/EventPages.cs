using Microsoft.AspNetCore.Http;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Events on the admin port: <c>GET /events</c> shows how consumers stand, <c>GET /events/failed[?consumer=&amp;all=true]</c> what they couldn't handle,
/// <c>POST /events/replay[?consumer=&amp;position=]</c> has it tried again, <c>POST /events/discard?consumer=&amp;position=</c> gives it up.
/// </summary>
internal sealed class EventPages(EventDesk desk)
{
    public const string Prefix = "/events";

    private const int Most = 1_000;

    public Task Serve(HttpContext context)
    {
        var (request, consumer) = (context.Request, context.Request.Query["consumer"].ToString() is { Length: > 0 } given ? given : null);
        var hasPosition = long.TryParse(request.Query["position"], out var position);
        return (request.Method, request.Path.Value) switch
        {
            // A page in somebody's browser could send it here; browsers say so, and command lines don't.
            ("POST", _) when request.Headers.Origin.Count > 0 => Refuse(context, StatusCodes.Status403Forbidden, "Not from a web page."),
            ("GET", Prefix) => Show(context),
            ("GET", Prefix + "/failed") => ShowFailed(context, consumer),
            ("POST", _) when request.Query.ContainsKey("position") && !hasPosition => Refuse(context, StatusCodes.Status400BadRequest, "The position is a number, as /events/failed shows it."),
            ("POST", Prefix + "/replay") => Replay(context, consumer, hasPosition ? position : null),
            ("POST", Prefix + "/discard") when consumer is not null && hasPosition => Discard(context, consumer, position),
            ("POST", Prefix + "/discard") => Refuse(context, StatusCodes.Status400BadRequest, "Say which: ?consumer=…&position=…, as /events/failed shows them."),
            _ => Refuse(context, StatusCodes.Status404NotFound, "Here are GET /events, GET /events/failed, POST /events/replay and POST /events/discard."),
        };
    }

    private async Task Show(HttpContext context) => await context.Response.WriteAsJsonAsync(
        new { consumers = await desk.Consumers(context.RequestAborted), waiting = await desk.Waiting(context.RequestAborted) }, context.RequestAborted);

    private async Task ShowFailed(HttpContext context, string? consumer) => await context.Response.WriteAsJsonAsync(
        new { items = await desk.Failed(consumer, onlyDead: context.Request.Query["all"] != "true", Most, context.RequestAborted) }, context.RequestAborted);

    private async Task Replay(HttpContext context, string? consumer, long? position) =>
        await context.Response.WriteAsJsonAsync(new { replayed = await desk.Replay(consumer, position, context.RequestAborted) }, context.RequestAborted);

    private async Task Discard(HttpContext context, string consumer, long position) =>
        await context.Response.WriteAsJsonAsync(new { discarded = await desk.Discard(consumer, position, context.RequestAborted) }, context.RequestAborted);

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { detail = why }, context.RequestAborted);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>What a path makes of the header <c>Idempotency-Key</c>.</summary>
internal enum KeyRule
{
    /// <summary>Honoured when it is there.</summary>
    Accepted,

    /// <summary>Without it the request is refused: it moves money or stock.</summary>
    Required,

    /// <summary>Ignored: the answer carries secrets that must not be kept.</summary>
    Ignored,
}

/// <summary>What the edge has to know of an endpoint before it runs, and how the API's description calls it.</summary>
/// <param name="Id">The operation's id in OpenAPI; stable, because generated clients name their methods after it.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Access">Who may call it.</param>
internal sealed record Operation(string Id, string Summary, Access Access)
{
    /// <summary>More for people, or nothing.</summary>
    public string? Description { get; init; }

    /// <summary>What it makes of an idempotency key; only POST has any.</summary>
    public KeyRule Key { get; init; }

    /// <summary>False for paths about the whole installation.</summary>
    public bool InShop { get; init; } = true;

    /// <summary>True where a guest's order token may stand in for an access token.</summary>
    public bool TakesOrderToken { get; init; }

    /// <summary>True where it makes no difference who asks, so that clients needn't send credentials.</summary>
    public bool NeedsNoCredentials { get; init; }

    /// <summary>True where If-Match is honoured.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>For lists: how many items a page has when the client doesn't say.</summary>
    public int DefaultLimit { get; init; } = Paging.DefaultLimit;

    /// <summary>For lists: how many items a page has at most.</summary>
    public int MaxLimit { get; init; } = Paging.MaxLimit;
}

/// <summary>Declares endpoints: <c>web.MapPost("/orders", Handle).Is(new("placeOrder", "Place an order.", …)).Returns&lt;Order&gt;(201)</c>.</summary>
internal static class OperationExtensions
{
    /// <summary>Gives an endpoint its description and its rules. The edge serves nothing under /v1 without them.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder endpoint, Operation operation)
    {
        endpoint.WithMetadata(operation).WithName(operation.Id).WithSummary(operation.Summary);
        return operation.Description is null ? endpoint : endpoint.WithDescription(operation.Description);
    }

    /// <summary>The answer of a success, for the API's description.</summary>
    public static RouteHandlerBuilder Returns<TBody>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<TBody>(status);

    /// <summary>The answer of a list, for the API's description; clients may ask such a list for its total.</summary>
    public static RouteHandlerBuilder ReturnsPage<TItem>(this RouteHandlerBuilder endpoint) => endpoint.Produces<Page<TItem>>().WithMetadata(ListMark.Instance);

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder ReturnsNothing(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status204NoContent);
}

/// <summary>Marks endpoints that answer with a page of a list.</summary>
internal sealed class ListMark
{
    public static readonly ListMark Instance = new();
}

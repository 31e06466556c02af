using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// The door to every operation: which shop, who, whether they may, and under which idempotency key. All of it before the body is
/// looked at, so that strangers learn nothing from our complaints about it.
/// </summary>
internal sealed class Admission(RpcClient client, ReadyAnswers ready, ShopResolution shops, Authentication authentication, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly Error s_otherShop = new(ErrorKind.Forbidden, "shops.forbidden", "Your credentials are good for another shop. Sign in to this one.");

    public async Task Handle(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { } operation)
        {
            await next(http);
            return;
        }

        // Reading stops when the client hangs up. Writing goes on to its end: half an order helps nobody.
        using var patience = HttpMethods.IsGet(http.Request.Method) ? CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted) : new CancellationTokenSource();
        patience.CancelAfter(s_patience);
        if ((await Admit(http, operation, patience.Token)).Try(out var call, out var error))
        {
            http.Features.Set(call);
            await next(http);
        }
        else
        {
            await Problems.Write(http, error);
        }
    }

    private async Task<Result<EdgeCall>> Admit(HttpContext http, Operation operation, CancellationToken aborted)
    {
        var request = http.Request;
        var context = new CallContext(default, Actor.Guest, clock.GetUtcNow() + s_patience, aborted) { TraceId = Problems.TraceIdOf(http) };
        if (operation.InShop)
        {
            if (!(await shops.Find(request, context)).Try(out var shop, out var unknown))
            {
                return unknown;
            }

            context = context with { Shop = shop };
        }

        if (!(await authentication.Identify(request.Headers, operation.TakesOrderToken, context)).Try(out var caller, out var refusal))
        {
            return refusal;
        }

        if (operation.InShop && !caller.MayEnter(context.Shop))
        {
            return s_otherShop;
        }

        context = context with { Actor = caller.Actor };
        if (AccessRules.Refuse(operation.Access, caller.Actor) is { } forbidden)
        {
            return forbidden;
        }

        if (request.QueryString.HasValue && request.Query.FirstOrDefault(pair => pair.Value.Any(value => value?.Contains('\0') == true)) is { Key: { } name })
        {
            return RequestErrors.InvalidQuery(name.Replace("\0", "", StringComparison.Ordinal), "characters", "Remove the character U+0000.");
        }

        if (!ExpectedVersion(request, operation).Try(out var version, out var precondition))
        {
            return precondition;
        }

        if (!WantsTotal(request).Try(out var wantsTotal, out var count))
        {
            return count;
        }

        if (!BodyType.IsReadable(request))
        {
            throw new BadHttpRequestException(RequestErrors.UnsupportedMediaType.Message, StatusCodes.Status415UnsupportedMediaType);
        }

        var keyed = await WithKey(context, request, operation);
        return keyed.Map(call => new EdgeCall(client, ready, call, caller.OrderToken, version, wantsTotal));
    }

    private static Result<bool> WantsTotal(HttpRequest request) =>
        request.QueryString.HasValue && request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ListMark>() is not null ? Paging.WantsTotal(request.Query) : false;

    private static Result<long> ExpectedVersion(HttpRequest request, Operation operation) =>
        operation.TakesIfMatch ? ETags.Expected(request.Headers) : 0;

    private static async Task<Result<CallContext>> WithKey(CallContext context, HttpRequest request, Operation operation)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return context;
        }

        if (!IdempotencyHeader.Read(request.Headers, operation.Key).Try(out var key, out var error))
        {
            return error;
        }

        return key is null ? context : context with { Key = await IdempotencyHeader.Seal(request, key, context.Aborted) };
    }
}

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Host.Demo.Range;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Demo;

/// <summary>
/// Fills the shop <c>main</c> of a new installation, so that there is something to look at a minute after the first start. Each step can be done again and
/// changes nothing then: a start that was killed half-way is finished by the next one, and two at once fill one shop.
/// </summary>
internal sealed class DemoShop(KontorApp app, ShopId shop, string currency, CancellationToken cancellation)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The shop when it is to be filled, or when an earlier start began to and didn't come to an end; null when there is nothing to do.</summary>
    public static async Task<DemoShop?> Due(KontorApp app, CancellationToken cancellation)
    {
        var found = await new DemoShop(app, default, "", cancellation).Call(ShopsMethods.GetShop, new GetShopRequest { Handle = "main" });
        var main = new DemoShop(app, new ShopId(Guid.Parse(found.Id)), found.Currency, cancellation);
        var state = await main.Call(ShopsMethods.GetDemo, new Empty());
        return state.FilledAt is null && (state.BegunAt is not null || await main.IsEmpty()) ? main : null;
    }

    /// <summary>Fills the shop. Stock comes before products and products before orders: whatever is for sale meanwhile can be bought.</summary>
    /// <returns>What is in it now; null when another process was faster.</returns>
    public async Task<DemoTally?> Fill()
    {
        var begun = (await Call(ShopsMethods.BeginDemo, new Empty())).BegunAt.ToDateTimeOffset();
        var shelves = DemoRange.Shelves;
        var products = await new DemoCatalogue(this, currency).Fill(shelves);
        var customer = await new DemoUsers(this).Add();
        var orders = await new DemoOrders(this, customer).Place(app.Options.Clock.GetUtcNow() - begun);
        var tally = new DemoTally(products, shelves.Sum(shelf => shelf.Products.Sum(product => product.Variants.Count())), orders);
        return (await Call(ShopsMethods.EndDemo, new Empty())).Ended ? tally : null;
    }

    /// <summary>Calls a service in the shop, as the system or somebody else.</summary>
    /// <exception cref="InvalidOperationException">It refuses.</exception>
    public async Task<TResponse> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, Actor? actor = null, string? key = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var answer = await Try(method, request, actor, key);
        return answer.Try(out var response, out var error) ? response : throw new InvalidOperationException($"{error.Code}: {error.Message}");
    }

    /// <summary>The same, where a refusal is an answer.</summary>
    public async Task<Result<TResponse>> Try<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, Actor? actor = null, string? key = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        // Between calls alone: half an order helps nobody.
        cancellation.ThrowIfCancellationRequested();
        using var call = new CallContext(shop, actor ?? Actor.System, DateTimeOffset.MaxValue, CancellationToken.None) { Key = key is null ? null : new IdempotencyKey(key, "demo") }.Within(s_patience, app.Options.Clock);
        return await app.Client.Call(method, request, call.Call);
    }

    // Categories stay when a merchant deletes all products, so a shop that was emptied on purpose isn't filled again.
    private async Task<bool> IsEmpty() =>
        (await Call(CatalogMethods.ListCategories, new())).Roots.Count == 0
        && (await Call(CatalogMethods.ListProducts, new ListProductsRequest { Limit = 1 })).Products.Count == 0
        && (await Call(OrdersMethods.ListOrders, new ListOrdersRequest { Limit = 1 })).Orders.Count == 0
        && (await Call(ShopsMethods.ListShops, new ListShopsRequest { Limit = 2 })).Shops.Count == 1;
}

/// <summary>What the demo put into the shop.</summary>
internal sealed record DemoTally(int Products, int Variants, int Orders);

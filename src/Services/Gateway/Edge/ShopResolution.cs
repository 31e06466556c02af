using System.Net;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Caching;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Finds the shop that a request is about: the header <c>X-Shop</c>, else the first label of a host name such as
/// <c>flowers.example.com</c>, else the default shop.
/// </summary>
internal sealed class ShopResolution(RpcClient client, TimeProvider clock)
{
    private const long MaxBytes = 1024 * 1024;

    public const string Header = "X-Shop";

    private const string DefaultHandle = "main";

    private const int MaxHandleLength = 100;

    private static readonly Error s_unknown = new(ErrorKind.NotFound, "shops.unknown", "There is no such shop. Check the header 'X-Shop', or the first part of the host name.");

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    // A handle stays its shop's, so there is nothing that could change. One that doesn't exist yet may exist in a moment, and isn't remembered.
    private readonly Cache<string, Result<ShopId>> _known = new("gateway.shops", MaxBytes, TimeSpan.FromMinutes(5), new ChangeMarks(), clock);

    /// <summary>The shop's id, or <c>shops.unknown</c>.</summary>
    public async Task<Result<ShopId>> Find(HttpRequest request, CallContext call)
    {
        var handle = HandleOf(request.Headers[Header], request.Host);
        if (handle is null or { Length: 0 or > MaxHandleLength })
        {
            return s_unknown;
        }

        return _known.TryGet(handle, out var known) ? known : await _known.Get(handle, CacheTag.Of("shop", default), () => Ask(handle, call), call.Aborted);
    }

    private async Task<Made<Result<ShopId>>> Ask(string handle, CallContext call)
    {
        using var everybodys = (call with { Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, clock);
        var found = await client.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = handle }, everybodys.Call);
        return found.Try(out var shop, out var error)
            ? Made.Kept<Result<ShopId>>(new ShopId(Guid.Parse(shop.Id)), handle.Length * sizeof(char))
            : Made.NotKept<Result<ShopId>>(error.Kind is ErrorKind.NotFound or ErrorKind.Invalid ? s_unknown : error);
    }

    /// <summary>The handle that the request names; null when it names more than one.</summary>
    public static string? HandleOf(IReadOnlyList<string?> header, HostString host)
    {
        if (header.Count > 0)
        {
            return header.Count == 1 ? header[0]?.ToLowerInvariant() : null;
        }

        var name = host.Host;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || IPAddress.TryParse(name, out _))
        {
            return DefaultHandle;
        }

        var label = name[..dot].ToLowerInvariant();
        return label == "www" ? DefaultHandle : label;
    }
}

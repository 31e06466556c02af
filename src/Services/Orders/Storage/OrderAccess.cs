using System.Buffers.Text;
using System.Security.Cryptography;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>
/// Who may see an order. A guest's token is derived from the order's id and a secret, so it isn't stored anywhere and the answer to a
/// repeated request can be made again.
/// </summary>
internal sealed class OrderAccess(Database database)
{
    private byte[]? _secret;

    /// <summary>The token that reads and cancels this one order.</summary>
    public async Task<string> TokenFor(ShopId shop, Guid orderId, CancellationToken cancellation)
    {
        // Two first callers may both read it; it is the same secret.
        _secret ??= await database.AcrossShops().Find<byte[]>($"SELECT value FROM access_secret", cancellation);
        byte[] order = [.. shop.Value.ToByteArray(), .. orderId.ToByteArray()];
        return Base64Url.EncodeToString(HMACSHA256.HashData(_secret!, order));
    }

    /// <summary>Staff see all orders, customers their own, and a token's bearer the one it was made for.</summary>
    public async Task<bool> MaySee(Guid orderId, Guid? customerId, string accessToken, CallContext call)
    {
        if (call.Actor.IsStaff || (call.Actor.UserId is { } user && user == customerId))
        {
            return true;
        }

        return accessToken.Length > 0 && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(await TokenFor(call.Shop, orderId, call.Aborted)), System.Text.Encoding.UTF8.GetBytes(accessToken));
    }
}

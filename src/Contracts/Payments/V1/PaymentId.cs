using System.Security.Cryptography;

namespace Kontor.Contracts.Payments.V1;

/// <summary>
/// The id of an order's payment, which is made of the order's own: an order can name its payment before that is written down, and whoever writes it, and however often, it is the same one.
/// </summary>
public static class PaymentId
{
    private const int IdBytes = 16;
    private const int TimeBytes = 6;
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    /// <summary>The id of the payment of a shop's order: a UUIDv7 (RFC 9562) with the order's time, and a hash of both ids in the place of chance.</summary>
    public static Guid Of(ShopId shop, Guid orderId)
    {
        Span<byte> ids = stackalloc byte[2 * IdBytes];
        orderId.TryWriteBytes(ids, bigEndian: true, out _);
        shop.Value.TryWriteBytes(ids[IdBytes..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ids, hash);
        var payment = hash[..IdBytes];
        ids[..TimeBytes].CopyTo(payment);
        payment[VersionByte] = (byte)((payment[VersionByte] & 0x0F) | 0x70);
        payment[VariantByte] = (byte)((payment[VariantByte] & 0x3F) | 0x80);
        return new Guid(payment, bigEndian: true);
    }
}

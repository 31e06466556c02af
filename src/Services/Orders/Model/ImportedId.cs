using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kontor.Orders.Model;

/// <summary>Ids of what is imported: the same each time for the same thing, and sorted by the time at which it happened like all others (RFC 9562, version 7).</summary>
internal static class ImportedId
{
    /// <param name="shop">Whose.</param>
    /// <param name="at">When it happened, not before 1970.</param>
    /// <param name="name">What it is called in the shop: <c>order 536365</c>.</param>
    public static Guid Of(ShopId shop, DateTimeOffset at, string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{shop} {name}")).AsSpan(0, 16);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

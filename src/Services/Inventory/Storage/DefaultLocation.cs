using Kontor.Platform.Storage;

namespace Kontor.Inventory.Storage;

/// <summary>The stock location that every shop has without anybody making it.</summary>
internal static class DefaultLocation
{
    public const string Code = "main";

    /// <summary>Makes it at first need, so that a shop can sell as soon as it exists and nothing waits for an event.</summary>
    public static Sql Ensure(ShopId shop) =>
        $"INSERT INTO location (shop_id, code, name, priority) VALUES ({shop}, {Code}, 'Main', 0) ON CONFLICT DO NOTHING";
}

using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>Writes down what became of an order, in the transaction in which it happened.</summary>
internal static class History
{
    public static Sql Entry(ShopId shop, Guid orderId, string happened, string actor, string detail, TimeProvider clock) =>
        $"""
        INSERT INTO order_history (shop_id, order_id, id, at, event, actor, detail)
        VALUES ({shop}, {orderId}, {Uuid7.New(clock)}, {clock.GetUtcNow()}, {happened}, {actor}, {detail})
        """;
}

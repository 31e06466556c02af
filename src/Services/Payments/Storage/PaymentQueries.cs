using Kontor.Platform.Storage;

#pragma warning disable MA0150 // Sql takes in other Sql with its parameters; nothing is turned into text.

namespace Kontor.Payments.Storage;

/// <summary>Finding payments. An id that isn't one finds nothing, like an id that nobody has.</summary>
internal static class PaymentQueries
{
    public static Sql ById(ShopId shop, Guid id) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND id = {id}";

    public static Sql ByOrder(ShopId shop, Guid order) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND order_id = {order}";
}

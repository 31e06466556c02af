using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Rpc;

namespace Kontor.Orders.Storage;

/// <summary>An order that is about to exist.</summary>
/// <param name="Id">Its id, as the order says it.</param>
/// <param name="Order">What it says; its number is given when it is stored. Confirmed when its payment is promised, pending otherwise.</param>
/// <param name="CustomerId">The account; null for guests.</param>
/// <param name="TaxRatePpm">The rate that its tax was taken with.</param>
/// <param name="PricesIncludeTax">How its prices are meant.</param>
/// <param name="PayUntil">Until when it waits for its money; null when it doesn't wait.</param>
/// <param name="HoldExpiresAt">Until when its stock is held.</param>
/// <param name="Call">The request that places it.</param>
internal sealed record NewOrder(
    Guid Id, Order Order, Guid? CustomerId, int TaxRatePpm, bool PricesIncludeTax, DateTimeOffset? PayUntil, DateTimeOffset HoldExpiresAt, CallContext Call)
{
    public bool IsConfirmed => Order.Status == OrderStatus.Confirmed;
}

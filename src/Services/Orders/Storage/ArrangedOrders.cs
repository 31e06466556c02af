using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>An order whose payment is arranged.</summary>
/// <param name="Order">The order as it was placed.</param>
/// <param name="Payment">Its payment.</param>
/// <param name="PaidLater">It goes on waiting for its money instead of being confirmed.</param>
/// <param name="AccessToken">Told to the guest who placed it; empty for customers.</param>
/// <param name="Request">The key under which the answer is kept; null without one.</param>
/// <param name="Actor">Who did it, for the history.</param>
internal sealed record ArrangedOrder(Order Order, Payment Payment, bool PaidLater, string AccessToken, RequestKey? Request, string Actor)
{
    public Guid Id => Guid.Parse(Order.Id);
}

/// <summary>
/// Step 5 of placing an order: confirmed, with <c>order.confirmed</c> and the answer to the request, in one transaction for all orders that wait.
/// An order that is paid later stays pending and gets its payment and its answer. Conditional on the order's being pending still.
/// </summary>
internal sealed class ArrangedOrders
{
    private readonly Database _database;
    private readonly Outbox _outbox;
    private readonly TimeProvider _clock;
    private readonly GroupWork<ArrangedOrder, Order> _group;

    public ArrangedOrders(Database database, Outbox outbox, TimeProvider clock)
    {
        _database = database;
        _outbox = outbox;
        _clock = clock;
        _group = new("orders.confirm", StoreAll);
    }

    /// <summary>The order as it is from now on, which is the answer to the request.</summary>
    public Task<Result<Order>> Store(ArrangedOrder order, CallContext call) => _group.Do(order, call);

    private async Task<IReadOnlyList<Result<Order>>> StoreAll(ShopId shop, IReadOnlyList<ArrangedOrder> orders, CancellationToken cancellation)
    {
        var answers = await _database.In(shop).Transaction<IReadOnlyList<Result<Order>>>(
            async transaction =>
            {
                var ids = orders.Select(order => order.Id).ToArray();
                // One table and arrays, no join: without statistics a join would read every order of the shop.
                var changed = (await transaction.List<Guid>(
                    $"""
                    UPDATE sales_order
                    SET status = ({orders.Select(Status).ToArray()})[array_position({ids}, id)],
                        payment_id = ({orders.Select(order => Guid.Parse(order.Payment.Id)).ToArray()})[array_position({ids}, id)],
                        payment_status = ({orders.Select(order => order.Payment.Status).ToArray()})[array_position({ids}, id)],
                        payment_version = ({orders.Select(order => order.Payment.Version).ToArray()})[array_position({ids}, id)],
                        payment_reference = ({orders.Select(order => order.Payment.Reference).ToArray()})[array_position({ids}, id)],
                        version = version + 1
                    WHERE shop_id = {shop} AND id = ANY({ids}) AND status = {OrderStatus.Pending}
                    RETURNING id
                    """)).ToHashSet();
                var stored = orders.Where(order => changed.Contains(order.Id)).ToList();
                var told = stored.ToDictionary(order => order.Id, Answer);
                transaction.Later(History.Entries(
                    shop, _clock, [.. stored.Select(order => new HistoryNote(order.Id, order.PaidLater ? "awaiting_payment" : "confirmed", order.Actor, order.Payment.Reference))]));
                _outbox.AddAll(transaction, shop, OrderConfirmed.Type, [.. stored.Where(order => !order.PaidLater).Select(order => (order.Id, OrderEvents.Confirmed(order.Order)))]);
                Idempotency.KeepAll(transaction, shop, [.. stored.Select(order => (order.Request, told[order.Id]))]);
                return orders.Select(order => told.TryGetValue(order.Id, out var answer) ? (Result<Order>)answer : OrdersErrors.TakenOver).ToArray();
            },
            cancellation);
        return answers.Value;
    }

    private static string Status(ArrangedOrder order) => order.PaidLater ? OrderStatus.Pending : OrderStatus.Confirmed;

    private static Order Answer(ArrangedOrder order)
    {
        var answer = order.Order.Clone();
        answer.Status = Status(order);
        answer.PaymentId = order.Payment.Id;
        answer.PaymentStatus = order.Payment.Status;
        answer.PaymentReference = order.Payment.Reference;
        answer.Version++;
        answer.AccessToken = order.AccessToken;
        return answer;
    }
}

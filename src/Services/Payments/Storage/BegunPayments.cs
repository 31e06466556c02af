using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>Payments as they begin: all that wait in one transaction.</summary>
internal sealed class BegunPayments
{
    private readonly Database _database;
    private readonly PaymentChanges _changes;
    private readonly GroupWork<PaymentRow, PaymentRow?> _group;

    public BegunPayments(Database database, PaymentChanges changes)
    {
        _database = database;
        _changes = changes;
        _group = new("payments.begin", BeginAll);
    }

    /// <summary>The payment as it is stored; null when the order has one already.</summary>
    public Task<PaymentRow?> Begin(PaymentRow payment, CallContext call) => _group.Ask(payment, call);

    private async Task<IReadOnlyList<Result<PaymentRow?>>> BeginAll(ShopId shop, IReadOnlyList<PaymentRow> payments, CancellationToken cancellation)
    {
        var inserted = (await _database.In(shop).Transaction<List<PaymentRow>>(async transaction => await _changes.InsertAll(transaction, shop, payments), cancellation))
            .Value.ToDictionary(payment => payment.OrderId);

        // Removed as it is given out: of two for one order in the group, the first has begun it.
        return [.. payments.Select(payment => (Result<PaymentRow?>)(inserted.Remove(payment.OrderId, out var begun) ? begun : null))];
    }
}

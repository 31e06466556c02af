using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Jobs;
using Kontor.Platform.Failures;
using Kontor.Platform.Jobs;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Kontor.Orders.Features;

/// <summary>
/// What an order that is confirmed as it is stored still needs: its payment is written down, and its stock becomes its own. Its answer doesn't wait for that, so it is done for many orders
/// together; what fails or is lost in a crash, <see cref="SettleExpiredHolds"/> does again.
/// </summary>
internal sealed class ConfirmedOrders
{
    private static readonly TimeSpan s_linger = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly PromisedPayments _payments;
    private readonly OrderStock _stock;
    private readonly BackgroundWork _background;
    private readonly FaultPoints _faults;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly GroupWork<Order, bool> _group;

    public ConfirmedOrders(PromisedPayments payments, OrderStock stock, BackgroundWork background, FaultPoints faults, TimeProvider clock, ILogger<ConfirmedOrders> logger)
    {
        _payments = payments;
        _stock = stock;
        _background = background;
        _faults = faults;
        _clock = clock;
        _logger = logger;
        _group = new("orders.settle", SettleAll, cap: 500, linger: s_linger);
    }

    /// <summary>Has an order settled soon.</summary>
    public void Settle(Order order, CallContext call) => _background.Add(_group.Do(order, call with { Aborted = CancellationToken.None }));

    private async Task<IReadOnlyList<Result<bool>>> SettleAll(ShopId shop, IReadOnlyList<Order> orders, CancellationToken cancellation)
    {
        using var settling = CallContext.BySystem(shop, _clock, s_patience, cancellation);
        return await Task.WhenAll(orders.Select(order => Settle(order, settling)));
    }

    private async Task<Result<bool>> Settle(Order order, NarrowedCall settling)
    {
        try
        {
            // The payment first: as long as there is a hold, the job looks after the order.
            var written = await _payments.Write(order, settling.Call);
            _faults.Reach(OrdersFaults.Authorised);
            if (written.Failed(out var error) || (await _stock.Keep(order, payUntil: null, settling.Call)).Failed(out error))
            {
                _logger.LogWarning("Order {OrderId} can't be settled now and is looked at again: {Reason}", order.Id, error.Code);
                return error;
            }

            _faults.Reach(OrdersFaults.Kept);
            return true;
        }
#pragma warning disable CA1031 // Nobody waits for it, and the others of the group aren't to suffer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.LogError(exception, "Order {OrderId} can't be settled and is looked at again.", order.Id);
            return false;
        }
    }
}

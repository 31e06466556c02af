using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Orders.Features;

/// <summary>Has the payment written down that an order was confirmed with: an invoice, or cash on delivery. Safe to repeat, and nothing happens for an order that has its payment.</summary>
internal sealed class PromisedPayments(RpcClient peers)
{
    public async Task<Result<bool>> Write(Order order, CallContext call)
    {
        var authorised = await peers.Call(
            PaymentsMethods.Authorise, new AuthoriseRequest { OrderId = order.Id, Method = order.PaymentMethod, Amount = order.Totals.Total }, call);

        // A conflict: the order was cancelled meanwhile, and its payment with it.
        return authorised.Failed(out var error) && error.Kind != ErrorKind.Conflict ? error : true;
    }
}

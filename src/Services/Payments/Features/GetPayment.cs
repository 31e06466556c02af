using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Shows staff one payment; customers see how their order stands on the order itself.</summary>
internal sealed class GetPayment(Database db)
{
    public async Task<Result<Payment>> Handle(GetPaymentRequest request, CallContext call)
    {
        var byOrder = request.ByCase == GetPaymentRequest.ByOneofCase.OrderId;
        // Whether a payment exists is nobody's business but the shop's.
        if (!call.Actor.IsStaff || !Guid.TryParse(byOrder ? request.OrderId : request.Id, out var id))
        {
            return PaymentsErrors.UnknownPayment;
        }

        var scope = db.In(call.Shop);
        var payment = byOrder ? await scope.Find<PaymentRow>(PaymentQueries.ByOrder(call.Shop, id), call.Aborted) : await scope.AwaitPayment(call.Shop, id, call.Aborted);
        return payment is null ? PaymentsErrors.UnknownPayment : payment.ToContract();
    }
}

using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Starts the payment of an order: promised at once, awaited, or asked of the card's provider.</summary>
internal sealed class Authorise(Database db, BegunPayments begunPayments, CardProvider provider, CardAuthorisations authorisations, FaultPoints faults, TimeProvider clock)
{
    // The caller still has to cancel its order in the time that is left.
    private static readonly TimeSpan s_callersShare = TimeSpan.FromSeconds(1);

    public async Task<Result<Payment>> Handle(AuthoriseRequest request, CallContext call)
    {
        if (!Read(request, call).Try(out var wanted, out var invalid))
        {
            return invalid;
        }

        // The payment stands before the provider is asked: whatever crashes from here on, somebody knows whom to ask. A repeat after a
        // crash comes without the card, which nobody keeps, so what is wrong with the card counts only for the first attempt.
        var scope = db.In(call.Shop);
        var unusable = CardRules.Refuse(KnownMethod.Find(request.Method)!, request.Card, clock.GetUtcNow());
        var begun = unusable is null ? await begunPayments.Begin(wanted, call) : null;
        var payment = begun ?? await scope.Find<PaymentRow>(PaymentQueries.ByOrder(call.Shop, wanted.OrderId), call.Aborted);
        if (payment is null)
        {
            return unusable!;
        }

        faults.Reach(PaymentsFaults.Begun);
        if (payment.Status == PaymentStatus.Created && payment.HasProvider && IsSame(payment, wanted))
        {
            // The payment's id is the provider's key, so attempts that run at once authorise nothing twice.
            var answer = unusable is null
                ? await provider.Authorise(payment, request.Card, call.Deadline - clock.GetUtcNow() - s_callersShare, call.Aborted)
                : await provider.Find(payment, call.Aborted);
            faults.Reach(PaymentsFaults.Answered);
            payment = await authorisations.Settle(payment, answer);
            faults.Reach(PaymentsFaults.Settled);
        }

        return payment switch
        {
            { Status: PaymentStatus.Cancelled } => PaymentsErrors.Cancelled,
            _ when !IsSame(payment, wanted) => PaymentsErrors.OrderDiffers,
            { Status: PaymentStatus.Failed, Failure: CardAuthorisations.NoAnswer } => PaymentsErrors.ProviderUnavailable,
            { Status: PaymentStatus.Failed } => PaymentsErrors.Declined(payment.Failure),
            // Still being decided by the provider; a repeat finds out.
            { Status: PaymentStatus.Created, HasProvider: true } => PaymentsErrors.ProviderUnavailable,
            _ => payment.ToContract(),
        };
    }

    private Result<PaymentRow> Read(AuthoriseRequest request, CallContext call)
    {
        var valid = new Validation()
            .Require(Guid.TryParse(request.OrderId, out var order), "/orderId", "invalid", "Give the order's id.")
            .Require(request.Amount is { Amount: >= 0 }, "/amount/amount", "out_of_range", "Give an amount that isn't negative.")
            .Require(Currencies.IsKnown(request.Amount?.Currency ?? ""), "/amount/currency", "invalid", "Give an ISO 4217 currency code, such as EUR.");
        if (valid.Failed(PaymentsErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (KnownMethod.Find(request.Method) is not { } method)
        {
            return PaymentsErrors.UnknownMethod;
        }

        var id = PaymentId.Of(call.Shop, order);
        var paidLater = method.PaidLater || method.Code == KnownMethod.Card;
        return new PaymentRow
        {
            ShopId = call.Shop.Value,
            Id = id,
            OrderId = order,
            Method = method.Code,
            // Nothing to pay is promised by anybody.
            Status = paidLater && request.Amount!.Amount > 0 ? PaymentStatus.Created : PaymentStatus.Authorized,
            Currency = request.Amount!.Currency,
            Amount = request.Amount.Amount,
            CardLast4 = method.Code == KnownMethod.Card && request.Card is { Number.Length: >= 4 } card ? card.Number[^4..] : "",
            Reference = method.Code == KnownMethod.BankTransfer ? CreditorReference.Of(id) : "",
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private static bool IsSame(PaymentRow payment, PaymentRow wanted) =>
        payment.Method == wanted.Method && payment.Amount == wanted.Amount && payment.Currency == wanted.Currency;
}

using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Features;
using Kontor.Platform.Hosting;

namespace Kontor.Payments;

/// <summary>The contract, a line a method.</summary>
internal static class PaymentsRpc
{
    internal static ServiceBuilder AddRpc(this ServiceBuilder service) => service
        .Rpc(PaymentsMethods.ListMethods, (ListMethods feature) => feature.Handle)
        .Rpc(PaymentsMethods.UpdateMethod, (UpdateMethod feature) => feature.Handle)
        .Rpc(PaymentsMethods.CheckMethod, (CheckMethod feature) => feature.Handle)
        .Rpc(PaymentsMethods.Authorise, (Authorise feature) => feature.Handle)
        .Rpc(PaymentsMethods.Cancel, (CancelPayment feature) => feature.Handle)
        .Rpc(PaymentsMethods.GetPayment, (GetPayment feature) => feature.Handle)
        .Rpc(PaymentsMethods.Capture, (CapturePayment feature) => feature.Handle)
        .Rpc(PaymentsMethods.Refund, (RefundPayment feature) => feature.Handle)
        .Rpc(PaymentsMethods.TakeCallback, (TakeCallback feature) => feature.Handle)
        .Rpc(PaymentsMethods.ListPayments, (ListPayments feature) => feature.Handle);
}

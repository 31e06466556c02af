using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Checks;
using Kontor.Payments.Jobs;
using Kontor.Payments.Provider;
using Kontor.Payments.Sandbox;
using Kontor.Payments.Storage;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Payments;

/// <summary>How orders are paid, and what was.</summary>
public sealed class PaymentsService : IService
{
    /// <inheritdoc/>
    public string Name => "payments";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services
            .AddSingleton(provider => CardProviderSettings.Of(provider.GetRequiredService<KontorOptions>()))
            .AddSingleton<ProviderSecrets>()
            .AddSingleton<PaymentChanges>()
            .AddSingleton<BegunPayments>()
            .AddSingleton<CardProvider>()
            .AddSingleton<CardAuthorisations>()
            .AddSingleton<CardVoids>()
            .AddSingleton<CardRefunds>()
            .AddSingleton<SandboxLedger>()
            .AddSingleton<CardSandbox>();
        service
            .OnPort(9104)
            .AddRpc()
            .MayDieAt(PaymentsFaults.All)
            .Watch(PaymentMethodChanged.Type, (KeptSettings kept) => kept.Forget)
            .Every(TimeSpan.FromSeconds(2), VoidUnknownAuthorisations.Name, (VoidUnknownAuthorisations job) => job.Run)
            .Every(TimeSpan.FromSeconds(2), SendPendingRefunds.Name, (SendPendingRefunds job) => job.Run)
            .Every(TimeSpan.FromHours(1), ForgetTakenCallbacks.Name, (ForgetTakenCallbacks job) => job.Run)
            .Admin(CardProvider.SandboxPath, provider => provider.GetRequiredService<CardSandbox>().Serve)
            .Check("No payment has more refunded than captured, or more captured than asked for, and its state says so", (PaymentInvariants checks) => checks.MoneyAddsUp)
            .Check("No card payment waits for its provider's answer for more than five minutes", (PaymentInvariants checks) => checks.NoneUnanswered)
            .Check("No card's money is held for longer than five minutes after its payment was over", (PaymentInvariants checks) => checks.LetGo)
            .Check("What is refunded of a payment is the sum of its refunds", (PaymentInvariants checks) => checks.RefundsAddUp)
            .Check("No refund waits for its provider for more than five minutes", (PaymentInvariants checks) => checks.RefundsAreSent);
    }
}

using Kontor.Platform.Hosting;

namespace Kontor.Payments;

/// <summary>The payments service.</summary>
public sealed class PaymentsService : IService
{
    /// <inheritdoc/>
    public string Name => "payments";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9104)
        .Calls("shops");
}

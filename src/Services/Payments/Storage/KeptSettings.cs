using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Platform.Caching;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>Which ways to pay shops have switched on or off, as orders ask for it: kept in memory until one changes.</summary>
internal sealed class KeptSettings(Database database, Watches watches, TimeProvider clock)
{
    private const int BytesOfShop = 1_000;

    private readonly KeptByShop<IReadOnlyDictionary<string, bool>> _kept = new("payments.methods", watches, clock);

    public async Task<bool> IsEnabled(KnownMethod method, CallContext call) => (await _kept.Get(call, BytesOfShop, Read)).GetValueOrDefault(method.Code, method.OnByDefault);

    public void Forget(ShopId shop, PaymentMethodChanged method) => _kept.Forget(shop);

    private async Task<IReadOnlyDictionary<string, bool>> Read(CallContext call) =>
        (await database.In(call.Shop).List<Setting>($"SELECT code, enabled FROM method_setting WHERE shop_id = {call.Shop}", call.Aborted))
            .ToDictionary(setting => setting.Code, setting => setting.Enabled, StringComparer.Ordinal);

    private sealed record Setting
    {
        public required string Code { get; init; }

        public required bool Enabled { get; init; }
    }
}

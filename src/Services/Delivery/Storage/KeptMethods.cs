using Kontor.Contracts.Delivery.V1;
using Kontor.Platform.Caching;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Storage;

/// <summary>The ways in which shops deliver, as orders ask for them: kept in memory until one changes.</summary>
internal sealed class KeptMethods(Database database, Outbox outbox, Watches watches, TimeProvider clock)
{
    private const int BytesOfShop = 4_000;

    private readonly KeptByShop<IReadOnlyDictionary<string, MethodRow>> _kept = new("delivery.methods", watches, clock);

    /// <summary>The method with a code; null when the shop has none.</summary>
    public async Task<MethodRow?> Find(string code, CallContext call) => (await _kept.Get(call, BytesOfShop, Read)).GetValueOrDefault(code);

    /// <summary>Tells that a method has changed, in the transaction that changes it.</summary>
    public void Tell(Transaction transaction, ShopId shop, string code) => outbox.Add(transaction, shop, DeliveryMethodChanged.Type, shop.Value, new DeliveryMethodChanged(code));

    public void Forget(ShopId shop, DeliveryMethodChanged method) => _kept.Forget(shop);

    private async Task<IReadOnlyDictionary<string, MethodRow>> Read(CallContext call) =>
        (await database.In(call.Shop).List<MethodRow>($"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {call.Shop}", call.Aborted)).ToDictionary(method => method.Code, StringComparer.Ordinal);
}

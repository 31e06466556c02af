using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Finds delivery methods whose fee couldn't be added to an order, because it is in another currency than the shop's.</summary>
internal sealed class CheckMethods(Database db)
{
    public Task<Findings> Find(CancellationToken cancellation) => db.Examine(
        "methods",
        $"SELECT count(*) FROM method",
        $"""
        SELECT format('method %s of shop %s: the fee is in %s, the shop sells in %s', code, shop_id, method.currency, coalesce(shop_setup.currency, 'nothing yet'))
        FROM method LEFT JOIN shop_setup USING (shop_id) WHERE method.currency IS DISTINCT FROM shop_setup.currency LIMIT 50
        """,
        cancellation);
}

using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Tells before an order is placed whether it can be paid as the customer wants to. Questions that wait are asked of the database together.</summary>
internal sealed class CheckMethod
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly CardProviderSettings _provider;
    private readonly GroupWork<KnownMethod, bool> _settings;

    public CheckMethod(Database database, TimeProvider clock, CardProviderSettings provider)
    {
        _database = database;
        _clock = clock;
        _provider = provider;
        _settings = new("payments.check", AreEnabled);
    }

    public async Task<Result<Method>> Handle(CheckMethodRequest request, CallContext call)
    {
        if (KnownMethod.Find(request.Method) is not { } method)
        {
            return PaymentsErrors.UnknownMethod;
        }

        if (!(await _settings.Do(method, call)).Value)
        {
            return PaymentsErrors.MethodUnavailable;
        }

        return CardRules.Refuse(method, request.Card, _clock.GetUtcNow()) is { } refusal ? refusal : method.ToContract(enabled: true, _provider);
    }

    private async Task<IReadOnlyList<Result<bool>>> AreEnabled(ShopId shop, IReadOnlyList<KnownMethod> methods, CancellationToken cancellation)
    {
        var settings = (await _database.In(shop).List<Setting>($"SELECT code, enabled FROM method_setting WHERE shop_id = {shop}", cancellation))
            .ToDictionary(setting => setting.Code, setting => setting.Enabled, StringComparer.Ordinal);
        return [.. methods.Select(method => (Result<bool>)settings.GetValueOrDefault(method.Code, method.OnByDefault))];
    }

    private sealed record Setting
    {
        public required string Code { get; init; }

        public required bool Enabled { get; init; }
    }
}

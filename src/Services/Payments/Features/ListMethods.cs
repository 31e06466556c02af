using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Shows how customers can pay; staff also see the methods that are switched off.</summary>
internal sealed class ListMethods(Database db, CardProviderSettings provider)
{
    public async Task<Result<MethodList>> Handle(Empty request, CallContext call)
    {
        var settings = await db.In(call.Shop).List<Setting>($"SELECT code, enabled, version FROM method_setting WHERE shop_id = {call.Shop}", call.Aborted);
        var list = new MethodList();
        list.Methods.AddRange(KnownMethod.All
            .Select(method => settings.Find(setting => setting.Code == method.Code) is { } setting
                ? method.ToContract(setting.Enabled, provider, setting.Version)
                : method.ToContract(method.OnByDefault, provider))
            .Where(method => method.Enabled || call.Actor.IsStaff));
        return list;
    }

    private sealed record Setting
    {
        public required string Code { get; init; }

        public required bool Enabled { get; init; }

        public required long Version { get; init; }
    }
}

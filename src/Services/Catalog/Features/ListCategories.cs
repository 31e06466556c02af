using Google.Protobuf.WellKnownTypes;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Shows the whole category tree.</summary>
internal sealed class ListCategories(Database db, KeptProducts kept)
{
    public Task<Result<CategoryTree>> Handle(Empty request, CallContext call) => kept.Tree(call, Read);

    private async Task<Result<CategoryTree>> Read(CallContext call) =>
        new CategoryForest(await db.In(call.Shop).List<CategoryRow>(Categories.All(call.Shop), call.Aborted)).ToTree();
}

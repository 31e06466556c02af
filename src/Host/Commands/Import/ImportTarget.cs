using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands.Import;

/// <summary>Where an import goes: the shop, made if it isn't there, and the file for what can't be taken.</summary>
internal static class ImportTarget
{
    /// <param name="session">The services.</param>
    /// <param name="request">The shop as it is made when there is none with its handle.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Result<Shop>> Shop(CommandSession session, CreateShopRequest request, CancellationToken cancellation)
    {
        var found = await session.App.Client.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = request.Handle }, session.Call(default, cancellation));
        if (!found.Failed(out var error) || error.Kind != ErrorKind.NotFound)
        {
            return found;
        }

        request.Name = NameOf(request.Handle);
        return await session.App.Client.Call(ShopsMethods.CreateShop, request, session.Call(default, cancellation));
    }

    public static Rejects Rejects(KontorHome home, string path)
    {
        home.CreateImports();
        return new Rejects(Path.Combine(home.Imports, $"{Path.GetFileName(path)}-rejects.jsonl"), Terminal.Error);
    }

    public static string Sentence(Error error) => string.Join(' ', error.Faults.Select(fault => $"{fault.Pointer}: {fault.Detail}").Prepend(error.Message));

    /// <summary>Says why nothing, or no more, is imported.</summary>
    public static int Refuse(int status, string message)
    {
        Terminal.Error($"kontor: {message}");
        return status;
    }

    private static string NameOf(string handle) => handle.Length == 0 ? "" : char.ToUpperInvariant(handle[0]) + handle[1..].Replace('-', ' ');
}

using Kontor.Contracts.Catalog.V1;

namespace Kontor.BadSample.Features;

// Says nothing to a shop manager, and uses a contract that the service doesn't declare.
internal sealed class Undocumented
{
    public static string Method => CatalogMethods.LookUpVariants.Path;
}

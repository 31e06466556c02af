using Kontor.Catalog.Features;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Hosting;

namespace Kontor.Catalog;

/// <summary>Which feature serves which method.</summary>
internal static class CatalogRpc
{
    public static ServiceBuilder AddRpc(this ServiceBuilder service) => service
        .Rpc(CatalogMethods.ListProducts, (ListProducts feature) => feature.Handle)
        .Rpc(CatalogMethods.GetProduct, (GetProduct feature) => feature.Handle)
        .Rpc(CatalogMethods.CreateProduct, (CreateProduct feature) => feature.Handle)
        .Rpc(CatalogMethods.UpdateProduct, (UpdateProduct feature) => feature.Handle)
        .Rpc(CatalogMethods.DeleteProduct, (DeleteProduct feature) => feature.Handle)
        .Rpc(CatalogMethods.AddVariant, (AddVariant feature) => feature.Handle)
        .Rpc(CatalogMethods.UpdateVariant, (UpdateVariant feature) => feature.Handle)
        .Rpc(CatalogMethods.DeleteVariant, (DeleteVariant feature) => feature.Handle)
        .Rpc(CatalogMethods.ListCategories, (ListCategories feature) => feature.Handle)
        .Rpc(CatalogMethods.CreateCategory, (CreateCategory feature) => feature.Handle)
        .Rpc(CatalogMethods.UpdateCategory, (UpdateCategory feature) => feature.Handle)
        .Rpc(CatalogMethods.DeleteCategory, (DeleteCategory feature) => feature.Handle)
        .Rpc(CatalogMethods.LookUpVariants, (LookUpVariants feature) => feature.Handle)
        .Rpc(CatalogMethods.ImportProducts, (ImportProducts feature) => feature.Handle)
        .Rpc(CatalogMethods.AddPictures, (AddPictures feature) => feature.Handle)
        .Rpc(CatalogMethods.GetPicture, (GetPicture feature) => feature.Handle);
}

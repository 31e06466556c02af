using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Catalog.V1;

#pragma warning disable CS1591 // Each method is described in catalog.proto.

/// <summary>The methods of catalog.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class CatalogMethods
{
    public const string Service = "kontor.catalog.v1.Catalog";

    public static readonly RpcMethod<ListProductsRequest, ProductPage> ListProducts = new(Service, "ListProducts", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<GetProductRequest, Product> GetProduct = new(Service, "GetProduct", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<CreateProductRequest, Product> CreateProduct = new(Service, "CreateProduct", Access.Staff);
    public static readonly RpcMethod<UpdateProductRequest, Product> UpdateProduct = new(Service, "UpdateProduct", Access.Staff);
    public static readonly RpcMethod<DeleteProductRequest, Empty> DeleteProduct = new(Service, "DeleteProduct", Access.Staff);
    public static readonly RpcMethod<AddVariantRequest, Product> AddVariant = new(Service, "AddVariant", Access.Staff);
    public static readonly RpcMethod<UpdateVariantRequest, Product> UpdateVariant = new(Service, "UpdateVariant", Access.Staff);
    public static readonly RpcMethod<DeleteVariantRequest, Empty> DeleteVariant = new(Service, "DeleteVariant", Access.Staff);
    public static readonly RpcMethod<Empty, CategoryTree> ListCategories = new(Service, "ListCategories", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<CreateCategoryRequest, Category> CreateCategory = new(Service, "CreateCategory", Access.Staff);
    public static readonly RpcMethod<UpdateCategoryRequest, Category> UpdateCategory = new(Service, "UpdateCategory", Access.Staff);
    public static readonly RpcMethod<DeleteCategoryRequest, Empty> DeleteCategory = new(Service, "DeleteCategory", Access.Staff);
    public static readonly RpcMethod<LookUpVariantsRequest, LookUpVariantsResponse> LookUpVariants = new(Service, "LookUpVariants", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<ImportProductsRequest, ImportProductsResponse> ImportProducts = new(Service, "ImportProducts", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<AddPicturesRequest, AddPicturesResponse> AddPictures = new(Service, "AddPictures", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<GetPictureRequest, Picture> GetPicture = new(Service, "GetPicture", Access.Anyone, Repeat.Safe);
}

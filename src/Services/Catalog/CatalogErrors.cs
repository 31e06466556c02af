namespace Kontor.Catalog;

/// <summary>Every failure that this service expects.</summary>
internal static class CatalogErrors
{
    public const string Invalid = "catalog.invalid";

    public static readonly Error ProductNotFound = new(ErrorKind.NotFound, "catalog.product_not_found", "There is no such product. Look it up in GET /v1/products.");

    public static readonly Error VariantNotFound = new(ErrorKind.NotFound, "catalog.variant_not_found", "There is no variant with this SKU. Look it up in GET /v1/products.");

    public static readonly Error CategoryNotFound = new(ErrorKind.NotFound, "catalog.category_not_found", "There is no such category. Look it up in GET /v1/categories.");

    public static readonly Error PictureNotFound = new(ErrorKind.NotFound, "catalog.picture_not_found", "There is no such picture. Its address is among the 'images' of a product.");

    public static readonly Error LastVariant =
        new(ErrorKind.Conflict, "catalog.last_variant", "This is the product's last variant. Add another one first, or delete the product.");

    public static readonly Error TooManyVariants =
        new(ErrorKind.Conflict, "catalog.too_many_variants", "The product has as many variants as a product may have (200). Make another product.");

    public static readonly Error CategoryInUse =
        new(ErrorKind.Conflict, "catalog.category_in_use", "The category has categories below it. Move or delete them first. (Products merely lose the category.)");

    public static readonly Error TooManyCategories =
        new(ErrorKind.Conflict, "catalog.too_many_categories", "The shop has as many categories as a shop may have (10,000). Delete some first.");

    public static readonly Error CategoryInItself =
        Error.Invalid("catalog.category_cycle", "A category can't be moved below itself.", new Fault("/parent", "cycle", "Choose a category that isn't this one and isn't below it."));

    public static readonly Error CategoryTooDeep =
        Error.Invalid("catalog.category_too_deep", "The tree would get deeper than 10 levels.", new Fault("/parent", "too_deep", "Choose a parent nearer to the root."));

    public static readonly Error UnknownParent =
        Error.Invalid("catalog.unknown_category", "The parent isn't a category of this shop.", new Fault("/parent", "unknown", "Give the slug of a category from GET /v1/categories, or leave it out for the root."));

    public static readonly Error BadCursor =
        Error.Invalid(
            "catalog.bad_cursor", "'after' isn't a cursor of this list. Begin again without it, and keep category, q and sort as they are from page to page.", new Fault("?after", "invalid", "Use the 'next' of the page before."));

    public static Error SlugTaken(string slug) =>
        new(ErrorKind.Conflict, "catalog.slug_taken", $"The slug '{slug}' is taken. Choose another one, or leave it out to have one made.")
        {
            Faults = [new Fault("/slug", "taken", "Choose another slug.")],
        };

    public static Error SkuTaken(IEnumerable<Fault> faults) =>
        new(ErrorKind.Conflict, "catalog.sku_taken", "A SKU is one article in the whole shop, and another product has it. 'errors' says which.") { Faults = [.. faults] };

    public static Error UnknownCategories(IEnumerable<Fault> faults) =>
        Error.Invalid("catalog.unknown_category", "Some categories don't exist in this shop. Make them first with POST /v1/categories.", [.. faults]);

    public static Error WrongCurrency(string currency, IEnumerable<Fault> faults) =>
        Error.Invalid("catalog.wrong_currency", $"Prices of this shop are in {currency}.", [.. faults]);
}

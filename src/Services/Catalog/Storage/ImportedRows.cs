using System.Text.Json;
using Kontor.Catalog.Model;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>The statements of an import: each takes the whole batch. Needs <see cref="CatalogLock.Alone"/>, so nothing here races.</summary>
internal static class ImportedRows
{
    /// <summary>Which of the records' SKUs are there already.</summary>
    public static async Task<IReadOnlyDictionary<string, KnownVariant>> Known(Transaction transaction, ShopId shop, IEnumerable<ImportRecord> records) =>
        (await transaction.List<KnownVariant>(
            $"""
            SELECT sku, product_id, source_hash,
                   NOT EXISTS (SELECT FROM variant o WHERE o.shop_id = v.shop_id AND o.product_id = v.product_id AND o.id <> v.id) AS is_only_variant
            FROM variant v WHERE shop_id = {shop} AND sku = ANY({records.Select(record => record.Sku).ToArray()})
            """)).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);

    /// <summary>Makes products of one variant each, for sale at once.</summary>
    public static async Task Insert(Transaction transaction, ShopId shop, IReadOnlyList<ImportedProductRow> rows, DateTimeOffset now, TimeProvider clock)
    {
        if (rows.Count == 0)
        {
            return;
        }

        // Most slugs are free; products that are called like others get a part of their id.
        var named = rows.Select(row => (Row: row, Slug: Slugs.From(row.Record.Name))).ToList();
        var free = named.Where(pair => pair.Slug.Length > 0).ToList();
        var done = (await InsertProducts(transaction, shop, free, now)).ToHashSet();
        await InsertProducts(transaction, shop, [.. named.Where(pair => !done.Contains(pair.Row.Id)).Select(pair => (pair.Row, Slugs.Unique(pair.Slug, pair.Row.Id)))], now);
        await transaction.Execute(
            $"""
            INSERT INTO variant (shop_id, id, product_id, sku, options, price, position, source_hash)
            SELECT {shop}, id, product_id, sku, jsonb_build_object(), price, 1, source_hash
            FROM unnest({rows.Select(_ => Uuid7.New(clock)).ToArray()}, {rows.Select(row => row.Id).ToArray()}, {rows.Select(row => row.Record.Sku).ToArray()},
                        {rows.Select(row => row.Record.Price).ToArray()}, {rows.Select(row => row.Record.Hash).ToArray()})
                 AS given (id, product_id, sku, price, source_hash)
            """);
    }

    /// <summary>Gives products the names, texts, pictures and popularity of their changed records.</summary>
    public static async Task Rewrite(Transaction transaction, ShopId shop, IReadOnlyList<ImportedProductRow> rows)
    {
        if (rows.Count > 0)
        {
            var ids = rows.Select(row => row.Id).ToArray();
            await transaction.Execute(
                $"""
                UPDATE product p SET name = given.name, name_key = given.name_key, description = given.description, brand = given.brand,
                       images = ARRAY(SELECT jsonb_array_elements_text(given.images::jsonb)), popularity = given.popularity
                FROM unnest({ids}, {rows.Select(row => row.Record.Name).ToArray()}, {rows.Select(row => ProductRules.SortKey(row.Record.Name)).ToArray()},
                            {rows.Select(row => row.Record.Description).ToArray()}, {rows.Select(row => row.Record.Brand).ToArray()},
                            {rows.Select(ImagesOf).ToArray()}, {rows.Select(row => row.Record.Popularity).ToArray()})
                     AS given (id, name, name_key, description, brand, images, popularity)
                WHERE p.shop_id = {shop} AND p.id = ANY({ids}) AND p.id = given.id
                """);
        }
    }

    /// <summary>Sets the prices of changed records and raises the versions of their products.</summary>
    public static async Task Reprice(Transaction transaction, ShopId shop, IReadOnlyList<ImportedProductRow> rows, DateTimeOffset now)
    {
        if (rows.Count > 0)
        {
            var skus = rows.Select(row => row.Record.Sku).ToArray();
            var ids = rows.Select(row => row.Id).Distinct().ToArray();
            await transaction.ExecuteAll(
                $"""
                UPDATE variant v SET price = given.price, source_hash = given.source_hash
                FROM unnest({skus}, {rows.Select(row => row.Record.Price).ToArray()}, {rows.Select(row => row.Record.Hash).ToArray()}) AS given (sku, price, source_hash)
                WHERE v.shop_id = {shop} AND v.sku = ANY({skus}) AND v.sku = given.sku
                """,
                $"""
                UPDATE product p SET version = version + 1, updated_at = {now},
                       price_from = (SELECT min(v.price) FROM variant v WHERE v.shop_id = p.shop_id AND v.product_id = p.id)
                WHERE p.shop_id = {shop} AND p.id = ANY({ids})
                """);
        }
    }

    /// <summary>Puts each product into the leaf of its record's path, and nowhere else.</summary>
    public static async Task File(Transaction transaction, ShopId shop, IReadOnlyList<ImportedProductRow> rows, IReadOnlyDictionary<string, Guid> categories)
    {
        var filed = rows.Where(row => row.Record.CategoryPath.Count > 0).ToList();
        await transaction.ExecuteAll(
            $"DELETE FROM product_category WHERE shop_id = {shop} AND product_id = ANY({rows.Select(row => row.Id).ToArray()})",
            $"""
            INSERT INTO product_category (shop_id, product_id, category_id)
            SELECT {shop}, product_id, category_id
            FROM unnest({filed.Select(row => row.Id).ToArray()}, {filed.Select(row => categories[ImportedCategories.KeyOf(row.Record.CategoryPath)]).ToArray()})
                 AS given (product_id, category_id)
            """);
    }

    private static async Task<IReadOnlyList<Guid>> InsertProducts(
        Transaction transaction, ShopId shop, IReadOnlyList<(ImportedProductRow Row, string Slug)> rows, DateTimeOffset now) =>
        await transaction.List<Guid>(
            $"""
            INSERT INTO product (shop_id, id, slug, name, name_key, description, brand, status, images, currency, price_from, popularity, created_at, updated_at)
            SELECT {shop}, id, slug, name, name_key, description, brand, 'active', ARRAY(SELECT jsonb_array_elements_text(images::jsonb)), currency, price, popularity, {now}, {now}
            FROM unnest({rows.Select(row => row.Row.Id).ToArray()}, {rows.Select(row => row.Slug).ToArray()}, {rows.Select(row => row.Row.Record.Name).ToArray()},
                        {rows.Select(row => ProductRules.SortKey(row.Row.Record.Name)).ToArray()}, {rows.Select(row => row.Row.Record.Description).ToArray()},
                        {rows.Select(row => row.Row.Record.Brand).ToArray()}, {rows.Select(row => ImagesOf(row.Row)).ToArray()},
                        {rows.Select(row => row.Row.Record.Currency).ToArray()}, {rows.Select(row => row.Row.Record.Price).ToArray()},
                        {rows.Select(row => row.Row.Record.Popularity).ToArray()})
                 AS given (id, slug, name, name_key, description, brand, images, currency, price, popularity)
            ON CONFLICT (shop_id, slug) DO NOTHING
            RETURNING id
            """);

    // An array of arrays must be rectangular, so the pictures travel as JSON.
    private static string ImagesOf(ImportedProductRow row) => JsonSerializer.Serialize(row.Record.Images);
}

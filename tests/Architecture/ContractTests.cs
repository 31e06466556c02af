using Kontor.Architecture.Tests.Rules;

namespace Kontor.Architecture.Tests;

/// <summary>Contracts are what services know of each other, so their tables have to be right.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Every_table_of_methods_equals_its_proto()
    {
        var tables = ContractTables.Of(Product.Contracts).ToList();
        Assert.Equal(Product.Services.Count - 1, tables.Count); // all but the gateway, which has no contract
        Assert.Empty(tables.SelectMany(table => ContractTables.Differences(table.Table, table.Proto)));
    }

    [Fact]
    public void A_table_that_has_fallen_behind_its_proto_is_found()
    {
        var differences = ContractTables.Differences(typeof(BadSample.ShopsMethods), Kontor.Contracts.Shops.V1.ShopsReflection.Descriptor).ToList();
        Assert.Contains(differences, difference => difference.Contains("/GetShop(kontor.shops.v1.GetShopRequest): google.protobuf.Empty;", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("/MakeShop(", StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("/UpdateShop(", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_method_is_served_by_the_service_that_owns_it()
    {
        foreach (var (table, proto) in ContractTables.Of(Product.Contracts))
        {
            var owner = proto.Package.Split('.')[1];
            Assert.Empty(ContractTables.Unserved(table, [.. Product.Summaries.Single(service => service.Name == owner).Methods]));
        }

        Assert.Equal(2, ContractTables.Unserved(typeof(BadSample.ShopsMethods), [.. Product.BadSummary.Methods]).Count());
    }

    [Fact]
    public void No_public_path_leads_to_an_internal_method()
    {
        var tables = ContractTables.Of(Product.Contracts).Select(contract => contract.Table).ToList();

        // The gateway itself asks whose key a request came with, before it knows who asks.
        Assert.Equal(["/kontor.users.v1.Users/IdentifyApiKey"], References.InternalMethods(typeof(Gateway.GatewayService).Assembly, tables));
        Assert.Equal(["/kontor.catalog.v1.Catalog/LookUpVariants"], References.InternalMethods(Product.BadAssembly, tables));
    }

    [Fact]
    public void Events_are_declared_once_in_the_contract_of_the_service_that_tells_them()
    {
        var services = Product.Summaries.Select(service => service.Name).ToList();
        Assert.Empty(ContractTables.EventFaults([.. Product.All.SelectMany(ContractTables.Events)], services));
        Assert.Equal(
            [
                "Two events are called ThingHappened.",
                "ThingHappened isn't lower-case and dotted.",
                "ThingHappened travels in nobody, and no service is called that.",
                "Kontor.BadSample.ThingHappened isn't in the contract of nobody.",
            ],
            ContractTables.EventFaults(ContractTables.Events(Product.BadAssembly), [.. services, "badsample"]).Distinct().Where(fault => !fault.EndsWith("of badsample.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Event_names_are_a_promise_to_consumers_whatever_the_types_are_called()
    {
        // Written out here: whoever renames a record must not touch this list. A new event is added to it.
        Assert.Equal(
            [
                "category.changed", "delivery_method.changed", "order.cancelled", "order.confirmed", "order.created", "orders.imported", "orders.returned", "payment.captured", "payment.changed",
                "payment_method.changed", "product.changed", "shop.created", "shop.updated", "stock.adjusted", "user.registered", "user.roles_changed",
            ],
            ContractTables.Events(Product.Contracts).Select(found => found.Name).Order(StringComparer.Ordinal));
    }
}

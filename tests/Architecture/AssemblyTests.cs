using Kontor.Architecture.Tests.Rules;

namespace Kontor.Architecture.Tests;

/// <summary>Each rule holds for the product and finds what is planted in the known-bad sample.</summary>
public sealed class AssemblyTests
{
    [Fact]
    public void A_service_shows_nothing_but_its_declaration()
    {
        Assert.Empty(Product.Services.SelectMany(service => Visibility.PublicTypes(service.GetType().Assembly, service.GetType())));
        Assert.StartsWith("Kontor.BadSample.PublicOrderManager is public", Assert.Single(Visibility.PublicTypes(Product.BadAssembly, Product.Bad.GetType())), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_reference_only_what_is_below_them()
    {
        string[] below = ["Kontor.Primitives", "Kontor.Contracts", "Kontor.Platform"];
        Assert.Empty(References.Forbidden(Product.Primitives));
        Assert.Empty(References.Forbidden(Product.Contracts, "Kontor.Primitives"));
        Assert.Empty(References.Forbidden(Product.Platform, "Kontor.Primitives"));
        Assert.Empty(Product.Services.SelectMany(service => References.Forbidden(service.GetType().Assembly, below)));
        Assert.Equal(["Kontor.BadSample references Kontor.Shops."], References.Forbidden(Product.BadAssembly, below));
    }

    [Fact]
    public void A_service_uses_only_the_contracts_that_it_declares()
    {
        var topics = ContractTables.Events(Product.Contracts).ToDictionary(found => found.Name, found => found.Topic, StringComparer.Ordinal);
        Assert.Empty(Product.Services.SelectMany(service => References.UndeclaredContracts(service.GetType().Assembly, Product.SummaryOf(service), name => topics[name])));
        Assert.Contains(
            "'badsample' uses Kontor.Contracts.Catalog.V1.CatalogMethods and declares neither a call nor an event of it.",
            References.UndeclaredContracts(Product.BadAssembly, Product.BadSummary, name => topics[name]));
    }

    [Fact]
    public void Nothing_static_changes()
    {
        Assert.Empty(Product.All.SelectMany(Statics.Mutable));
        Assert.Equal(
            ["<Last>k__BackingField", "s_cache", "s_counter"],
            Statics.Mutable(Product.BadAssembly).Select(violation => violation.Split(' ')[0].Split("MutableStatics.")[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_say_something()
    {
        Assert.Empty(Product.All.SelectMany(Names.Banned));
        Assert.Equal(["Kontor.BadSample.PublicOrderManager: that name says nothing."], Names.Banned(Product.BadAssembly));
    }
}

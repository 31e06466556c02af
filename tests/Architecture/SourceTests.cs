using Kontor.Architecture.Tests.Rules;

namespace Kontor.Architecture.Tests;

/// <summary>What stands in the files, and what the compiler can't see.</summary>
public sealed class SourceTests
{
    private static readonly string[] s_schemas = [.. Product.Services.Select(service => service.Name)];

    public static TheoryData<string> ServiceFolders => [.. Directory.GetDirectories(Repository.Services).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ServiceFolders))]
    public void Every_feature_says_what_it_is_for(string service) => Assert.Empty(Names.FeaturesWithoutSummary(Path.Combine(Repository.Services, service)));

    [Fact]
    public void A_feature_that_says_nothing_is_found() =>
        Assert.Equal(
            ["tests/Architecture/BadSample/Features/Undocumented.cs: say in a <summary> of its main type what it is for."],
            Names.FeaturesWithoutSummary(Repository.BadSample));

    [Theory]
    [MemberData(nameof(ServiceFolders))]
    public void A_service_names_no_schema_but_its_own(string service) =>
        Assert.Empty(SqlText.ForeignSchemas(Path.Combine(Repository.Services, service), s_schemas.Except([service], StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Nothing_else_names_a_services_schema()
    {
        foreach (var folder in Directory.GetDirectories(Repository.Source).Where(folder => folder != Repository.Services))
        {
            Assert.Empty(SqlText.ForeignSchemas(folder, s_schemas));
        }

        Assert.Contains("FROM inventory.s…", Assert.Single(SqlText.ForeignSchemas(Repository.BadSample, s_schemas)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_of_a_shop_is_closed_to_the_others_and_keyed_by_the_shop()
    {
        Assert.Empty(SqlText.UnguardedTables(Repository.Source));
        Assert.Equal(
            ["key_without_shop has a shop that isn't first in its primary key.", "open_to_all has a shop and no policy: call kontor.shop_owned."],
            SqlText.UnguardedTables(Repository.BadSample).Select(violation => violation.Split(": ", 2)[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_file_may_make_ids_and_none_other_silences_a_ban()
    {
        Assert.Equal(["src/Primitives/Ids.cs"], SourceText.SilencedBans(Repository.Source));
        Assert.Equal(["tests/Architecture/BadSample/BannedCalls.cs"], SourceText.SilencedBans(Repository.BadSample));
    }

    [Fact]
    public void The_list_of_services_has_each_project_once()
    {
        var projects = Repository.Files(Repository.Services, "*.csproj").Select(file => $"Kontor.{Path.GetFileNameWithoutExtension(file)}").ToList();
        Assert.Empty(SourceText.ListFaults(projects, [.. Product.Services.Select(service => service.GetType().Assembly.GetName().Name!)]));
        Assert.Equal(
            ["Kontor.Twice isn't in the list exactly once.", "Kontor.Forgotten isn't in the list exactly once.", "Kontor.Gone is in the list and has no project."],
            SourceText.ListFaults(["Kontor.Twice", "Kontor.Forgotten"], ["Kontor.Twice", "Kontor.Twice", "Kontor.Gone"]));
    }
}

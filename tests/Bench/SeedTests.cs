using System.Text;
using Kontor.Bench.Report;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Tests;

/// <summary>What is put into the shops, and what is asked of them.</summary>
public sealed class SeedTests
{
    [Fact]
    public void The_same_products_are_made_every_time_and_each_is_another()
    {
        var products = Catalogue.Make(2_000, seed: 2).ToList();

        Assert.Equal(products.Select(product => product.Name + product.Price), Catalogue.Make(2_000, seed: 2).Select(product => product.Name + product.Price));
        Assert.Equal(products.Count, products.DistinctBy(product => product.Sku).Count());
        Assert.Equal(products.Count, products.DistinctBy(product => product.Name).Count());
        Assert.Empty(products.SelectMany(product => product.Categories).Except(Catalogue.Categories));
    }

    [Fact]
    public void No_search_comes_twice() => Assert.Equal(5_000, Catalogue.Searches(5_000, seed: 5).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_page_is_taken_once_and_leads_to_the_one_after_it()
    {
        var walk = new PageWalk();
        var first = walk.Take();
        walk.Read(first, Encoding.UTF8.GetBytes("""{"items":[{"name":"\"next\":\"no\""}],"next":"a+b/c="}"""));
        walk.Read(walk.Take(), Encoding.UTF8.GetBytes("""{"items":[],"next":null}"""));

        var rest = new List<string>();
        try
        {
            while (true)
            {
                rest.Add(walk.Take().Target);
            }
        }
        catch (Load.BenchFailedException)
        {
            // That was all.
        }

        Assert.Equal(5 * 201 - 2 + 1, rest.Count);
        Assert.Equal(rest.Count, rest.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal($"{first.List}&after=a%2Bb%2Fc%3D", rest[^1]);
    }

    [Fact]
    public async Task Made_invoices_have_as_many_lines_as_asked_for_with_the_dirt_of_real_ones()
    {
        await using var text = new StringWriter();
        await InvoiceLines.Write(text, 20_000);

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(',')).ToList();
        Assert.Equal(20_000, lines.Count);
        Assert.All(lines, fields => Assert.Equal(8, fields.Length));
        Assert.Contains(lines, fields => fields[0][0] == 'C' && fields[3][0] == '-');
        Assert.Contains(lines, fields => fields[2].Length == 0);
        Assert.Contains(lines, fields => fields[6].Length == 0);
        Assert.Contains(lines, fields => fields[1] == "POST");
    }

    [Fact]
    public void Every_promised_figure_has_a_name_and_none_has_two() =>
        Assert.Superset(
            new HashSet<string>([
                "orders_per_s", "orders_ratio", "orders_ratio_64", "orders_limit_ratio", "hot_sku_ratio", "cached_list_ratio", "uncached_list_p99_ms", "detail_ratio",
                "search_p99_ms", "rpc_local_us", "rpc_remote_us", "events_per_s", "import_lines_per_s", "start_s", "idle_mb", "loaded_mb",
            ]),
            FigureList.All.ToDictionary(figure => figure.Key).Keys.ToHashSet());
}

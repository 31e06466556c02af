using System.Collections.Concurrent;
using System.Text;

namespace Kontor.Bench.Shop;

/// <summary>
/// Pages that nobody has looked at yet: the first ones of every category in every order, and from each that was read the one after it. No cache can have them.
/// </summary>
internal sealed class PageWalk
{
    private static readonly string[] s_sorts = ["newest", "name", "price", "-price", "popular"];

    private readonly ConcurrentQueue<Page> _unseen;

    public PageWalk()
    {
        var lists = s_sorts.SelectMany(sort => Catalogue.Categories.Select(category => $"/v1/products?limit=24&sort={sort}&category={category}").Append($"/v1/products?limit=24&sort={sort}")).ToArray();
        new Random(4).Shuffle(lists);
        _unseen = new(lists.Select(list => new Page(list, null)));
    }

    /// <summary>A page that wasn't taken before.</summary>
    /// <exception cref="Load.BenchFailedException">All were.</exception>
    public Page Take() => _unseen.TryDequeue(out var page) ? page : throw new Load.BenchFailedException("Every page of the large shop has been read: it is too small for this benchmark.");

    /// <summary>Takes note of the page after one that was read.</summary>
    public void Read(Page page, byte[] answer)
    {
        // Looked for by hand: reading the whole answer as JSON would cost the client more than asking did.
        var name = "\"next\":\""u8;
        if (answer.AsSpan().LastIndexOf(name) is >= 0 and var start && answer.AsSpan(start + name.Length).IndexOf((byte)'"') is > 0 and var length)
        {
            _unseen.Enqueue(page with { After = Encoding.ASCII.GetString(answer.AsSpan(start + name.Length, length)) });
        }
    }

    /// <param name="List">Category and order.</param>
    /// <param name="After">Where it goes on; null for the first page.</param>
    internal sealed record Page(string List, string? After)
    {
        public string Target => After is null ? List : $"{List}&after={Uri.EscapeDataString(After)}";
    }
}

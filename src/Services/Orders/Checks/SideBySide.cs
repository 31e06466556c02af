namespace Kontor.Orders.Checks;

/// <summary>Names an order among those of all shops.</summary>
internal sealed record OrderKey(Guid Shop, Guid Order)
{
    /// <summary>Sorts as the database sorts.</summary>
    public static int Compare(OrderKey one, OrderKey other) => one.Shop == other.Shop ? one.Order.CompareTo(other.Order) : one.Shop.CompareTo(other.Shop);
}

/// <summary>Two long lists, both by order, walked page by page at once: what belongs together comes together, and neither is ever held in whole.</summary>
internal static class SideBySide
{
    /// <summary>Reads a list page by page.</summary>
    /// <param name="read">Reads the page after a key, or the first page; an empty one ends the list.</param>
    public static async IAsyncEnumerable<KeyValuePair<OrderKey, T>> Pages<T>(Func<OrderKey?, Task<IReadOnlyList<KeyValuePair<OrderKey, T>>>> read)
    {
        OrderKey? after = null;
        while (await read(after) is { Count: > 0 } page)
        {
            foreach (var item in page)
            {
                yield return item;
            }

            after = page[^1].Key;
        }
    }

    /// <summary>Pairs the items of two lists that are sorted by their key; what has no counterpart comes with null.</summary>
    public static async IAsyncEnumerable<(OrderKey Key, TLeft? Left, TRight? Right)> Walk<TLeft, TRight>(
        IAsyncEnumerable<KeyValuePair<OrderKey, TLeft>> left, IAsyncEnumerable<KeyValuePair<OrderKey, TRight>> right)
        where TLeft : class
        where TRight : class
    {
        await using var lefts = left.GetAsyncEnumerator();
        await using var rights = right.GetAsyncEnumerator();
        var (hasLeft, hasRight) = (await lefts.MoveNextAsync(), await rights.MoveNextAsync());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : OrderKey.Compare(lefts.Current.Key, rights.Current.Key);
            yield return (order <= 0 ? lefts.Current.Key : rights.Current.Key, order <= 0 ? lefts.Current.Value : null, order >= 0 ? rights.Current.Value : null);
            hasLeft = order <= 0 ? await lefts.MoveNextAsync() : hasLeft;
            hasRight = order >= 0 ? await rights.MoveNextAsync() : hasRight;
        }
    }
}

using FsCheck;
using FsCheck.Fluent;

namespace Kontor.Inventory.Tests.Properties;

/// <summary>Something that is done to the stock. Orders are numbered; what each of them wants is in <see cref="StockModel"/>.</summary>
public abstract record StockCommand
{
    public sealed record Reserve(int Order, int Seconds) : StockCommand;

    public sealed record Commit(int Order) : StockCommand;

    public sealed record Release(int Order) : StockCommand;

    /// <summary>What the sweeper does: frees a hold whose time is over, and no other.</summary>
    public sealed record Expire(int Order) : StockCommand;

    public sealed record Extend(int Order, int Seconds) : StockCommand;

    public sealed record Adjust(string Sku, string Location, int Delta) : StockCommand;

    /// <summary>A minute goes by. All other times are no multiples of it, so that nothing ends just now.</summary>
    public sealed record Wait : StockCommand;
}

/// <summary>Random commands, and smaller versions of those that showed a fault.</summary>
public static class StockCommands
{
    private static readonly Gen<int> s_orders = Gen.Choose(0, StockModel.Orders - 1);

    // Some are over from the start.
    private static readonly Gen<StockCommand> s_reserve =
        from order in s_orders from seconds in Gen.Elements(30, 90, -1) select (StockCommand)new StockCommand.Reserve(order, seconds);

    private static readonly Gen<StockCommand> s_adjust =
        from sku in Gen.Elements("a", "b") from location in Gen.Elements("main", "annex") from delta in Gen.Elements(-3, -1, 1, 2, 4)
        select (StockCommand)new StockCommand.Adjust(sku, location, delta);

    private static readonly Gen<StockCommand> s_extend =
        from order in s_orders from seconds in Gen.Elements(20, 150) select (StockCommand)new StockCommand.Extend(order, seconds);

    /// <summary>One after the other; time goes by.</summary>
    public static Arbitrary<StockCommand[]> InTurn { get; } = Arb.From(Gen.ArrayOf(Gen.Frequency((8, Any()), (1, Gen.Constant<StockCommand>(new StockCommand.Wait())))), Shrink);

    /// <summary>What three clients do at once.</summary>
    public static Arbitrary<StockCommand[][]> AtOnce { get; } = Arb.From(
        Gen.ArrayOf(Gen.ArrayOf(Any(), 4), 3),
        clients => clients.SelectMany((mine, client) => Shrink(mine).Select(fewer => clients.Select((others, index) => index == client ? fewer : others).ToArray())));

    private static Gen<StockCommand> Any() => Gen.Frequency(
        (6, s_reserve),
        (4, s_orders.Select(order => (StockCommand)new StockCommand.Commit(order))),
        (4, s_orders.Select(order => (StockCommand)new StockCommand.Release(order))),
        (3, s_orders.Select(order => (StockCommand)new StockCommand.Expire(order))),
        (2, s_extend),
        (3, s_adjust));

    /// <summary>Without some of them: the longest stretches first.</summary>
    private static IEnumerable<StockCommand[]> Shrink(StockCommand[] commands)
    {
        for (var length = commands.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= commands.Length; start += length)
            {
                yield return [.. commands[..start], .. commands[(start + length)..]];
            }
        }
    }
}

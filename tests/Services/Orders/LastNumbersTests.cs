using Kontor.Orders.Storage;
using Kontor.Testing;

namespace Kontor.Orders.Tests;

public sealed class LastNumbersTests
{
    private readonly ShiftedClock _clock = new();
    private readonly ShopId _shop = new(Guid.NewGuid());

    [Fact]
    public void The_last_number_is_known_once_one_was_given()
    {
        var numbers = new LastNumbers(_clock);
        Assert.Null(numbers.Last(_shop));
        numbers.Gave(_shop, 1_007);
        Assert.Equal(1_007, numbers.Last(_shop));
        Assert.Null(numbers.Last(new ShopId(Guid.NewGuid())));
    }

    [Fact]
    public void While_somebody_else_gives_numbers_they_are_asked_for()
    {
        var numbers = new LastNumbers(_clock);
        numbers.Gave(_shop, 1_007);
        numbers.WereGivenElsewhere(_shop);
        numbers.Gave(_shop, 1_020);
        Assert.Null(numbers.Last(_shop));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1_020, numbers.Last(_shop));
    }
}

using Kontor.Contracts.Shops.V1;

namespace Kontor.Reports.Model;

/// <summary>Tells which day it is for a shop.</summary>
/// <param name="Zone">The shop's time zone.</param>
internal sealed record ShopCalendar(TimeZoneInfo Zone)
{
    public static ShopCalendar Of(Shop shop) => new(TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone));

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);
}

using System.Text.Json.Serialization;
using Proto = Kontor.Contracts.Types.V1;

namespace Kontor.Gateway;

/// <summary>A postal address.</summary>
internal sealed record Address
{
    /// <summary>Who lives or works there.</summary>
    public required string Name { get; init; }

    /// <summary>Street and number.</summary>
    public required string Line1 { get; init; }

    /// <summary>Flat, floor, company.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Line2 { get; init; }

    /// <summary>The town.</summary>
    public required string City { get; init; }

    /// <summary>The state, prefecture or county.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }

    /// <summary>The postal code, where the country has any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2, such as GB.</summary>
    public required string Country { get; init; }

    /// <summary>For the courier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phone { get; init; }

    public static Address From(Proto.Address address) => new()
    {
        Name = address.Name,
        Line1 = address.Line1,
        Line2 = Text.OrNull(address.Line2),
        City = address.City,
        Region = Text.OrNull(address.Region),
        PostalCode = Text.OrNull(address.PostalCode),
        Country = address.Country,
        Phone = Text.OrNull(address.Phone),
    };

    public Proto.Address ToProto() => new()
    {
        Name = Name,
        Line1 = Line1,
        Line2 = Line2 ?? "",
        City = City,
        Region = Region ?? "",
        PostalCode = PostalCode ?? "",
        Country = Country,
        Phone = Phone ?? "",
    };
}

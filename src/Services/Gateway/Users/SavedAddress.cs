using System.Text.Json.Serialization;
using Kontor.Contracts.Users.V1;
using Proto = Kontor.Contracts.Users.V1;

namespace Kontor.Gateway.Users;

/// <summary>An address in somebody's account.</summary>
internal sealed record SavedAddress
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

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

    /// <summary>The postal code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2, such as GB.</summary>
    public required string Country { get; init; }

    /// <summary>For the courier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phone { get; init; }

    public static SavedAddress From(Proto.SavedAddress saved) => new()
    {
        Id = saved.Id,
        Name = saved.Address.Name,
        Line1 = saved.Address.Line1,
        Line2 = Text.OrNull(saved.Address.Line2),
        City = saved.Address.City,
        Region = Text.OrNull(saved.Address.Region),
        PostalCode = Text.OrNull(saved.Address.PostalCode),
        Country = saved.Address.Country,
        Phone = Text.OrNull(saved.Address.Phone),
    };
}

/// <summary>What to change in a saved address; the rest stays.</summary>
internal sealed record AddressChanges
{
    /// <summary>Who lives or works there.</summary>
    public string? Name { get; init; }

    /// <summary>Street and number.</summary>
    public string? Line1 { get; init; }

    /// <summary>Flat, floor, company; empty removes it.</summary>
    public string? Line2 { get; init; }

    /// <summary>The town.</summary>
    public string? City { get; init; }

    /// <summary>The state, prefecture or county; empty removes it.</summary>
    public string? Region { get; init; }

    /// <summary>The postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2, such as GB.</summary>
    public string? Country { get; init; }

    /// <summary>For the courier; empty removes it.</summary>
    public string? Phone { get; init; }

    public UpdateAddressRequest ToProto(string id, long expectedVersion)
    {
        var request = new UpdateAddressRequest { Id = id, ExpectedVersion = expectedVersion };
        if (Name is not null)
        {
            request.Name = Name;
        }

        if (Line1 is not null)
        {
            request.Line1 = Line1;
        }

        if (Line2 is not null)
        {
            request.Line2 = Line2;
        }

        if (City is not null)
        {
            request.City = City;
        }

        if (Region is not null)
        {
            request.Region = Region;
        }

        if (PostalCode is not null)
        {
            request.PostalCode = PostalCode;
        }

        if (Country is not null)
        {
            request.Country = Country;
        }

        if (Phone is not null)
        {
            request.Phone = Phone;
        }

        return request;
    }
}

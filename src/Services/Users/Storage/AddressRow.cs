using Kontor.Contracts.Types.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Storage;

namespace Kontor.Users.Storage;

/// <summary>A row of <c>address</c>.</summary>
internal sealed record AddressRow
{
    /// <summary>What to select for it.</summary>
    public static readonly Sql Columns = Sql.Verbatim("id, name, line1, line2, city, region, postal_code, country, phone, version");

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Line1 { get; init; }

    public required string Line2 { get; init; }

    public required string City { get; init; }

    public required string Region { get; init; }

    public required string PostalCode { get; init; }

    public required string Country { get; init; }

    public required string Phone { get; init; }

    public long Version { get; init; } = 1;

    public static AddressRow From(Address address, Guid id) => new()
    {
        Id = id,
        Name = address.Name,
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        Region = address.Region,
        PostalCode = address.PostalCode,
        Country = address.Country,
        Phone = address.Phone,
    };

    /// <summary>Adds it to an account's addresses.</summary>
    public Sql InsertFor(Guid shop, Guid account) =>
        $"""
        INSERT INTO address (shop_id, account_id, id, name, line1, line2, city, region, postal_code, country, phone)
        VALUES ({shop}, {account}, {Id}, {Name}, {Line1}, {Line2}, {City}, {Region}, {PostalCode}, {Country}, {Phone})
        """;

    public Validation Check() => new Validation()
        .Line("/name", Name, 1, 200)
        .Line("/line1", Line1, 1, 200)
        .Line("/line2", Line2, 0, 200)
        .Line("/city", City, 1, 100)
        .Line("/region", Region, 0, 100)
        .Line("/postalCode", PostalCode, 0, 20)
        .Country("/country", Country)
        .Line("/phone", Phone, 0, 40);

    public SavedAddress ToSavedAddress() => new()
    {
        Id = Id.ToString(),
        Address = new Address
        {
            Name = Name,
            Line1 = Line1,
            Line2 = Line2,
            City = City,
            Region = Region,
            PostalCode = PostalCode,
            Country = Country,
            Phone = Phone,
        },
        Version = Version,
    };
}

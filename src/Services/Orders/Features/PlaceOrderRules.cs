using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Identity;

namespace Kontor.Orders.Features;

/// <summary>What a request must look like to become an order.</summary>
internal static class PlaceOrderRules
{
    private const int MostLines = 1_000;
    private const int MostPieces = 100_000;

    /// <summary>Who buys: the signed-in customer; staff may order for somebody else.</summary>
    public static Customer CustomerOf(PlaceOrderRequest request, Actor actor) =>
        actor.Email.Length > 0 && !(actor.IsStaff && request.Customer is not null)
            ? new Customer { Email = actor.Email, Name = actor.Name }
            : request.Customer ?? new Customer();

    public static Validation Check(PlaceOrderRequest request, Customer customer)
    {
        var validation = new Validation()
            .Require(request.Lines.Count is >= 1 and <= MostLines, "/lines", "length", $"Order 1 to {MostLines} lines.")
            .Email("/customer/email", customer.Email)
            .Line("/customer/name", customer.Name, 1, 200);
        for (var index = 0; index < Math.Min(request.Lines.Count, MostLines); index++)
        {
            validation
                .Line($"/lines/{index}/sku", request.Lines[index].Sku, 1, 64)
                .Range($"/lines/{index}/quantity", request.Lines[index].Quantity, 1, MostPieces);
        }

        return Check(validation, request.ShippingAddress ?? new Address());
    }

    private static Validation Check(Validation validation, Address address) => validation
        .Line("/shippingAddress/name", address.Name, 1, 200)
        .Line("/shippingAddress/line1", address.Line1, 1, 200)
        .Line("/shippingAddress/line2", address.Line2, 0, 200)
        .Line("/shippingAddress/city", address.City, 1, 100)
        .Line("/shippingAddress/region", address.Region, 0, 100)
        .Line("/shippingAddress/postalCode", address.PostalCode, 0, 20)
        .Line("/shippingAddress/phone", address.Phone, 0, 40)
        .Country("/shippingAddress/country", address.Country);
}

using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Identity;

namespace Kontor.Host.Demo;

/// <summary>The demo's orders: placed as everybody's are, by the customer with an account and by guests from several countries.</summary>
internal sealed class DemoOrders(DemoShop shop, Actor customer)
{
    private const string Invoice = "invoice";
    private const string OnDelivery = "cash_on_delivery";
    private const string Transfer = "bank_transfer";

    /// <summary>Each waits for ten seconds.</summary>
    private const int Attempts = 9;

    /// <summary>Keys are kept for a day. Whoever finishes a filling that is older leaves the orders as they are, rather than place some twice.</summary>
    private static readonly TimeSpan s_keysAreKept = TimeSpan.FromHours(20);

    private static readonly IReadOnlyList<DemoOrder> s_orders =
    [
        new("", "MUG-BLUE:2 KETTLE-1L", Invoice),
        new("Jonas Weber;Lindenstr. 4;Hamburg;20095;DE", "NOTE-A5:3 PEN-BRASS", Transfer),
        new("Claire Dubois;18 rue des Martyrs;Paris;75009;FR", "VASE-TERRACOTTA CUSHION-ROSE-45CM:2", Invoice),
        new("Sanne de Vries;Prinsengracht 263;Amsterdam;1016 GV;NL", "PACK-20L", OnDelivery),
        new("", "TEE-SUMI-M:2 SOCKS-SLATE-4145:3", Transfer, After.Paid),
        new("Lukas Gruber;Neubaugasse 31;Wien;1070;AT", "COCOTTE-RED-24CM BOARD-OAK", Invoice),
        new("Emma Larsen;Vesterbrogade 9;København;1620;DK", "LAMP-DESK", Transfer),
        new("Paul Schmid;Bahnhofstr. 50;Zürich;8001;CH", "CUTLERY-SET-WALNUT", Invoice, After.Cancelled),
        new("Olivia Hughes;1 High St;London;N1 1AA;GB", "TOWEL-INDIGO-50100:4 SOAP-CELADON:2", Invoice),
        new("", "BONSAI-INDIGO", Transfer, After.Cancelled),
        new("Marta Rossi;Via Garibaldi 7;Torino;10122;IT", "DRIPPER-WHITE MILL-OAK", OnDelivery),
        new("Jonas Weber;Lindenstr. 4;Hamburg;20095;DE", "TENT-INDIGO-2PERSONS FLASK-FOREST-1L:2", Invoice),
        new("", "FOUNTAIN-INDIGO-F INK-INDIGO:2", Invoice),
        new("Anna Nowak;Mokotowska 12;Warszawa;00-561;PL", "HAORI-SUMI-LXL", Transfer),
    ];

    private enum After
    {
        Nothing,
        Paid,
        Cancelled,
    }

    /// <summary>What is ordered.</summary>
    public static IReadOnlyList<PlaceOrderRequest> Wanted => [.. s_orders.Select(order => order.Request())];

    /// <param name="age">How long ago the filling was begun.</param>
    /// <returns>How many orders there are.</returns>
    public async Task<int> Place(TimeSpan age)
    {
        if (age > s_keysAreKept)
        {
            return 0;
        }

        var count = 0;
        foreach (var (number, order) in s_orders.Index())
        {
            if (IsDone(await Place(order, $"demo-order-{number + 1}")).Try(out var placed, out _))
            {
                count++;
                await Finish(order.Then, placed, number + 1);
            }
        }

        return count;
    }

    // An order that a killed process has left half-way is settled within a minute; until then its key is in progress.
    private async Task<Result<Order>> Place(DemoOrder order, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await shop.Try(OrdersMethods.PlaceOrder, order.Request(), order.IsGuests ? Actor.Guest : customer, key);
            if (answer.Succeeded || answer.Error.Code != "idempotency.in_progress" || attempt == Attempts)
            {
                return answer;
            }
        }
    }

    private async Task Finish(After then, Order placed, int number)
    {
        if (then == After.Paid)
        {
            _ = IsDone(await shop.Try(PaymentsMethods.Capture, new CaptureRequest { Id = placed.PaymentId }, key: $"demo-payment-{number}"));
        }
        else if (then == After.Cancelled)
        {
            _ = IsDone(await shop.Try(OrdersMethods.CancelOrder, new CancelOrderRequest { Id = placed.Id, Reason = "ordered by mistake" }, key: $"demo-cancel-{number}"));
        }
    }

    // A refusal stands: somebody has bought the last one, or has set up the shop in another way since an interrupted start.
    private static Result<T> IsDone<T>(Result<T> answer) =>
        answer.Failed(out var error) && error.Kind == ErrorKind.Unavailable ? throw new InvalidOperationException($"{error.Code}: {error.Message}") : answer;

    /// <param name="Guest">Name, street, city, postal code and country; empty for the customer with an account.</param>
    /// <param name="Lines">SKUs, each with its quantity when it isn't one.</param>
    /// <param name="Payment">The payment method.</param>
    /// <param name="Then">What becomes of it.</param>
    private sealed record DemoOrder(string Guest, string Lines, string Payment, After Then = After.Nothing)
    {
        public bool IsGuests => Guest.Length > 0;

        public PlaceOrderRequest Request()
        {
            var address = Guest.Split(';') is [var name, var street, var city, var code, var country]
                ? new Address { Name = name, Line1 = street, City = city, PostalCode = code, Country = country }
                : DemoUsers.Home;
            return new()
            {
                Lines = { Lines.Split(' ').Select(line => line.Split(':')).Select(line => new SkuQuantity { Sku = line[0], Quantity = line.Length > 1 ? line[1][0] - '0' : 1 }) },
                Customer = new Customer { Name = address.Name, Email = $"{address.Name.Split(' ')[0].ToLowerInvariant()}@demo.local" },
                ShippingAddress = address,
                DeliveryMethod = "standard",
                PaymentMethod = Payment,
            };
        }
    }
}

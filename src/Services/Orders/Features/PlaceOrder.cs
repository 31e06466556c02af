using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Delivery.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Method = Kontor.Contracts.Payments.V1.Method;

namespace Kontor.Orders.Features;

/// <summary>
/// Places an order: prices it, holds its stock, writes it down, arranges its payment and confirms it. Whatever fails on the way is undone,
/// and what a crash leaves behind is finished or cancelled by <see cref="Jobs.SettleExpiredHolds"/>, so a shop never oversells and never
/// holds stock for nobody.
/// </summary>
internal sealed class PlaceOrder(
    Database database,
    RpcClient peers,
    KeptAnswerReader keptAnswers,
    PlacedOrders placedOrders,
    ArrangedOrders arrangedOrders,
    PromisedPayments promisedPayments,
    CancelPlacedOrder cancelPlaced,
    OrderStock stock,
    OrderAccess access,
    FaultPoints faults,
    TimeProvider clock)
{
    private static readonly TimeSpan s_flow = TimeSpan.FromSeconds(20);

    public async Task<Result<Order>> Handle(PlaceOrderRequest request, CallContext outerCall)
    {
        using var flow = outerCall.Within(s_flow, clock);
        var call = flow.Call;
        var customer = PlaceOrderRules.CustomerOf(request, call.Actor);
        if (PlaceOrderRules.Check(request, customer).Failed(OrdersErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (await keptAnswers.Await<Order>(call) is { } kept)
        {
            return kept;
        }

        // 1. What does it cost, can it be delivered, can it be paid? Nothing is held yet.
        if (!(await Draft(request, customer, call)).Try(out var draft, out var refused))
        {
            return refused.Kind == ErrorKind.Conflict ? await database.In(call.Shop).KeepConflict<Order>(call, refused) : refused;
        }

        faults.Reach(OrdersFaults.Priced);

        // 2. Hold all lines, or none. A repeat of this very request may have done so already: its order is ours, too.
        if (!(await Hold(request, draft, call)).Try(out var hold, out var short_))
        {
            return short_.Kind == ErrorKind.Conflict ? await database.In(call.Shop).KeepConflict<Order>(call, short_) : short_;
        }

        faults.Reach(OrdersFaults.Held);
        draft = await WithHold(draft, hold, call);

        // 3. The order exists: confirmed where its payment is promised with it, else as pending.
        if (!(await placedOrders.Store(draft)).Try(out var placed, out var unplaced))
        {
            await cancelPlaced.ReleaseUnlessPlaced(draft.Id, unplaced.Code, onlyIfExpired: true, call);
            return unplaced;
        }

        if (placed == Placed.AnsweredElsewhere)
        {
            await cancelPlaced.ReleaseUnlessPlaced(draft.Id, "the request was sent twice", onlyIfExpired: false, call);
            return await database.In(call.Shop).AwaitKept<Order>(call, clock) ?? OrdersErrors.TooSlow;
        }

        faults.Reach(OrdersFaults.Stored);
        if (draft.IsConfirmed)
        {
            await Settle(draft.Order, call);
            return draft.Order;
        }

        // 4. The order id is the payment's key, so this is safe to repeat.
        var authorised = await peers.Call(
            PaymentsMethods.Authorise,
            new AuthoriseRequest { OrderId = draft.Order.Id, Method = request.PaymentMethod, Amount = draft.Order.Totals.Total, Card = request.Card },
            call);
        if (!authorised.Try(out var payment, out var unpaid))
        {
            faults.Reach(OrdersFaults.Declined);
            var undone = await cancelPlaced.Undo(draft.Order, Idempotency.KeyOf(call), unpaid, call);
            faults.Reach(OrdersFaults.Undone);
            return undone ? unpaid : await AsItIs(draft.Id, call);
        }

        faults.Reach(OrdersFaults.Authorised);

        // 5. Confirmed (or waiting for its money), and the stock is the order's.
        var token = call.Actor.IsSignedIn ? "" : await access.TokenFor(call.Shop, draft.Id, call.Aborted);
        var arranged = await arrangedOrders.Store(new ArrangedOrder(draft.Order, payment, draft.PayUntil is not null, token, Idempotency.KeyOf(call), call.Actor.Kind), call);
        if (arranged.Succeeded)
        {
            // If this fails the answer stands all the same: the job for expired holds does it again.
            faults.Reach(OrdersFaults.Arranged);
            await stock.Keep(draft.Order, draft.PayUntil, call);
            faults.Reach(OrdersFaults.Kept);
            return arranged;
        }

        return await AsItIs(draft.Id, call);
    }

    /// <summary>Somebody else brought the order on meanwhile: a recovery, or staff who cancelled it. What they left as the answer is the answer.</summary>
    private async Task<Result<Order>> AsItIs(Guid id, CallContext call)
    {
        if (await database.In(call.Shop).AwaitKept<Order>(call, clock) is { } kept)
        {
            return kept;
        }

        if (await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is not var (row, order) || OrderStatus.IsDead(row.Status))
        {
            // A key that was freed decides nothing: its repeat may well place the order, so this must not sound as if it couldn't.
            return call.Key is null ? OrdersErrors.TakenOver : OrdersErrors.TooSlow;
        }

        order.AccessToken = call.Actor.IsSignedIn ? "" : await access.TokenFor(call.Shop, id, call.Aborted);
        return order;
    }

    private async Task<Result<NewOrder>> Draft(PlaceOrderRequest request, Customer customer, CallContext call)
    {
        var delivering = peers.Call(
            DeliveryMethods.Choose, new ChooseRequest { Method = request.DeliveryMethod, Address = request.ShippingAddress, Lines = { request.Lines } }, call);
        var paying = peers.Call(PaymentsMethods.CheckMethod, new CheckMethodRequest { Method = request.PaymentMethod, Card = request.Card }, call);
        var pricing = peers.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { request.Lines.Select(line => line.Sku).Distinct() } }, call);
        var asking = peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        await Task.WhenAll(delivering, paying, pricing, asking);
        if (!(await pricing).Try(out var found, out var error) || !(await delivering).Try(out var delivery, out error)
            || !(await paying).Try(out var payment, out error) || !(await asking).Try(out var shop, out error))
        {
            return error;
        }

        var variants = found.Variants.Where(variant => variant.ForSale).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
        var unknown = request.Lines.Select((line, index) => (Line: index, line.Sku)).Where(line => !variants.ContainsKey(line.Sku)).ToList();
        if (unknown.Count > 0)
        {
            return OrdersErrors.UnknownSkus(unknown);
        }

        var totals = Totals.Of(
            request.Lines.Select(line => (Int128)variants[line.Sku].Price.Amount * line.Quantity), delivery.Fee.Amount, shop.Currency, shop.TaxRatePpm, shop.PricesIncludeTax);
        if (totals is null)
        {
            return OrdersErrors.TooLarge;
        }

        var now = clock.Now();
        var order = new Order
        {
            Id = Uuid7.New(clock).ToString(),
            Status = payment.Promised ? OrderStatus.Confirmed : OrderStatus.Pending,
            Lines = { request.Lines.Select(line => Line(line, variants[line.Sku])) },
            Totals = totals,
            PaymentMethod = request.PaymentMethod,
            DeliveryMethod = delivery.Method,
            DeliveryFee = delivery.Fee,
            Customer = customer,
            ShippingAddress = request.ShippingAddress,
            CreatedAt = now.ToTimestamp(),
            Version = 1,
        };
        var customerId = customer.Email == call.Actor.Email ? call.Actor.UserId : null;
        return new NewOrder(order, customerId, shop.TaxRatePpm, shop.PricesIncludeTax, PayUntil(payment, now), HoldExpiresAt: now, call);
    }

    private async Task<Result<Hold>> Hold(PlaceOrderRequest request, NewOrder draft, CallContext call)
    {
        // With the body's hash: a key that is used again for something else must not find the first one's lines.
        var requestKey = call.Key is null ? "" : $"{Idempotency.KeyOf(call)!.Actor}/{call.Key.Value}/{call.Key.BodyHash}";
        var held = await peers.Call(
            InventoryMethods.Reserve,
            new ReserveRequest { OrderId = draft.Order.Id, RequestKey = requestKey, Lines = { request.Lines }, HoldSeconds = OrderStock.HoldSeconds },
            call);
        return held.Failed(out var error) && error.Code == "inventory.out_of_stock"
            ? OrdersErrors.OutOfStock(error.Faults.SelectMany(shortage => request.Lines
                .Select((line, index) => (line.Sku, Index: index))
                .Where(line => line.Sku == shortage.Pointer)
                .Select(line => shortage with { Pointer = $"/lines/{line.Index}/quantity" })))
            : held;
    }

    private static DateTimeOffset? PayUntil(Method method, DateTimeOffset now) => method.PaidLater ? now + TimeSpan.FromSeconds(method.PendingSeconds) : null;

    /// <summary>The draft as it will be stored: under the id that its stock is held for, and with its payment if that is certain.</summary>
    private async Task<NewOrder> WithHold(NewOrder draft, Hold hold, CallContext call)
    {
        var order = draft.Order.Clone();
        order.Id = hold.OrderId;
        if (draft.IsConfirmed)
        {
            var id = Guid.Parse(order.Id);
            order.PaymentId = PaymentId.Of(call.Shop, id).ToString();
            order.PaymentStatus = "authorized";
            order.AccessToken = call.Actor.IsSignedIn ? "" : await access.TokenFor(call.Shop, id, call.Aborted);
        }

        return draft with { Order = order, HoldExpiresAt = hold.ExpiresAt.ToDateTimeOffset() };
    }

    /// <summary>Writes down the promised payment of a confirmed order and makes the stock its own. Where this fails, the order stands all the same: the job for expired holds does it again.</summary>
    private async Task Settle(Order order, CallContext call)
    {
        // The payment first: as long as there is a hold, the job looks after the order.
        var written = await promisedPayments.Write(order, call);
        faults.Reach(OrdersFaults.Authorised);
        if (written.Succeeded)
        {
            await stock.Keep(order, payUntil: null, call);
            faults.Reach(OrdersFaults.Kept);
        }
    }

    private static OrderLine Line(SkuQuantity line, FoundVariant variant) => new()
    {
        Sku = line.Sku,
        Name = variant.ProductName,
        Quantity = line.Quantity,
        UnitPrice = variant.Price,
        Total = new MoneyAmount { Amount = checked(variant.Price.Amount * line.Quantity), Currency = variant.Price.Currency },
    };
}

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
/// holds stock for nobody. Nobody asks first whether the request came before: the hold and the order are where a repeat meets what its first sending got.
/// </summary>
internal sealed class PlaceOrder(
    Database database,
    RpcClient peers,
    PlacedOrders placedOrders,
    ArrangedOrders arrangedOrders,
    ConfirmedOrders confirmedOrders,
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

        // 1. What does it cost, can it be delivered, can it be paid? Nothing is held yet.
        if (!(await Draft(request, customer, call)).Try(out var draft, out var refused))
        {
            return await Refuse(refused, outerCall);
        }

        faults.Reach(OrdersFaults.Priced);

        // 2. Hold all lines, or none. A repeat of this very request may have done so already: its order is ours, too.
        if (!(await Hold(request, draft, call)).Try(out var hold, out var short_))
        {
            return await Refuse(short_, outerCall);
        }

        faults.Reach(OrdersFaults.Held);
        if (hold.OrderId != draft.Order.Id)
        {
            if (await database.In(call.Shop).AwaitKept<Order>(call, clock) is { } kept)
            {
                return kept;
            }

            // Its first sending came no further than this hold; unless it did just now, and the stock is allocated.
            if (!(await Renew(hold, call)).Try(out hold, out _))
            {
                return await database.In(call.Shop).AwaitKept<Order>(call, clock) ?? OrdersErrors.TooSlow;
            }
        }

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
            confirmedOrders.Settle(draft.Order, call);
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

    /// <summary>Nothing is done for this request. Its first sending may have got an order all the same, and then so does its repeat: what that wants may be gone since.</summary>
    private async Task<Result<Order>> Refuse(Error refused, CallContext call) =>
        await database.In(call.Shop).AwaitKept<Order>(call, clock)
        ?? (refused.Kind == ErrorKind.Conflict ? await database.In(call.Shop).KeepConflict<Order>(call, refused) : refused);

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
        var id = Uuid7.New(clock);
        var order = new Order
        {
            Id = id.ToString(),
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
        return new NewOrder(id, order, customerId, shop.TaxRatePpm, shop.PricesIncludeTax, PayUntil(payment, now), HoldExpiresAt: now, call);
    }

    private async Task<Result<Hold>> Hold(PlaceOrderRequest request, NewOrder draft, CallContext call)
    {
        var reserve = new ReserveRequest { OrderId = draft.Order.Id, Lines = { request.Lines }, HoldSeconds = OrderStock.HoldSeconds };
        if (call.Key is { } key)
        {
            (reserve.RequestKey, reserve.RequestBody) = ($"{Idempotency.KeyOf(call)!.Actor}/{key.Value}", key.BodyHash);
        }

        var held = await peers.Call(InventoryMethods.Reserve, reserve, call);
        return held.Failed(out var error) && error.Code == "inventory.out_of_stock"
            ? OrdersErrors.OutOfStock(error.Faults.SelectMany(shortage => request.Lines
                .Select((line, index) => (line.Sku, Index: index))
                .Where(line => line.Sku == shortage.Pointer)
                .Select(line => shortage with { Pointer = $"/lines/{line.Index}/quantity" })))
            : held;
    }

    private Task<Result<Hold>> Renew(Hold hold, CallContext call) => peers.Call(
        InventoryMethods.ExtendHold, new ExtendHoldRequest { OrderId = hold.OrderId, ExpiresAt = (clock.Now() + TimeSpan.FromSeconds(OrderStock.HoldSeconds)).ToTimestamp() }, call);

    private static DateTimeOffset? PayUntil(Method method, DateTimeOffset now) => method.PaidLater ? now + TimeSpan.FromSeconds(method.PendingSeconds) : null;

    /// <summary>The draft as it will be stored: under the id that its stock is held for, and with its payment if that is certain.</summary>
    private async Task<NewOrder> WithHold(NewOrder draft, Hold hold, CallContext call)
    {
        var id = Guid.Parse(hold.OrderId);
        var order = draft.Order.Clone();
        order.Id = hold.OrderId;
        if (draft.IsConfirmed)
        {
            order.PaymentId = PaymentId.Of(call.Shop, id).ToString();
            order.PaymentStatus = "authorized";
            order.AccessToken = call.Actor.IsSignedIn ? "" : await access.TokenFor(call.Shop, id, call.Aborted);
        }

        return draft with { Id = id, Order = order, HoldExpiresAt = hold.ExpiresAt.ToDateTimeOffset() };
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

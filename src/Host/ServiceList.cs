using Kontor.Catalog;
using Kontor.Delivery;
using Kontor.Gateway;
using Kontor.Inventory;
using Kontor.Orders;
using Kontor.Payments;
using Kontor.Platform.Hosting;
using Kontor.Reports;
using Kontor.Shops;
using Kontor.Users;

namespace Kontor.Host;

/// <summary>The services of this program, a line each.</summary>
public static class ServiceList
{
    /// <summary>All of them, made anew: a declaration is used by one process.</summary>
    public static IReadOnlyList<IService> All() =>
    [
        new ShopsService(),
        new UsersService(),
        new CatalogService(),
        new InventoryService(),
        new PaymentsService(),
        new DeliveryService(),
        new OrdersService(),
        new ReportsService(),
        new GatewayService(),
    ];
}

using System.Reflection;
using Kontor.BadSample;
using Kontor.Contracts.Orders.V1;
using Kontor.Host;
using Kontor.Platform.Hosting;

namespace Kontor.Architecture.Tests;

/// <summary>What the rules are held against.</summary>
internal static class Product
{
    public static Assembly Primitives { get; } = typeof(ShopId).Assembly;

    public static Assembly Contracts { get; } = typeof(OrdersMethods).Assembly;

    public static Assembly Platform { get; } = typeof(ServiceGraph).Assembly;

    public static Assembly Host { get; } = typeof(ServiceList).Assembly;

    public static IReadOnlyList<IService> Services { get; } = ServiceList.All();

    public static IReadOnlyList<ServiceSummary> Summaries { get; } = [.. new ServiceGraph(ServiceList.All()).Describe()];

    public static IReadOnlyList<Assembly> All { get; } = [Primitives, Contracts, Platform, .. Services.Select(service => service.GetType().Assembly), Host];

    /// <summary>A service that breaks every rule.</summary>
    public static IService Bad { get; } = new BadSampleService();

    public static Assembly BadAssembly => Bad.GetType().Assembly;

    public static ServiceSummary BadSummary { get; } = Assert.Single(new ServiceGraph([Bad]).Describe());

    public static ServiceSummary SummaryOf(IService service) => Summaries.Single(summary => summary.Name == service.Name);
}

using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Hosting;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Hosting;

/// <summary>Each mistake in a declaration stops the start with a sentence that names it.</summary>
public sealed class ServiceGraphTests
{
    [Theory]
    [InlineData("one,three", "There is no service 'three'. Known are: all, one, two.")]
    [InlineData("all,three", "There is no service 'three'. Known are: all, one, two.")]
    [InlineData("One", "There is no service 'One'. Known are: all, one, two.")]
    [InlineData(" , ", "--services names no service. Known are: all, one, two.")]
    public void An_unknown_name_in_services_is_told_with_the_known_ones(string list, string message)
    {
        var graph = new ServiceGraph([Service("one"), Service("two")]);
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => graph.Select(list)).Message);
    }

    [Theory]
    [InlineData("all", "one,two")]
    [InlineData("two,one", "two,one")]
    [InlineData(" two , two ", "two")]
    [InlineData("two,all", "two,one")]
    public void A_list_names_each_service_once(string list, string selected)
    {
        var graph = new ServiceGraph([Service("one"), Service("two")]);
        Assert.Equal(selected, string.Join(',', graph.Select(list).Select(service => service.Name)));
    }

    [Fact]
    public void A_call_to_an_unknown_service_is_refused() =>
        Assert.Contains("'one' declares that it calls 'nobody'", Refusal(Service("one", calls: ["nobody"])), StringComparison.Ordinal);

    [Fact]
    public void Calls_in_a_circle_are_refused_with_the_circle() =>
        Assert.Contains(
            "b → c → b.",
            Refusal(Service("a", calls: ["b"]), Service("b", calls: ["c"]), Service("c", calls: ["b"])),
            StringComparison.Ordinal);

    [Fact]
    public void A_service_that_calls_itself_is_a_circle() => Assert.Contains("a → a.", Refusal(Service("a", calls: ["a"])), StringComparison.Ordinal);

    [Fact]
    public void A_method_that_is_served_twice_is_refused() =>
        Assert.Contains(
            "/kontor.sample.v1.Sample/Say is served twice.",
            Refusal(Declared("one", Says), Declared("two", Says)),
            StringComparison.Ordinal);

    [Fact]
    public void Two_services_with_one_name_are_refused() =>
        Assert.Contains("Two services are called 'one'.", Refusal(Service("one"), Service("one")), StringComparison.Ordinal);

    [Fact]
    public void Two_handlers_of_one_event_in_a_service_are_refused_because_the_inbox_would_let_only_one_of_them_work() =>
        Assert.Contains(
            "'one' listens to 'word.said' twice.",
            Refusal(Declared("one", service => service.On(SampleWritten.Type, (Silent feature) => feature.Handle).On(SampleWritten.Type, (Silent feature) => feature.Handle))),
            StringComparison.Ordinal);

    [Fact]
    public void A_service_that_is_called_and_neither_here_nor_anywhere_is_told_with_its_callers()
    {
        var graph = new ServiceGraph([Service("one", "three"), Service("two", "three", "four"), Service("three"), Service("four")]);

        Assert.Equal(
            ["'four', which is called by 'two', neither runs here nor has an address. Add it to --services, or say where it is with --peer four=http://host:port (KONTOR_PEERS)."],
            graph.PeerFaults(Process("one,two", "three=http://a:1")));
        Assert.StartsWith("'three', which is called by 'one' and 'two', ", Assert.Single(graph.PeerFaults(Process("one,two,four"))), StringComparison.Ordinal);
        Assert.Empty(graph.PeerFaults(Process("all")));
        Assert.Empty(graph.PeerFaults(Process("three,four")));
    }

    [Fact]
    public void An_address_of_an_unknown_service_is_refused() =>
        Assert.Equal(["There is an address for 'won', but no service of that name. Known are: one."], new ServiceGraph([Service("one")]).PeerFaults(Process("one", "won=http://a:1")));

    [Fact]
    public void Without_a_database_the_secret_of_calls_has_to_be_given()
    {
        var graph = new ServiceGraph([Declared("edge", service => service.WithoutDatabase().Calls("one")), Service("one")]);
        var process = Process("edge", "one=http://a:1");

        Assert.Contains("KONTOR_RPC_SECRET", Assert.Single(graph.PeerFaults(process)), StringComparison.Ordinal);
        Assert.Empty(graph.PeerFaults(process with { RpcSecret = RpcSecret.Of("sixteen-or-more-characters") }));
        Assert.Empty(graph.PeerFaults(process with { Services = "edge,one" }));
    }

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("with a space in between")]
    [InlineData("with-an-ümlaut-in-between")]
    public void A_secret_that_is_too_easy_or_fits_into_no_header_is_refused(string secret) => Assert.Throws<ConfigurationException>(() => RpcSecret.Of(secret));

    private static KontorOptions Process(string services, string peers = "") => new() { OwnerConnectionString = "", Services = services, Peers = PeerList.Parse(peers) };

    private static void Says(ServiceBuilder service) => service.Rpc(SampleMethods.Say, (Silent feature) => feature.Say);

    private static DeclaredService Service(string name, params string[] calls) => new(name, service => service.Calls(calls));

    private static DeclaredService Declared(string name, Action<ServiceBuilder> declare) => new(name, declare);

    private static string Refusal(params IService[] services) => Assert.Throws<ConfigurationException>(() => new ServiceGraph(services)).Message;

    private sealed class Silent
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => Task.FromResult<Result<StringValue>>(request);

        public Task Handle(Event<SampleWritten> written) => Task.CompletedTask;
    }
}

using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Rpc;
using Kontor.Platform.Telemetry;
using Kontor.Platform.Tests.Managed;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Hosting;

/// <summary>What a process shows to operators and load balancers.</summary>
[Collection(nameof(MadeDatabase))]
public sealed partial class PageTests(MadeDatabase made)
{
    [Fact]
    public async Task Metrics_are_in_the_format_that_Prometheus_reads()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Rpc(SampleMethods.Say, (Saying feature) => feature.Say), change: Listening);
        await process.App.Client.Call(SampleMethods.Say, new StringValue(), SampleProcess.In(SampleProcess.NewShop()));
        using var http = new HttpClient { BaseAddress = process.App.AdminAddress };

        using var answer = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n')[..^1];

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.All(lines, line => Assert.Matches(line.StartsWith('#') ? Comment() : Sample(), line));
        var types = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(types.Distinct(), types);
        Assert.Contains("# TYPE kontor_rpc_duration_seconds histogram", lines);
        var buckets = lines.Where(line => line.StartsWith("kontor_rpc_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains("outcome=\"ok\"", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.True(buckets[^1] >= 1);
    }

    [Fact]
    public void A_metric_whose_meter_ended_and_began_again_is_written_once()
    {
        using var telemetry = KontorTelemetrySession.Start();
        foreach (var value in (long[])[1, 2])
        {
            using var meter = new Meter(KontorTelemetry.Name);
            meter.CreateCounter<long>("test.begun.again").Add(value);
        }

        Assert.Equal(["test_begun_again_total 2"], telemetry.WriteMetrics().Split('\n').Where(line => line.StartsWith("test_begun_again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Metrics_and_the_list_of_services_are_not_on_the_public_port()
    {
        await using var process = await SampleProcess.Start(change: Listening);
        foreach (var path in (string[])["/metrics", "/services"])
        {
            Assert.Equal(HttpStatusCode.OK, await Status(process.App.AdminAddress!, path));
            Assert.Equal(HttpStatusCode.NotFound, await Status(process.App.Address!, path));
        }

        Assert.Equal(HttpStatusCode.NotFound, await Status(process.App.AdminAddress!, "/anything"));
        Assert.True(process.App.AdminAddress!.IsLoopback);
    }

    [Fact]
    public async Task Without_its_database_a_process_lives_but_is_not_ready()
    {
        await using var home = await TemporaryHome.With(made);
        var postgres = await home.Attach();
        await using var process = await SampleProcess.Start(postgres.OwnerConnectionString, change: options => Listening(options) with { RunJobs = false });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Status(process.App.Address!, "/health/live"), await Status(process.App.Address!, "/health/ready")));

        await postgres.DisposeAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await Status(process.App.Address!, "/health/live"), await Status(process.App.Address!, "/health/ready")));

        await using var again = await home.Attach();
        await TestServer.Eventually(async () => await Status(process.App.Address!, "/health/ready") == HttpStatusCode.OK);
    }

    private static Kontor.Platform.Hosting.KontorOptions Listening(Kontor.Platform.Hosting.KontorOptions options) => options with { Port = 0 };

    private static async Task<HttpStatusCode> Status(Uri address, string path)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    [GeneratedRegex("""^# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram))$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*")*\})? (-?[0-9.]+(E[+-]?[0-9]+)?|NaN|[+-]Inf)$""")]
    private static partial Regex Sample();

    private sealed class Saying
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => Task.FromResult<Result<StringValue>>(request);
    }
}

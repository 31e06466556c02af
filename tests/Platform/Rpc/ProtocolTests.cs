using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Rpc;
using Kontor.Platform.Rpc.Wire;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Rpc;

/// <summary>What the RPC port answers to whatever is sent to it, byte by byte as gRPC says.</summary>
public sealed class ProtocolTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] s_hello = Framed(new StringValue { Value = "hello" }.ToByteArray());

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private SpeakingPeer _peer = null!;

    public async Task InitializeAsync() => _peer = await SpeakingPeer.Start(async (request, call) =>
    {
        if (request.Value == "wait")
        {
            await Task.Delay(TimeSpan.FromSeconds(30), call.Aborted);
        }

        return request.Value == "refuse" ? new Error(ErrorKind.Conflict, "sample.refused", "100 % refused, ä") : request;
    });

    public async Task DisposeAsync() => await _peer.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    public async Task A_message_is_answered_by_a_message_and_status_0_in_the_trailers(string contentType)
    {
        using var answer = await Send(s_hello, contentType: contentType);

        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(s_hello, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("0", answer.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task A_failure_tells_its_status_its_message_and_its_details()
    {
        using var answer = await Send(Framed(new StringValue { Value = "refuse" }.ToByteArray()));

        Assert.Equal(StatusCode.FailedPrecondition, await StatusOf(answer));
        Assert.Equal("100 %25 refused, %C3%A4", answer.Headers.GetValues("grpc-message").Single());
        var details = answer.Headers.GetValues("grpc-status-details-bin").Single();
        var status = Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        Assert.Equal((9, "100 % refused, ä", "type.googleapis.com/kontor.rpc.v1.ErrorDetail"), (status.Code, status.Message, status.Details.Single().TypeUrl));
        Assert.Equal("sample.refused", status.Details.Single().Unpack<ErrorDetail>().Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-secret-of-all-processe")]
    [InlineData("a-secret-of-all-processes!")]
    public async Task Without_the_secret_nothing_is_told(string? secret)
    {
        using var known = await Send(s_hello, secret: secret);
        using var unknown = await Send(s_hello, "/kontor.sample.v1.Sample/Nothing", secret: secret);
        Assert.Equal((StatusCode.Unauthenticated, StatusCode.Unauthenticated), (await StatusOf(known), await StatusOf(unknown)));
    }

    [Theory]
    [InlineData("/kontor.sample.v1.Sample/Nothing")]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    public async Task What_is_not_served_is_unimplemented(string path)
    {
        using var answer = await Send(s_hello, path);
        Assert.Equal(StatusCode.Unimplemented, await StatusOf(answer));
    }

    public static TheoryData<string, byte[], int> Bodies => new()
    {
        { "nothing", [], (int)StatusCode.Unimplemented },
        { "two messages", [.. s_hello, .. s_hello], (int)StatusCode.Unimplemented },
        { "a compressed message", [1, .. s_hello[1..]], (int)StatusCode.Unimplemented },
        { "half a prefix", [0, 0], (int)StatusCode.Internal },
        { "half a message", s_hello[..^1], (int)StatusCode.Internal },
        { "no protobuf", Framed([0x0A, 0xFF]), (int)StatusCode.Internal },
        { "text that is no UTF-8", Framed([0x0A, 1, 0xFF]), (int)StatusCode.Ok },
        { "a prefix that promises too much", [0, 0xFF, 0xFF, 0xFF, 0xFF], (int)StatusCode.ResourceExhausted },
        { "an empty message", Framed([]), (int)StatusCode.Ok },
        { "a field that nobody knows", Framed([0x50, 1]), (int)StatusCode.Ok },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_one_message_gets_the_status_that_grpc_has_for_it(string what, byte[] body, int status)
    {
        using var answer = await Send(body);
        Assert.True((StatusCode)status == await StatusOf(answer), $"{what}: {await StatusOf(answer)}");
    }

    [Theory]
    [InlineData("grpc-timeout", "soon")]
    [InlineData("grpc-timeout", "123456789m")]
    [InlineData("grpc-timeout", "-1S")]
    [InlineData("kontor-shop", "main")]
    [InlineData("kontor-actor", "admin")]
    [InlineData("kontor-roles", "god")]
    [InlineData("kontor-roles", "16")]
    public async Task A_header_that_can_not_be_understood_is_refused_by_name(string header, string value)
    {
        using var answer = await Send(s_hello, headers: (header, value));
        Assert.Equal(StatusCode.InvalidArgument, await StatusOf(answer));
        Assert.Contains(header, answer.Headers.GetValues("grpc-message").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50m")]
    [InlineData("50000u")]
    [InlineData("50000000n")]
    public async Task The_timeout_of_a_client_ends_the_call(string timeout)
    {
        using var answer = await Send(Framed(new StringValue { Value = "wait" }.ToByteArray()), headers: ("grpc-timeout", timeout));
        Assert.Equal(StatusCode.DeadlineExceeded, await StatusOf(answer));
    }

    [Fact]
    public async Task Other_requests_than_grpc_are_refused_by_http()
    {
        using var json = await Send("{}"u8.ToArray(), contentType: "application/json");
        using var web = await Send(s_hello, contentType: "application/grpc-web");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType), (json.StatusCode, web.StatusCode));
    }

    [Fact]
    public async Task Calls_are_not_served_on_the_public_port()
    {
        using var http = new HttpClient { BaseAddress = _peer.PublicAddress };
        using var content = new ByteArrayContent(s_hello) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/grpc") } };
        content.Headers.Add(Metadata.Secret, SpeakingPeer.Secret);
        using var answer = await http.PostAsync(new Uri(SampleMethods.Say.Path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("orders=http://a:9092,catalog=http://b:9091;http://c:9091", "catalog=http://b:9091/;http://c:9091/ orders=http://a:9092/")]
    [InlineData("orders=http://a:1,orders=http://b:2", "orders=http://a:1/;http://b:2/")]
    [InlineData(" , ", "")]
    public void A_list_of_peers_is_read(string list, string read)
    {
        var peers = PeerList.Parse(list);
        Assert.Equal(read, string.Join(' ', peers.Names.Order(StringComparer.Ordinal).Select(name => $"{name}={string.Join(';', peers.AddressesOf(name))}")));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("orders=")]
    [InlineData("=http://a")]
    [InlineData("orders=a:9092")]
    [InlineData("orders=ftp://a")]
    [InlineData("orders=http://a/path")]
    [InlineData("orders=http://user:password@a")]
    public void A_peer_that_can_not_be_understood_is_named(string entry) =>
        Assert.Contains($"'{entry}'", Assert.Throws<Kontor.Platform.Hosting.ConfigurationException>(() => PeerList.Parse(entry)).Message, StringComparison.Ordinal);

    private static byte[] Framed(byte[] message)
    {
        var framed = new byte[Framing.PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, Framing.PrefixLength);
        return framed;
    }

    private static async Task<StatusCode> StatusOf(HttpResponseMessage answer)
    {
        await answer.Content.ReadAsByteArrayAsync();
        return (StatusCode)int.Parse((answer.Headers.TryGetValues("grpc-status", out var early) ? early : answer.TrailingHeaders.GetValues("grpc-status")).Single());
    }

    private async Task<HttpResponseMessage> Send(
        byte[] body, string? path = null, string contentType = "application/grpc", string? secret = SpeakingPeer.Secret, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_peer.Address, path ?? SampleMethods.Say.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
        };
        foreach (var (name, value) in headers.Append((Metadata.Secret, secret ?? "")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (secret is null)
        {
            request.Headers.Remove(Metadata.Secret);
        }

        return await _http.SendAsync(request, CancellationToken.None);
    }
}

using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Provider;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Payments.Tests;

public sealed class CallbackTests
{
    [Fact]
    public void Signatures_are_those_of_standard_webhooks()
    {
        const string Secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        const string Right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        var body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
        var sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

        Assert.Equal(Right, WebhookSignature.Sign(Secret, Id, "1614265330", body));
        Assert.Equal(Right, WebhookSignature.Sign("whsec_" + Secret, Id, "1614265330", body));
        Assert.True(WebhookSignature.IsValid(Secret, Id, "1614265330", $"v1,other v1a,thing {Right}", body, sent.AddMinutes(5)));
        Assert.False(WebhookSignature.IsValid(Secret, Id, "1614265330", Right, body, sent.AddMinutes(5).AddSeconds(1)));
        Assert.False(WebhookSignature.IsValid(Secret, Id, "1614265330", Right, body, sent.AddMinutes(-5).AddSeconds(-1)));
        Assert.False(WebhookSignature.IsValid(Secret, Id, "1614265330", "v1,wrong", body, sent));
        Assert.False(WebhookSignature.IsValid(Secret, "msg_other", "1614265330", Right, body, sent));
        Assert.False(WebhookSignature.IsValid(Secret, Id, "9223372036854775808", Right, body, sent));
    }

    [Fact]
    public async Task An_approval_after_we_gave_up_is_voided_however_often_it_is_told()
    {
        var till = await Till.New();
        var order = Till.NewOrder();
        await (await till.CutOff()).PayByCard(order, Till.Approves);
        var payment = await till.Of(order);
        await Eventually.Get(() => till.ToBeVoided(payment.Id), pending => !pending);
        await till.Shop.Installation.Ask<bool>("UPDATE payments.sandbox_authorisation SET status = 'approved' WHERE key = $1 RETURNING true", Guid.Parse(payment.Id));

        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Tell(till, "authorisation.approved", payment.Id, id: "msg_1" + payment.Id)));

        Assert.All(told, answer => Assert.True(answer.Succeeded));
        await Eventually.Get(() => till.AtProvider(payment.Id), status => status == "voided");
        Assert.Equal("failed", (await till.Of(order)).Status);
    }

    [Fact]
    public async Task Callbacks_move_a_payment_once_and_in_any_order()
    {
        var till = await Till.New();
        var payment = (await till.PayByCard(Till.NewOrder(), Till.Approves)).Value;

        await Tell(till, "capture.succeeded", payment.Id);
        await Tell(till, "authorisation.approved", payment.Id);
        await Tell(till, "authorisation.declined", payment.Id);
        await Tell(till, "capture.succeeded", payment.Id);
        await Tell(till, "something.new", payment.Id);

        Assert.Equal("captured", (await till.Of(payment.OrderId)).Status);
        Assert.Equal(["payment.changed created", "payment.changed authorized", "payment.captured"], await till.Events(payment.Id));
        Assert.False(await till.ToBeVoided(payment.Id));
    }

    [Fact]
    public async Task A_callback_about_somebody_elses_payment_is_taken_and_ignored()
    {
        Assert.True((await Tell(await Till.New(), "authorisation.approved", Guid.CreateVersion7().ToString())).Succeeded);
    }

    [Fact]
    public async Task Another_provider_is_unknown_and_a_wrong_signature_is_refused()
    {
        var till = await Till.New();
        var unsigned = new TakeCallbackRequest { Provider = "card", WebhookId = "msg_1", WebhookTimestamp = "1", WebhookSignature = "v1,\0", Body = ByteString.CopyFromUtf8("{}") };

        Assert.Equal((ErrorKind.Unauthenticated, "payments.bad_signature"), Of(await till.Shop.Call(PaymentsMethods.TakeCallback, unsigned, Actor.Guest)));
        Assert.Equal((ErrorKind.Unauthenticated, "payments.bad_signature"), Of(await till.Shop.Call(PaymentsMethods.TakeCallback, new TakeCallbackRequest { Provider = "card" }, Actor.Guest)));
        Assert.Equal((ErrorKind.NotFound, "payments.unknown_provider"), Of(await till.Shop.Call(PaymentsMethods.TakeCallback, new TakeCallbackRequest { Provider = "konbini" }, Actor.Guest)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type": "capture.succeeded", "data": {"key": "no id"}}""")]
    [InlineData("\xff")]
    public async Task A_signed_body_that_cant_be_read_is_refused(string body)
    {
        var till = await Till.New();

        Assert.Equal((ErrorKind.Invalid, "payments.invalid_callback"), Of(await Send(till, "msg_1", Encoding.Latin1.GetBytes(body))));
    }

    private static (ErrorKind, string) Of<T>(Result<T> answer) => (answer.Error.Kind, answer.Error.Code);

    private static Task<Result<Google.Protobuf.WellKnownTypes.Empty>> Tell(Till till, string type, string payment, string? id = null) =>
        Send(till, id ?? $"msg_{Guid.NewGuid()}", JsonSerializer.SerializeToUtf8Bytes(new { type, timestamp = DateTimeOffset.UtcNow, data = new { key = payment } }));

    private static async Task<Result<Google.Protobuf.WellKnownTypes.Empty>> Send(Till till, string id, byte[] body)
    {
        // The first callback makes the secret.
        await till.Shop.Call(PaymentsMethods.TakeCallback, new TakeCallbackRequest { Provider = "card" }, Actor.Guest);
        var secret = await till.Shop.Installation.Ask<string>("SELECT value FROM payments.provider_secret WHERE name = 'card.callbacks'");
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString();
        return await till.Shop.Call(
            PaymentsMethods.TakeCallback,
            new TakeCallbackRequest
            {
                Provider = "card",
                WebhookId = id,
                WebhookTimestamp = timestamp,
                WebhookSignature = WebhookSignature.Sign(secret, id, timestamp, body),
                Body = ByteString.CopyFrom(body),
            },
            Actor.Guest);
    }
}

using System.Net;
using System.Net.Http.Json;
using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Payments.Tests;

public sealed class IsolationTests
{
    [Fact]
    public async Task Another_shops_payment_cant_be_seen_captured_or_refunded()
    {
        var (mine, other) = (await Till.New(), await Till.New());
        var payment = (await other.Authorise(Till.NewOrder(), "invoice")).Value;

        Assert.Equal(ErrorKind.NotFound, (await mine.Capture(payment.Id)).Error.Kind);
        Assert.Equal(ErrorKind.NotFound, (await mine.Refund(payment.Id, 1)).Error.Kind);
        Assert.Equal(ErrorKind.NotFound, (await mine.Shop.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { Id = payment.Id }, Till.Staff)).Error.Kind);
        // An order of the same id is another order in another shop.
        Assert.Equal("cancelled", (await mine.Cancel(payment.OrderId)).Value.Status);
        Assert.Equal(payment, await other.Of(payment.OrderId));
    }

    [Fact]
    public async Task A_query_that_forgets_its_condition_finds_the_own_shop_only()
    {
        var (mine, other) = (await Till.New(), await Till.New());
        await mine.Authorise(Till.NewOrder(), "invoice");
        await other.Authorise(Till.NewOrder(), "invoice");
        await using var source = NpgsqlDataSource.Create(mine.Shop.Installation.OwnerConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var scope = new NpgsqlCommand(
            $"SELECT set_config('role', current_database() || '_payments', true), set_config('kontor.shop', '{mine.Shop.Id}', true)", connection);
        await scope.ExecuteNonQueryAsync();
        await using var forgetful = new NpgsqlCommand("SELECT string_agg(DISTINCT shop_id::text, ',') FROM payments.payment", connection);

        Assert.Equal(mine.Shop.Id.ToString(), await forgetful.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Payments_are_shown_to_staff_only()
    {
        var till = await Till.New();
        var payment = (await till.Authorise(Till.NewOrder(), "invoice")).Value;
        var customer = new Actor(Guid.CreateVersion7(), Roles.Customer);

        Assert.Equal(payment, (await till.Shop.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { Id = payment.Id }, Till.Staff)).Value);
        foreach (var actor in new[] { Actor.Guest, customer })
        {
            Assert.Equal(ErrorKind.NotFound, (await till.Shop.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { Id = payment.Id }, actor)).Error.Kind);
            Assert.NotEqual(ErrorKind.Conflict, (await till.Shop.Call(PaymentsMethods.Capture, new CaptureRequest { Id = payment.Id }, actor)).Error.Kind);
        }

        Assert.Equal(ErrorKind.NotFound, (await till.Shop.Call(PaymentsMethods.GetPayment, new GetPaymentRequest(), Till.Staff)).Error.Kind);
        Assert.Equal("authorized", (await till.Of(payment.OrderId)).Status);
    }

    [Fact]
    public async Task The_sandbox_answers_on_the_admin_port_only_and_to_nobody_without_the_key()
    {
        var installation = (await Till.New()).Shop.Installation;
        using var stranger = new HttpClient { BaseAddress = installation.App.AdminAddress };
        using var outside = new HttpClient { BaseAddress = installation.App.Address };
        var body = new { key = Guid.CreateVersion7(), amount = 1, currency = "EUR", card = new { number = Till.Approves } };

        using var refused = await stranger.PostAsJsonAsync("/sandbox/card/authorisations", body);
        using var absent = await outside.PostAsJsonAsync("/sandbox/card/authorisations", body);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }
}

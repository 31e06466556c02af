using Kontor.Contracts.Payments.V1;
using Kontor.Testing;

namespace Kontor.Input.Api;

/// <summary>
/// A shop in an installation where nothing happens by itself: no jobs run, so whatever changes in its database was changed by a request.
/// </summary>
public sealed class InputShop : IAsyncLifetime
{
    internal const string Collection = "bad input";

    internal ShiftedClock Clock { get; } = new();

    internal TestInstallation Installation { get; private set; } = null!;

    internal TestShop Shop { get; private set; } = null!;

    internal People People { get; private set; } = null!;

    internal Things Things { get; private set; } = null!;

    internal ApiDocument Api { get; private set; } = null!;

    /// <summary>A token that was good until a moment ago.</summary>
    internal string ExpiredToken { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RunJobs = false, Clock = Clock });
        Shop = await Installation.NewShop();
        using var leaving = await Shop.Customer("leaving@example.com");
        ExpiredToken = leaving.DefaultRequestHeaders.Authorization!.Parameter!;
        Clock.Advance(TimeSpan.FromHours(2));

        People = await People.Of(Shop, await Installation.NewShop());
        Things = new Things(Shop, People);
        Api = await ApiDocument.Read(People.Guest.Http);
        _ = (await Shop.Call(PaymentsMethods.UpdateMethod, new UpdateMethodRequest { Code = "card", Enabled = true })).Value;

        // The secrets that the installation shares with providers are made when they are first needed, by whomever.
        using var first = await People.Guest.Http.PostAsync(new Uri("/v1/payments/callbacks/card", UriKind.Relative), null);
    }

    public async Task DisposeAsync() => await Installation.App.DisposeAsync();

    /// <summary>A request that the operation accepts, ready to be broken.</summary>
    internal async Task<Ask> Good(ApiOperation operation) => await Samples.Of(operation).Make(Things);

    /// <summary>The good requests of all these operations.</summary>
    internal async Task<IReadOnlyList<(ApiOperation Operation, Ask Ask)>> Good(IEnumerable<ApiOperation> operations)
    {
        var all = operations.ToList();
        var asks = new (ApiOperation, Ask)[all.Count];
        await Things.ForgetFailedSignIns();
        await Parallel.ForAsync(0, all.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, _) => asks[index] = (all[index], await Good(all[index])));
        return asks;
    }

    /// <summary>Does something and notes every table that is another one after it.</summary>
    internal async Task NothingChanges(Trial trial, Func<Task> work, params string[] except)
    {
        var before = await Snapshot.Of(Installation, except);
        Assert.True(before.Tables > 30, $"Only {before.Tables} tables were looked at.");
        await work();
        trial.Note(before.ChangesTo(await Snapshot.Of(Installation, except)) is { Length: > 0 } changes ? $"What was refused has changed {changes}" : null);
    }

    /// <summary>Who makes the operation's good request.</summary>
    internal Person By(ApiOperation operation) => Samples.Of(operation) is { By: { } by } ? People.All.Single(person => person.Name == by) : People.Who(Samples.Of(operation).Lowest);
}

[CollectionDefinition(InputShop.Collection)]
public sealed class InputShopCollection : ICollectionFixture<InputShop>;

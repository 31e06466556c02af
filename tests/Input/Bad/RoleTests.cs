using Kontor.Input.Api;

namespace Kontor.Input.Bad;

[Collection(InputShop.Collection)]
public sealed class RoleTests(InputShop shop)
{
    [Fact]
    public async Task Everybody_tries_every_path_and_whoever_may_not_changes_nothing()
    {
        var trial = new Trial();
        foreach (var operation in shop.Api.Operations)
        {
            var lowest = Samples.Of(operation).Lowest;
            trial.Note(operation.Lowest == lowest ? null : $"{operation} is open to {operation.Lowest}, but Samples.cs says {lowest}.");
        }

        var good = await shop.Good(shop.Api.Operations);
        await shop.NothingChanges(trial, () => trial.All(
            from one in good
            from person in shop.People.All.Where(person => StatusOf(person, one.Operation) is not null)
            select (one.Operation, one.Ask, Person: person),
            async one =>
            {
                var seen = await Try(one.Person, one.Operation, one.Ask);
                var (status, code) = StatusOf(one.Person, one.Operation)!.Value;
                return seen.WrongAsRefusal(status) ?? (seen.Code == code ? null : seen.Complain($"isn't called {code}"));
            }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 250, $"Only {trial.Requests} were tried.");
    }

    [Fact]
    public async Task Whoever_may_is_let_in()
    {
        var trial = new Trial();
        await trial.All(
            from one in await shop.Good(shop.Api.Operations.Where(operation => !Samples.Of(operation).IsForeign))
            from person in shop.People.All.Where(person => StatusOf(person, one.Operation) is null)
            select (one.Operation, one.Ask, Person: person),
            async one =>
            {
                var seen = await Try(one.Person, one.Operation, one.Ask);
                return seen.WrongAtAll() ?? (seen.Status is 401 or 403 && !seen.Code.StartsWith("users.", StringComparison.Ordinal) ? seen.Complain("is refused to somebody who may") : null);
            });

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 200, $"Only {trial.Requests} were tried.");
    }

    /// <summary>How the person must be refused; null when they must be let in.</summary>
    private static (int Status, string Code)? StatusOf(Person person, ApiOperation operation)
    {
        var lowest = Samples.Of(operation).Lowest;
        if (person.FromAnotherShop && operation.IsInShop)
        {
            return (403, "shops.forbidden");
        }

        if (person.May == Lowest.Anyone)
        {
            return lowest == Lowest.Anyone ? null : (401, "auth.required");
        }

        return person.May < lowest ? (403, "auth.forbidden") : operation.ForPeopleOnly && person.IsProgram ? (403, "auth.people_only") : null;
    }

    private static Task<Seen> Try(Person person, ApiOperation operation, Ask ask) =>
        Seen.Send(person.Http, Seen.Request(operation, ask.Path, ask.Json is null ? null : JsonText.Of(ask.Json)), $"{operation} by {person.Name}");
}

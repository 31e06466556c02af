using Kontor.Input.Api;

namespace Kontor.Input.Bad;

/// <summary>What is broken elsewhere works here as it is: otherwise the other tests would see nothing but requests that were wrong anyway.</summary>
[Collection(InputShop.Collection)]
public sealed class GoodRequestTests(InputShop shop)
{
    [Fact]
    public async Task Every_operation_has_a_good_request_that_is_accepted()
    {
        var trial = new Trial();
        await trial.All(shop.Api.Operations.Where(operation => !Samples.Of(operation).IsForeign), async operation =>
        {
            var ask = await shop.Good(operation);
            var seen = await Seen.Send(shop.By(operation).Http, Seen.Request(operation, ask.Path, ask.Json is null ? null : JsonText.Of(ask.Json)), operation.ToString());
            return seen.Accepted ? null : seen.Complain("isn't accepted");
        });

        trial.NothingWasWrong();
        Assert.Equal(Samples.Ids.Order(), shop.Api.Operations.Select(operation => operation.Id).Order());
    }

    [Fact]
    public async Task Good_bodies_have_every_member_that_there_is()
    {
        var trial = new Trial();
        await trial.All(shop.Api.Operations.Where(operation => operation.Body is not null), async operation =>
        {
            var missing = Places.Of((await shop.Good(operation)).Json, operation.Body!)
                .Where(place => place.Node is System.Text.Json.Nodes.JsonObject && place.Schema.Values is null)
                .SelectMany(place => place.Schema.Members.Where(member => !place.Node!.AsObject().ContainsKey(member.Name)).Select(member => $"{place.Pointer}/{member.Name}"))
                .ToList();
            return missing.Count == 0 ? null : $"{operation}: the good request in Samples.cs lacks {string.Join(", ", missing)}";
        });

        trial.NothingWasWrong();
    }

    [Fact]
    public void Every_operation_that_writes_has_a_body_or_needs_none()
    {
        foreach (var operation in shop.Api.Operations.Where(operation => operation.Method is "POST" or "PUT" or "PATCH"))
        {
            Assert.True(operation.Body is not null || Samples.Of(operation).IsForeign, $"{operation} ignores its body, so that a mistake in it passes unnoticed.");
        }
    }
}

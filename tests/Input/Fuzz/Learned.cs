using System.Collections.Concurrent;
using System.Text.Json;
using Kontor.Input.Api;

namespace Kontor.Input.Fuzz;

/// <summary>What earlier answers told: ids to ask for, codes to order by, tokens. So the requests get further than to the first 404.</summary>
internal sealed class Learned
{
    private const int MostOfAKind = 400;

    // What a path or a body calls a thing, and where it was seen.
    private static readonly Dictionary<string, string[]> s_alsoSeenAs = new()
    {
        ["stock.sku"] = ["variant.sku"],
        // Movements tell it: there was stock once.
        ["line.sku"] = ["stock.sku"],
        ["product.idOrSlug"] = ["product.id", "product.slug"],
        ["user.id"] = ["auth.userId", "me.id"],
        ["category.parent"] = ["category.slug"],
        ["product.categories"] = ["category.slug"],
        ["adjustment.location"] = ["location.code"],
        ["delivery.method"] = ["method.code"],
        ["auth.email"] = ["me.email"],
    };

    private readonly ConcurrentDictionary<string, List<string>> _values = new();
    private readonly ConcurrentDictionary<string, string> _orderTokens = new();

    /// <summary>The thing that a path is about, in the singular: <c>/v1/me/addresses/{id}</c> is about an address.</summary>
    public static string ThingOf(string path)
    {
        var steps = path.Split('/').Skip(2).TakeWhile(step => !step.StartsWith('{')).ToList();
        return steps switch
        {
            [] => "",
            ["me" or "delivery", var below, ..] => Singular(below),
            [var first, ..] => Singular(first),
        };
    }

    /// <summary>Takes in everything that looks like a name of something.</summary>
    public void Take(ApiOperation operation, JsonElement answer)
    {
        if (operation.Id == "listApiKeys")
        {
            // Only keys that were made here are revoked, not those that our people work with.
            return;
        }

        var thing = ThingOf(operation.Path);
        Take(thing, answer);
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String)
        {
            Add($"{operation.Id}.next", next.GetString()!);
        }

        if (thing == "order" && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("accessToken", out var token))
        {
            _orderTokens[answer.GetProperty("id").GetString()!] = token.GetString()!;
        }
    }

    /// <summary>One of those that were seen; null when there was none.</summary>
    public string? Any(string name, Random random)
    {
        var seenAs = s_alsoSeenAs.GetValueOrDefault(name, [name]);
        return _values.TryGetValue(seenAs[random.Next(seenAs.Length)], out var values) ? Pick(values, random) : null;
    }

    /// <summary>What was looked for and isn't there any more.</summary>
    public void Forget(string value)
    {
        foreach (var values in _values.Values)
        {
            lock (values)
            {
                values.RemoveAll(known => known == value);
            }
        }
    }

    public string? TokenOf(string order) => _orderTokens.GetValueOrDefault(order);

    private static string? Pick(List<string> values, Random random)
    {
        lock (values)
        {
            return values.Count == 0 ? null : values[random.Next(values.Count)];
        }
    }

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y" : name.EndsWith("sses", StringComparison.Ordinal) ? name[..^2] : name.TrimEnd('s');

    private void Take(string thing, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Take(thing, item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (member.Value.ValueKind == JsonValueKind.String)
                    {
                        Add($"{thing}.{member.Name}", member.Value.GetString()!);
                    }

                    Take(member.Name is "items" or "children" ? thing : Singular(member.Name), member.Value);
                }

                break;
        }
    }

    /// <summary>Takes in what no answer tells of.</summary>
    public void Add(string name, string value)
    {
        var values = _values.GetOrAdd(name, _ => []);
        lock (values)
        {
            if (values.Count < MostOfAKind)
            {
                values.Add(value);
            }
            else
            {
                // The oldest may be gone by now.
                values[value.Length * 31 % MostOfAKind] = value;
            }
        }
    }
}

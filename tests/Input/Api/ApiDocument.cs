using System.Net.Http.Json;
using System.Text.Json;

namespace Kontor.Input.Api;

/// <summary>What /openapi/v1.json tells of the API. The tests take their list of paths from it, so a new path is tested or fails them.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete"];

    private ApiDocument(JsonElement root) => Operations =
    [
        .. from path in root.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where s_methods.Contains(operation.Name)
           select ApiOperation.Read(root, path.Name, operation.Name.ToUpperInvariant(), operation.Value),
    ];

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static async Task<ApiDocument> Read(HttpClient http) => new(await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json"));
}

/// <summary>One method of one path.</summary>
internal sealed record ApiOperation
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>With its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>Who may call it at least, as its security requirements say.</summary>
    public required Lowest Lowest { get; init; }

    /// <summary>The body that it takes; null when it takes none.</summary>
    public Schema? Body { get; init; }

    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>True when API keys, which have no account, aren't let in.</summary>
    public required bool ForPeopleOnly { get; init; }

    public bool TakesKey => Parameters.Any(parameter => parameter is { In: "header", Name: "Idempotency-Key" });

    public bool NeedsKey => Parameters.Any(parameter => parameter is { In: "header", Name: "Idempotency-Key", Required: true });

    public bool TakesIfMatch => Parameters.Any(parameter => parameter is { In: "header", Name: "If-Match" });

    public bool IsInShop => Parameters.Any(parameter => parameter is { In: "header", Name: "X-Shop" });

    public bool Writes => Method != "GET";

    public IEnumerable<ApiParameter> PathParameters => Parameters.Where(parameter => parameter.In == "path");

    public IEnumerable<ApiParameter> QueryParameters => Parameters.Where(parameter => parameter.In == "query");

    public override string ToString() => $"{Method} {Path}";

    public static ApiOperation Read(JsonElement root, string path, string method, JsonElement operation) => new()
    {
        Id = operation.GetProperty("operationId").GetString()!,
        Method = method,
        Path = path,
        Lowest = LowestOf(operation.GetProperty("security")),
        ForPeopleOnly = operation.GetProperty("security").EnumerateArray().Any() && !operation.GetProperty("security").EnumerateArray().Any(way => way.TryGetProperty("apiKey", out _)),
        Body = operation.TryGetProperty("requestBody", out var body) ? new Schema(root, body.GetProperty("content").GetProperty("application/json").GetProperty("schema")) : null,
        Parameters = operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(parameter => ApiParameter.Read(root, parameter))]
            : [],
    };

    private static Lowest LowestOf(JsonElement security)
    {
        var ways = security.EnumerateArray().ToList();
        if (ways.Count == 0 || ways.Any(way => !way.EnumerateObject().Any()))
        {
            return Lowest.Anyone;
        }

        var role = ways.SelectMany(way => way.EnumerateObject()).SelectMany(scheme => scheme.Value.EnumerateArray()).Select(name => name.GetString()!).Distinct().SingleOrDefault();
        return role is null ? Lowest.SignedIn : Enum.Parse<Lowest>(role, ignoreCase: true);
    }
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">path, query or header.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Schema">What it looks like.</param>
internal sealed record ApiParameter(string Name, string In, bool Required, Schema Schema)
{
    public static ApiParameter Read(JsonElement root, JsonElement parameter) => new(
        parameter.GetProperty("name").GetString()!,
        parameter.GetProperty("in").GetString()!,
        parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
        new Schema(root, parameter.GetProperty("schema")));
}

/// <summary>The least that somebody must be to be let in.</summary>
internal enum Lowest
{
    Anyone,
    SignedIn,
    Staff,
    Admin,
    Operator,
}

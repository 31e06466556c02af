using System.Globalization;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Kontor.Gateway.Docs;

/// <summary>Adds to each operation what its rules at the edge mean for clients: headers, credentials and problems.</summary>
internal static class DescribeOperation
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken aborted)
    {
        var rules = context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Single();
        var method = context.Description.HttpMethod ?? "";
        var parameters = operation.Parameters ??= [];
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            Explain(parameter, rules);
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ListMark>().Any())
        {
            parameters.Add(new OpenApiParameter
            {
                Name = Paging.CountParameter,
                In = ParameterLocation.Query,
                Description = "With 'estimated' the answer has a total: exact up to 10,000, about right beyond.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["estimated"] },
            });
        }

        AddHeaders(parameters, rules, method);
        AddSecurity(operation, rules, context.Document!);
        AddProblems(operation, rules, method, context.Document!);
        return Task.CompletedTask;
    }

    private static void Explain(OpenApiParameter parameter, Operation rules)
    {
        switch (parameter.Name)
        {
            case "limit":
                parameter.Description = "How many items a page has.";
                parameter.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = rules.MaxLimit.ToString(CultureInfo.InvariantCulture),
                    Default = rules.DefaultLimit,
                };
                break;
            case "after":
                parameter.Description = "The cursor 'next' of the page before.";
                break;
            case "access_token":
                parameter.Description = "A guest's token for the order; may also be sent as a bearer token.";
                break;
            case "q":
                parameter.Description = "Words to search for.";
                break;
            case "sort":
                parameter.Description = "The order of the list.";
                break;
            case "status":
                parameter.Description = "Only orders in this state.";
                break;
            case "from":
                parameter.Description = "The first day, as YYYY-MM-DD; without it there are 30 days up to the last one.";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" };
                break;
            case "to":
                parameter.Description = "The last day, as YYYY-MM-DD; without it, today. 3,660 days at most.";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" };
                break;
            case "by":
                parameter.Description = "What the figures are split by.";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["day", "product", "country"], Default = "day" };
                break;
            case "category":
                parameter.Description = "A category's slug; what is below it counts, too.";
                break;
        }
    }

    private static void AddHeaders(IList<IOpenApiParameter> parameters, Operation rules, string method)
    {
        if (rules.InShop)
        {
            parameters.Add(Header(ShopResolution.Header, "The shop's handle. Without it the host name decides, or it is the default shop.", required: false, "main"));
        }

        if (method == "POST" && rules.Key != KeyRule.Ignored)
        {
            parameters.Add(Header(
                IdempotencyHeader.Name,
                "1 to 255 printable ASCII characters, new for each request and the same for its repeats.",
                rules.Key == KeyRule.Required,
                "8e03978e-40d5-43e8-bc93-6894a57f9324"));
        }

        if (rules.TakesIfMatch)
        {
            parameters.Add(Header("If-Match", "The ETag that you have seen; without it, or with *, any version is changed.", required: false, "\"3\""));
        }
    }

    private static OpenApiParameter Header(string name, string description, bool required, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };

    // The role that is needed stands in the requirement, as OpenAPI 3.1 allows for schemes without scopes.
    private static void AddSecurity(OpenApiOperation operation, Operation rules, OpenApiDocument document)
    {
        List<string> role = rules.Access is Access.Staff or Access.Admin or Access.Operator ? [rules.Access.ToString().ToLowerInvariant()] : [];
        operation.Security = rules switch
        {
            { NeedsNoCredentials: true } => [],
            { Access: Access.Account } => [By(DescribeWhole.Bearer)],
            { Access: Access.Anyone } => [By(DescribeWhole.Bearer), By(DescribeWhole.ApiKey), []],
            _ => [By(DescribeWhole.Bearer), By(DescribeWhole.ApiKey)],
        };

        OpenApiSecurityRequirement By(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [.. role] };
    }

    private static void AddProblems(OpenApiOperation operation, Operation rules, string method, OpenApiDocument document)
    {
        var responses = operation.Responses ??= [];
        foreach (var status in Statuses(operation, rules, method))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Problem{status}");
            document.AddComponent(name, Refusal(status, document));
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference(name, document));
        }
    }

    private static OpenApiResponse Refusal(int status, OpenApiDocument document) => new()
    {
        Description = ReasonPhrases.GetReasonPhrase(status),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
        },
    };

    private static IEnumerable<int> Statuses(OpenApiOperation operation, Operation rules, string method)
    {
        IEnumerable<(int Status, bool Applies)> statuses =
        [
            (400, true),
            (401, true),
            (403, rules.InShop || rules.Access > Access.SignedIn),
            (404, rules.InShop || operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Path)),
            (409, method != "GET"),
            (412, rules.TakesIfMatch),
            (413, operation.RequestBody is not null),
            (415, operation.RequestBody is not null),
            (422, method == "POST" && rules.Key != KeyRule.Ignored),
            (429, true),
            (503, true),
        ];
        return statuses.Where(one => one.Applies).Select(one => one.Status);
    }
}

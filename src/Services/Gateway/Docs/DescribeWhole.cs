using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kontor.Gateway.Docs;

/// <summary>What the description says of the API as a whole.</summary>
internal static class DescribeWhole
{
    public const string Bearer = "bearer";

    public const string ApiKey = "apiKey";

    private const string Text =
        """
        Sells, stocks, delivers and takes payment for a merchant's business.

        - **Roles**: `security` says the least that is needed, if any: `staff`, `admin` or `operator`; each may do what those before it may.
        - **Shop**: send its handle as `X-Shop`, or use a host name such as `handle.example.com`; otherwise it is `main`.
        - **Money** is an amount in minor units with an ISO 4217 currency: 1999 EUR is €19.99, 1999 JPY is ¥1,999.
        - **Lists** come in pages: send `next` as `?after=` for the following one.
        - **Failures** are problems (RFC 9457). Branch on `code`; `detail` and `errors` say what to do.
        - **Repeats** are safe with an `Idempotency-Key`: the same key gets the first answer again, for 24 hours.
        - **Edits** are safe with `If-Match`: send the `ETag` you have seen, and get 412 if somebody was faster.
        """;

    public static async Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken aborted)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Kontor API",
            Version = "1",
            Description = Text,
            License = new OpenApiLicense { Name = "MIT License", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This installation" }];
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: aborted));
        document.AddComponent(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The accessToken of POST /v1/auth/login; on an order's paths also the order's own accessToken.",
        });
        document.AddComponent(ApiKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = Authentication.ApiKeyHeader,
            Description = "An API key of the shop, for programs.",
        });
    }
}

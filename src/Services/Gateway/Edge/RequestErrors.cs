namespace Kontor.Gateway.Edge;

/// <summary>What can be wrong with a request before any service sees it.</summary>
internal static class RequestErrors
{
    public const string InvalidCode = "request.invalid";

    public static readonly Error UnknownPath = new(ErrorKind.NotFound, "request.unknown_path", "There is nothing at this address. GET /openapi/v1.json lists what there is.");

    public static readonly Error UnsupportedMediaType = new(ErrorKind.Invalid, "request.unsupported_media_type", "Send the body as JSON in UTF-8, with 'Content-Type: application/json'.");

    public static readonly Error TooLarge = new(ErrorKind.Invalid, "request.too_large", "The body is larger than 2 MB. Split it into several requests.");

    public static readonly Error Malformed = new(ErrorKind.Invalid, "request.malformed", "The body isn't JSON as in RFC 8259, or nests deeper than 32 levels.");

    public static readonly Error BodyRequired = Error.Invalid(InvalidCode, "This request needs a JSON body.", new Fault("", "required", "Send a JSON object."));

    public static readonly Error Unreadable = new(ErrorKind.Invalid, InvalidCode, "The request can't be read. Check its address, headers and body.");

    public static readonly Error TwoCredentials =
        new(ErrorKind.Invalid, "auth.two_credentials", "Send either 'Authorization' or 'X-Api-Key', not both and each only once.");

    public static readonly Error KeyRequired =
        Error.Invalid("idempotency.required", "Send an 'Idempotency-Key' header: a text of your own that is new for each request, such as a UUID. It makes a repeat safe.");

    public static readonly Error KeyInvalid = Error.Invalid("idempotency.invalid", "An Idempotency-Key is one text of 1 to 255 printable ASCII characters.");

    public static readonly Error IfMatchInvalid =
        Error.Invalid("precondition.invalid", "Send one ETag as 'If-Match', in quotes as it came, or '*' for any version.");

    public static Error MethodNotAllowed(string method, string allowed) =>
        new(ErrorKind.Invalid, "request.method_not_allowed", $"{(method.Length <= 16 ? method : "This method")} isn't possible here. Possible: {allowed}.");

    public static Error InvalidQuery(string name, string code, string detail) =>
        Error.Invalid(InvalidCode, $"The query parameter '{name}' is wrong.", new Fault("?" + name, code, detail));
}

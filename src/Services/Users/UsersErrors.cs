namespace Kontor.Users;

internal static class UsersErrors
{
    public const string Invalid = "users.invalid";

    public static readonly Error BadCredentials =
        new(ErrorKind.Unauthenticated, "users.bad_credentials", "E-mail and password don't belong together. Check both and try again.");

    public static readonly Error EmailTaken = new(ErrorKind.Conflict, "users.email_taken", "Somebody has registered with this e-mail. Log in, or use another one.");

    public static readonly Error InvalidToken = new(ErrorKind.Unauthenticated, "users.invalid_token", "This refresh token isn't valid any more. Log in again.");

    public static readonly Error TokenReused =
        new(ErrorKind.Unauthenticated, "users.token_reused", "This refresh token was used before, so somebody may have stolen it, and the sign-in was ended. Log in again.");

    public static readonly Error InvalidApiKey =
        new(ErrorKind.Unauthenticated, "users.invalid_api_key", "This API key isn't valid. Make a new one in the back office, under its shop.");

    public static readonly Error Unknown = new(ErrorKind.NotFound, "users.unknown", "There is no such user in this shop. Check the id.");

    public static readonly Error UnknownAddress = new(ErrorKind.NotFound, "users.unknown_address", "You have no such address. Read your list of addresses again.");

    public static readonly Error UnknownApiKey = new(ErrorKind.NotFound, "users.unknown_api_key", "This shop has no such API key. Read the list of keys again.");

    public static readonly Error TooManyAddresses = new(ErrorKind.Conflict, "users.too_many_addresses", "You have 100 addresses. Delete one that you don't need.");

    public static readonly Error TooManyApiKeys = new(ErrorKind.Conflict, "users.too_many_api_keys", "This shop has 100 API keys. Revoke one that nobody uses.");

    public static readonly Error DemoPassword =
        new(ErrorKind.Forbidden, "users.demo_password", "Everybody knows this demo password, so it is good on the shop's own machine only. Change it there, or end the demo with ./kontor demo end.");

    public static Error Throttled(TimeSpan wait) =>
        new(ErrorKind.TooMany, "users.throttled", "There were too many wrong passwords. Wait as long as Retry-After says, then try again.") { RetryAfter = wait };
}

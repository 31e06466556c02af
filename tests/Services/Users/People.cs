using System.Buffers.Text;
using System.Text.Json;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

/// <summary>Somebody with an account, and what tests do in their name.</summary>
internal sealed record Person(TestShop Shop, Guid Id, string Email)
{
    public const string Password = "a long enough password";

    public Actor Actor => new(Id, Roles.Customer, Email, "Anna");

    public static async Task<Person> Register(TestShop shop, string? email = null)
    {
        email ??= NewEmail();
        var answer = await shop.Call(UsersMethods.Register, new RegisterRequest { Email = email, Password = Password, Name = "Anna" }, Actor.Guest);
        return new Person(shop, Guid.Parse(answer.Value.UserId), email);
    }

    public static string NewEmail() => $"anna-{Guid.NewGuid():N}@example.com";

    public Task<Result<Tokens>> LogIn(string password = Password, string address = "") => LogInTo(Shop, password, address);

    public Task<Result<Tokens>> LogInTo(TestShop shop, string password = Password, string address = "") =>
        shop.Call(UsersMethods.LogIn, new LogInRequest { Email = Email, Password = password, RemoteAddress = address }, Actor.Guest);

    public Task<Result<Tokens>> Refresh(string token) => Shop.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = token }, Actor.Guest);

    /// <summary>What an access token says.</summary>
    public static JsonElement Claims(string token, int part = 1) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[part])).RootElement;
}

/// <summary>A clock that tests set.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>The users' schema with the service's own classes on it, for tests that need their clock.</summary>
internal sealed class UsersSchema : IAsyncDisposable
{
    private readonly Npgsql.NpgsqlDataSource _source;

    public UsersSchema(string ownerConnectionString)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(ownerConnectionString) { SearchPath = "users" };
        _source = Npgsql.NpgsqlDataSource.Create(settings);
        Db = new Platform.Storage.Database(_source, $"{settings.Database}_users_across");
    }

    public Platform.Storage.Database Db { get; }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

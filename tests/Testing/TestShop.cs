using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;

namespace Kontor.Testing;

/// <summary>A shop with what tests do to it: by call, as services do, and by HTTP, as clients do.</summary>
public sealed class TestShop(TestInstallation installation, ShopId id, string handle, string currency)
{
    private const string Password = "a long enough passphrase";

    public TestInstallation Installation { get; } = installation;

    public ShopId Id { get; } = id;

    public string Handle { get; } = handle;

    public string Currency { get; } = currency;

    /// <summary>Calls a service as the system, or as the given actor.</summary>
    public Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, Actor? actor = null, string? key = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Installation.App.Client.Call(
            method,
            request,
            new CallContext(Id, actor ?? Actor.System, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None)
            {
                Key = key is null ? null : new IdempotencyKey(key, "hash of " + request),
            });

    /// <summary>A client of the public API in this shop, signed in when a token is given.</summary>
    public HttpClient Http(string? token = null)
    {
        var http = new HttpClient { BaseAddress = Installation.App.Address };
        http.DefaultRequestHeaders.Add("X-Shop", Handle);
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return http;
    }

    /// <summary>A client signed in as the operator, who may do everything in every shop.</summary>
    public async Task<HttpClient> OperatorHttp()
    {
        using var guest = new HttpClient { BaseAddress = Installation.App.Address };
        using var answer = await guest.PostAsJsonAsync("/v1/auth/login", new { email = TestInstallation.OperatorEmail, password = TestInstallation.OperatorPassword });
        answer.EnsureSuccessStatusCode();
        return Http((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
    }

    /// <summary>A client signed in as a new customer of this shop.</summary>
    public async Task<HttpClient> Customer(string email) => Http((await SignUp(email)).Token);

    /// <summary>A client signed in as somebody new who has the given role in this shop.</summary>
    public async Task<HttpClient> Staff(string role)
    {
        var email = $"{role}@example.com";
        var (userId, _) = await SignUp(email);
        _ = (await Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = userId, Roles = { role } })).Value;
        return Http(await LogIn(email));
    }

    private async Task<(string UserId, string Token)> SignUp(string email)
    {
        var registered = (await Call(UsersMethods.Register, new RegisterRequest { Email = email, Name = email.Split('@')[0], Password = Password }, Actor.Guest)).Value;
        return (registered.UserId, await LogIn(email));
    }

    private async Task<string> LogIn(string email) =>
        (await Call(UsersMethods.LogIn, new LogInRequest { Email = email, Password = Password, RemoteAddress = "127.0.0.1" }, Actor.Guest)).Value.AccessToken;
}

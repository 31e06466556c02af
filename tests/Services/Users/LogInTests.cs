using System.Buffers.Text;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Tests;

public sealed class LogInTests
{
    [Fact]
    public async Task The_access_token_is_signed_with_a_published_key_and_says_who_it_is()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);

        var tokens = (await anna.LogIn()).Value;

        var header = Person.Claims(tokens.AccessToken, part: 0);
        var keys = (await shop.Call(UsersMethods.GetSigningKeys, new(), Actor.Guest)).Value.Keys;
        var key = Assert.Single(keys, key => key.Kid == header.GetProperty("kid").GetString());
        Assert.Equal(("ES256", "JWT"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        Assert.True(IsSignedWith(tokens.AccessToken, key));
        var claims = Person.Claims(tokens.AccessToken);
        Assert.Equal(("kontor", "kontor"), (claims.GetProperty("iss").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal((anna.Id, shop.Id.Value), (claims.GetProperty("sub").GetGuid(), claims.GetProperty("shop").GetGuid()));
        Assert.Equal((anna.Email, "Anna"), (claims.GetProperty("email").GetString(), claims.GetProperty("name").GetString()));
        Assert.Equal(["customer"], claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(3600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(7, claims.GetProperty("jti").GetGuid().Version);
        Assert.False(claims.TryGetProperty("operator", out _));
        Assert.Equal(3600, tokens.ExpiresInSeconds);
    }

    [Fact]
    public async Task An_email_is_the_same_in_capitals()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        Assert.True((await (anna with { Email = anna.Email.ToUpperInvariant() }).LogIn()).Succeeded);
    }

    [Fact]
    public async Task A_wrong_password_and_a_wrong_email_get_the_same_answer_after_the_same_work()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);
        await using var schema = new UsersSchema(shop.Installation.OwnerConnectionString);
        using var hasher = new PasswordHasher(iterations: 1000, slots: 1);
        var check = new PasswordCheck(schema.Db, hasher, new SignInThrottle(schema.Db, TimeProvider.System));
        var account = await schema.Db.In(shop.Id).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {anna.Id}", default);
        var hashed = 0;
        var test = new AsyncLocal<bool>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "kontor.password.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meter.SetMeasurementEventCallback<double>((_, _, _, _) => hashed += test.Value ? 1 : 0);
        meter.Start();
        test.Value = true;

        var wrongPassword = await check.Ask(account, SignInAttempt.Of(shop.Id, anna.Email, ""), "a wrong password", default);
        var hashedForPassword = hashed;
        var wrongEmail = await check.Ask(null, SignInAttempt.Of(shop.Id, "nobody@example.com", ""), "a wrong password", default);

        Assert.Equal(UsersErrors.BadCredentials, wrongPassword.Error);
        Assert.Equal(UsersErrors.BadCredentials, wrongEmail.Error);
        Assert.Equal((1, 2), (hashedForPassword, hashed));
    }

    [Fact]
    public async Task A_waiting_log_in_gives_up_at_its_deadline()
    {
        using var hasher = new PasswordHasher(iterations: 1000, slots: 1);
        using var busy = await hasher.Enter(CancellationToken.None);
        using var deadline = new CancellationTokenSource();

        var waiting = hasher.Hash("a password", deadline.Token);
        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_hash_of_an_older_time_is_made_stronger_when_its_owner_logs_in()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);
        Assert.StartsWith("pbkdf2-sha512$210000$", await HashOf(anna), StringComparison.Ordinal);
        await shop.Installation.Ask<Guid>(
            "UPDATE users.account SET password_hash = $1 WHERE id = $2 RETURNING id", PasswordHash.Of(Person.Password, 1000).ToString(), anna.Id);

        var tokens = await anna.LogIn();

        Assert.True(tokens.Succeeded);
        Assert.StartsWith("pbkdf2-sha512$210000$", await HashOf(anna), StringComparison.Ordinal);
        Assert.True((await anna.LogIn()).Succeeded);
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_starts_no_sign_in()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);
        await using var schema = new UsersSchema(shop.Installation.OwnerConnectionString);
        var signIns = new SignIns(schema.Db, new KeyRing(schema.Db, TimeProvider.System), TimeProvider.System);
        var account = await schema.Db.In(shop.Id).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {anna.Id}", default);

        var answer = await signIns.Begin(account! with { PasswordHash = "the one that was checked" }, default);

        Assert.Equal("users.bad_credentials", answer.Error.Code);
    }

    [Theory]
    [InlineData("", "x", "/email")]
    [InlineData("nul\0@example.com", "x", "/email")]
    [InlineData("half {surrogate}", "x", "/email")]
    [InlineData("anna@example.com", "", "/password")]
    [InlineData("anna@example.com", "nul\0", "/password")]
    public async Task Text_that_can_be_nobodys_is_refused(string email, string password, string pointer)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var request = new LogInRequest { Email = email.Replace("{surrogate}", "\ud83d", StringComparison.Ordinal), Password = password, RemoteAddress = "nonsense" };

        var error = (await shop.Call(UsersMethods.LogIn, request, Actor.Guest)).Error;

        Assert.Equal((ErrorKind.Invalid, pointer), (error.Kind, Assert.Single(error.Faults).Pointer));
    }

    private static Task<string> HashOf(Person person) =>
        person.Shop.Installation.Ask<string>("SELECT password_hash FROM users.account WHERE id = $1", person.Id);

    private static bool IsSignedWith(string token, SigningKey key)
    {
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
        });
        var dot = token.LastIndexOf('.');
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)), HashAlgorithmName.SHA256);
    }
}

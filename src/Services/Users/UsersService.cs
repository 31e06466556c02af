using Kontor.Platform.Hosting;
using Kontor.Users.Features;
using Kontor.Users.Jobs;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Users;

/// <summary>Who people are, how they sign in and what they may do.</summary>
public sealed class UsersService : IService
{
    /// <inheritdoc/>
    public string Name => "users";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services
            .AddSingleton<PasswordHasher>()
            .AddSingleton<PasswordCheck>()
            .AddSingleton<SignInThrottle>()
            .AddSingleton<SignIns>()
            .AddSingleton<KeyRing>()
            .AddSingleton<EnsureOperator>();
        service
            .OnPort(9103)
            .Calls("shops")
            .AddRpc()
            .AtStart<EnsureFirstOperator>()
            .Every(TimeSpan.FromMinutes(10), "delete-expired-sign-ins", (DeleteExpiredSignIns job) => job.Run)
            .Every(TimeSpan.FromHours(1), "rotate-signing-keys", (RotateSigningKeys job) => job.Run)
            .Check("The installation has one operator", (UsersInvariants feature) => feature.OneOperator)
            .Check("Of each sign-in, one token at most can still be used", (UsersInvariants feature) => feature.OneGoodToken)
            .Check("Signing keys were made one after the other", (UsersInvariants feature) => feature.KeysFollow);
    }
}

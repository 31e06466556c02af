using Kontor.Platform.Hosting;

namespace Kontor.Users;

/// <summary>The users service.</summary>
public sealed class UsersService : IService
{
    /// <inheritdoc/>
    public string Name => "users";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9103)
        .Calls("shops");
}

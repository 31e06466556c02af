using Kontor.Users.Storage;

namespace Kontor.Users.Jobs;

/// <summary>Changes the key that signs access tokens every 90 days, without signing anybody out.</summary>
internal sealed class RotateSigningKeys(KeyRing keys)
{
    public Task Run(CancellationToken cancellation) => keys.Rotate(cancellation);
}

using Kontor.Platform.Storage;
using Kontor.Users.SignIn;

namespace Kontor.Users.Jobs;

/// <summary>Clears away sign-ins that are over and wrong passwords that don't count any more.</summary>
internal sealed class DeleteExpiredSignIns(Database db, TimeProvider clock)
{
    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.AcrossShops().Execute($"DELETE FROM refresh_family WHERE expires_at < {now}", cancellation);

        // Used tokens of a sign-in that lives on: they are refused as unknown from now on, instead of as reused.
        await db.AcrossShops().Execute($"DELETE FROM refresh_token WHERE expires_at < {now}", cancellation);
        await db.AcrossShops().Execute($"DELETE FROM sign_in_failure WHERE at < {now - SignInThrottle.Window}", cancellation);
    }
}

using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.SignIn;

/// <summary>Asks for a password: the one way to find out whether it is right, so that every guess counts.</summary>
internal sealed class PasswordCheck(Database db, PasswordHasher hasher, SignInThrottle throttle)
{
    /// <summary>The account as it stands now when the password is its own; otherwise why it isn't taken.</summary>
    /// <param name="account">The account; null when there is none, which takes as long and gives the same answer.</param>
    /// <param name="attempt">Who is asked.</param>
    /// <param name="password">What they say.</param>
    /// <param name="aborted">The call's end.</param>
    public async Task<Result<AccountRow>> Ask(AccountRow? account, SignInAttempt attempt, string password, CancellationToken aborted)
    {
        if (await throttle.Refuse(attempt, aborted) is { } throttled)
        {
            return throttled;
        }

        using var slot = await hasher.Enter(aborted);

        // Asked again: of a thousand guesses that came at once, those still in line see the failures of the first.
        if (await throttle.Refuse(attempt, aborted) is { } throttledMeanwhile)
        {
            return throttledMeanwhile;
        }

        if (!await slot.Verify(account?.PasswordHash, password) || account is null)
        {
            // Counted also when the client has hung up: nobody gets a guess for free.
            await throttle.Count(attempt, CancellationToken.None);
            return UsersErrors.BadCredentials;
        }

        await throttle.Forgive(attempt, aborted);
        return slot.IsOutdated(account.PasswordHash) ? await HashAgain(account, slot, password, aborted) : account;
    }

    private async Task<AccountRow> HashAgain(AccountRow account, PasswordHasher.Slot slot, string password, CancellationToken aborted)
    {
        var stronger = account with { PasswordHash = await slot.Hash(password) };
        await db.In(new ShopId(account.ShopId)).Execute(
            $"UPDATE account SET password_hash = {stronger.PasswordHash} WHERE id = {account.Id} AND password_hash = {account.PasswordHash}", aborted);
        return stronger;
    }
}

using System.Net;
using System.Net.Sockets;
using Kontor.Platform.Storage;
using Kontor.Users.Model;

namespace Kontor.Users.SignIn;

/// <summary>Who is asked for a password: both may fail only so often.</summary>
/// <param name="Account">The account, whether it exists or not.</param>
/// <param name="Address">Where the request comes from; null when nobody knows.</param>
internal sealed record SignInAttempt(byte[] Account, byte[]? Address)
{
    public static SignInAttempt Of(ShopId shop, string emailKey, string remoteAddress) =>
        new(Secret.Hash($"account {shop} {emailKey}"), Network(remoteAddress) is { } network ? Secret.Hash($"address {network}") : null);

    // One household has 2^64 addresses of version 6, so they count as one.
    private static string? Network(string remoteAddress) => IPAddress.TryParse(remoteAddress, out var address)
        ? address switch
        {
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
            _ => address.ToString(),
        }
        : null;
}

/// <summary>
/// Slows down whoever guesses passwords: after ten wrong ones for an account, or a hundred from an address, there is a break. Right ones
/// never count. Counted in the database, so that all replicas count together.
/// </summary>
internal sealed class SignInThrottle(Database db, TimeProvider clock)
{
    /// <summary>How long a failure counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MostByAccount = 10;

    private const int MostByAddress = 100;

    /// <summary>Null when another attempt is allowed.</summary>
    public async Task<Error?> Refuse(SignInAttempt attempt, CancellationToken aborted)
    {
        var now = clock.GetUtcNow();
        var since = now - Window;
        var row = await db.AcrossShops().Find<Row>(
            $"""
            SELECT (SELECT at FROM sign_in_failure WHERE subject = {attempt.Account} AND at > {since} ORDER BY at DESC OFFSET {MostByAccount - 1} LIMIT 1) AS account_failed_at,
                   (SELECT at FROM sign_in_failure WHERE subject = {attempt.Address}::bytea AND at > {since} ORDER BY at DESC OFFSET {MostByAddress - 1} LIMIT 1) AS address_failed_at
            """,
            aborted);
        var latest = new[] { row?.AccountFailedAt, row?.AddressFailedAt }.Max();
        return latest is { } failedAt ? UsersErrors.Throttled(failedAt + Window - now) : null;
    }

    /// <summary>Counts a wrong password.</summary>
    public Task Count(SignInAttempt attempt, CancellationToken cancellation) =>
        db.AcrossShops().Execute(
            $"""
            INSERT INTO sign_in_failure (subject, at, id)
            SELECT subject, {clock.GetUtcNow()}, {Uuid7.New(clock)} FROM unnest(ARRAY[{attempt.Account}, {attempt.Address}::bytea]) AS subject WHERE subject IS NOT NULL
            """,
            cancellation);

    /// <summary>The owner is here: their own typing errors don't count any more. Those of the address do.</summary>
    public Task Forgive(SignInAttempt attempt, CancellationToken aborted) =>
        db.AcrossShops().Execute($"DELETE FROM sign_in_failure WHERE subject = {attempt.Account}", aborted);

    private sealed record Row
    {
        public DateTimeOffset? AccountFailedAt { get; init; }

        public DateTimeOffset? AddressFailedAt { get; init; }
    }
}

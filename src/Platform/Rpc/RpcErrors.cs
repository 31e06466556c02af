namespace Kontor.Platform.Rpc;

/// <summary>What can go wrong with any call.</summary>
public static class RpcErrors
{
    /// <summary>Nobody waits for the answer any more.</summary>
    public static readonly Error DeadlineExceeded =
        new(ErrorKind.Unavailable, "platform.deadline_exceeded", "This took too long and was given up. Try again in a moment, with the same Idempotency-Key.");

    /// <summary>The database can't be reached.</summary>
    public static readonly Error DatabaseUnavailable =
        new(ErrorKind.Unavailable, "platform.database_unavailable", "The database can't be reached at the moment. Try again in a moment, with the same Idempotency-Key.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    /// <summary>The service isn't in this process and no address of it is known, or it doesn't answer.</summary>
    public static Error PeerUnavailable(string service) =>
        new(ErrorKind.Unavailable, "platform.peer_unavailable", $"The service '{service}' can't be reached at the moment. Try again in a moment, with the same Idempotency-Key.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    /// <summary>The connection broke after the call had been sent, and the call can't be repeated blindly.</summary>
    public static Error OutcomeUnknown(string service) =>
        new(ErrorKind.Unavailable, "platform.outcome_unknown", $"The connection to the service '{service}' broke before its answer came, so it may have done this or not. Send it again with the same Idempotency-Key.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };
}

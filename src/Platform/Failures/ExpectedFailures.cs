using System.Net.Sockets;
using Kontor.Platform.Rpc;
using Npgsql;

namespace Kontor.Platform.Failures;

/// <summary>Tells failures of the surroundings, which are answers, from bugs, which stay exceptions.</summary>
public static class ExpectedFailures
{
    /// <summary>The error that stands for the exception, or null when it is a bug.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="aborted">The call's token: cancellation is expected only when the call itself was given up.</param>
    public static Error? Explain(Exception exception, CancellationToken aborted) => exception switch
    {
        OperationCanceledException when aborted.IsCancellationRequested => RpcErrors.DeadlineExceeded,
        // 57P01..57P03: the server is shutting down or starting up. 53xxx: out of connections, memory or disk.
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" } => RpcErrors.DatabaseUnavailable,
        PostgresException postgres when postgres.SqlState.StartsWith("53", StringComparison.Ordinal) => RpcErrors.DatabaseUnavailable,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable } => RpcErrors.DeadlineExceeded,
        PostgresException => null,
        NpgsqlException { InnerException: TimeoutException or SocketException or IOException } => RpcErrors.DatabaseUnavailable,
        NpgsqlException { IsTransient: true } => RpcErrors.DatabaseUnavailable,
        _ => null,
    };
}

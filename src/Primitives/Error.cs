namespace Kontor;

/// <summary>What sort of failure this is. Mapped once to an HTTP status and once to a gRPC status.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong: HTTP 400.</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the credentials are wrong: HTTP 401.</summary>
    Unauthenticated,

    /// <summary>Signed in, but not allowed: HTTP 403.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know of it: HTTP 404.</summary>
    NotFound,

    /// <summary>The request is fine, the state of the business forbids it: HTTP 409.</summary>
    Conflict,

    /// <summary>Somebody else changed the resource first (If-Match): HTTP 412.</summary>
    Stale,

    /// <summary>The same idempotency key came with another body: HTTP 422.</summary>
    Mismatch,

    /// <summary>Too many requests; try again after <see cref="Error.RetryAfter"/>: HTTP 429.</summary>
    TooMany,

    /// <summary>A peer or a provider is down or too slow; nothing was changed by this answer: HTTP 503.</summary>
    Unavailable,
}

/// <summary>An expected failure: part of a feature's contract, not an exception.</summary>
/// <param name="Kind">What sort of failure.</param>
/// <param name="Code">Stable and dotted, the service first: <c>orders.out_of_stock</c>. Clients branch on it.</param>
/// <param name="Message">One sentence for people that says what to do next. Never a stack trace, never a secret.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>The single inputs that are wrong, if any.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>For a kept answer: the trace of the request that it was first given to, so that a repeat gets the same body. Null otherwise.</summary>
    public string? TraceId { get; init; }

    /// <summary>When to try again; null when nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>An error about single inputs, <see cref="ErrorKind.Invalid"/>.</summary>
    public static Error Invalid(string code, string message, params IReadOnlyList<Fault> faults) =>
        new(ErrorKind.Invalid, code, message) { Faults = faults };
}

/// <summary>One wrong input.</summary>
/// <param name="Pointer">A JSON pointer (RFC 6901) into the request, such as <c>/lines/0/quantity</c>.</param>
/// <param name="Code">Stable, such as <c>required</c> or <c>out_of_range</c>.</param>
/// <param name="Detail">One sentence that says what would be right.</param>
public sealed record Fault(string Pointer, string Code, string Detail);

namespace Kontor.Platform.Storage;

/// <summary>What is kept under an idempotency key. Neither answer nor failure: the first request is still running.</summary>
internal sealed record KeptAnswer
{
    public required string BodyHash { get; init; }

    public byte[]? Answer { get; init; }

    public string? Failure { get; init; }
}

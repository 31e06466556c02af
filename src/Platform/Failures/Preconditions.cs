namespace Kontor.Platform.Failures;

/// <summary>What holds of every change that names the version it was made for.</summary>
public static class Preconditions
{
    /// <summary>Somebody else's change came first.</summary>
    public static readonly Error Stale =
        new(ErrorKind.Stale, "precondition.stale", "Somebody has changed this since you read it. Read it again and repeat your change with the new ETag.");
}

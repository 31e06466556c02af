namespace Kontor.Testing;

/// <summary>A test that waits out real patience, or kills processes; it runs with <c>./kontor test --all</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute() => Skip = Slow.Skip;
}

/// <inheritdoc cref="SlowFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowTheoryAttribute : TheoryAttribute
{
    public SlowTheoryAttribute() => Skip = Slow.Skip;
}

/// <summary>Whether slow tests run.</summary>
public static class Slow
{
    public static bool Runs => Environment.GetEnvironmentVariable("KONTOR_TEST_ALL") == "1";

    internal static string? Skip => Runs ? null : "Slow: runs with --all.";
}

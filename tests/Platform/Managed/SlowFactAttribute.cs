namespace Kontor.Platform.Tests.Managed;

/// <summary>A test that waits out real patience; it runs with <c>./kontor test --all</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowFactAttribute : FactAttribute
{
    public SlowFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("KONTOR_TEST_ALL") != "1")
        {
            Skip = "Slow: runs with --all.";
        }
    }
}

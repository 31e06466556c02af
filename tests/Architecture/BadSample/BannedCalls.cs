namespace Kontor.BadSample;

internal static class BannedCalls
{
    public static DateTime Now() => DateTime.UtcNow;

    public static Guid Id() => Guid.NewGuid();

    public static int Wait(Task<int> task) => task.Result;

    public static void Sleep() => Thread.Sleep(1);

    public static void Write() => Console.WriteLine("hello");

#pragma warning disable RS0030 // A silenced ban is a ban that isn't there.
    public static DateTime Silenced() => DateTime.Now;
#pragma warning restore RS0030
}

namespace Kontor.Payments.Tests;

/// <summary>Waits for what jobs do by themselves.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    public static async Task<T> Get<T>(Func<Task<T>> read, Func<T, bool> condition)
    {
        using var giveUp = new CancellationTokenSource(s_patience);
        while (true)
        {
            var value = await read();
            if (condition(value))
            {
                return value;
            }

            Assert.False(giveUp.IsCancellationRequested, $"It stayed {value}.");
            await Task.Delay(25);
        }
    }
}

using Kontor.Platform.Jobs;

namespace Kontor.Platform.Tests.Jobs;

public sealed class BackgroundWorkTests
{
    [Fact]
    public async Task Who_stops_waits_for_what_is_under_way_however_it_ends()
    {
        var (background, good, bad) = (new BackgroundWork(), new TaskCompletionSource(), new TaskCompletionSource());
        background.Add(Task.CompletedTask);
        background.Add(good.Task);
        background.Add(bad.Task);

        var finishing = background.Finish(TimeSpan.FromMinutes(1));
        good.SetResult();
        await Task.Delay(50);
        Assert.False(finishing.IsCompleted);
        bad.SetException(new InvalidOperationException("It told so itself."));
        await finishing.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        var background = new BackgroundWork();
        background.Add(new TaskCompletionSource().Task);
        await background.Finish(TimeSpan.FromMilliseconds(20)).WaitAsync(TimeSpan.FromSeconds(10));
    }
}

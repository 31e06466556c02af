using System.Text.Json;

namespace Kontor.Platform.Storage.Managed;

/// <summary>The right to serve from a home. One program has it at a time; see <see cref="KontorHome.Claim"/>.</summary>
public sealed class HomeClaim : IDisposable
{
    private readonly FileLock _held;
    private readonly string _announcement;

    internal HomeClaim(FileLock held, string announcement)
    {
        _held = held;
        _announcement = announcement;
    }

    /// <summary>Leaves the public address for whoever tries to start a second program on this home.</summary>
    public void Announce(string address)
    {
        // Written aside and renamed, so that nobody reads half of it.
        var draft = _announcement + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(new RunningProgram(address, Environment.ProcessId), JsonSerializerOptions.Web));
        File.Move(draft, _announcement, overwrite: true);
    }

    /// <summary>Gives the home up.</summary>
    public void Dispose()
    {
        File.Delete(_announcement);
        _held.Dispose();
    }
}

/// <summary>What <c>run/kontor.json</c> says.</summary>
internal sealed record RunningProgram(string Address, int Pid);

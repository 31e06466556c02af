using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Platform.Failures;

/// <summary>
/// Places between two steps where a test has the process killed, as a power cut would: <c>KONTOR_FAULT_POINT=orders.place.held</c>. Nobody sets the variable in
/// production; without it, passing a point costs a null check.
/// </summary>
public sealed class FaultPoints
{
    /// <summary>What sets a point.</summary>
    public const string Variable = "KONTOR_FAULT_POINT";

    private FaultPoints(string? deadly) => Deadly = deadly;

    /// <summary>Where this process will be killed; null in production.</summary>
    public string? Deadly { get; }

    /// <summary>Reads the setting.</summary>
    /// <param name="setting">A point; null or empty for none.</param>
    /// <param name="known">The points that the services declare.</param>
    /// <exception cref="ConfigurationException">There is no such point: a test that waits for it would test nothing.</exception>
    public static FaultPoints Of(string? setting, IEnumerable<string> known) =>
        string.IsNullOrEmpty(setting) ? new(null)
        : known.Contains(setting, StringComparer.Ordinal) ? new(setting)
        : throw new ConfigurationException(
            $"{Variable} is '{setting}', which is no fault point. Unset it, unless you test crashes; the points are {string.Join(", ", known.Order(StringComparer.Ordinal))}.");

    /// <summary>Says that the work has come to a point. Kills the process with SIGKILL when it is the deadly one, so nothing is put away.</summary>
    public void Reach(string point)
    {
        if (Deadly is not null && Deadly == point)
        {
            Posix.Signal(Environment.ProcessId, Posix.SigKill);
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary><c>kontor doctor</c> holds the data against every invariant that the services declare.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var home = SharedOptions.Home();
        var json = SharedOptions.Json();
        var command = new Command("doctor", "Check that stock, orders and payments are right; exit status 1 when something is broken.") { home, json };
        command.SetAction(parsed => Terminal.Run(async cancellation =>
        {
            var folder = SharedOptions.HomeOf(parsed, home);
            // A new, empty database would pass every check, and a mistyped folder would look healthy.
            if (CommandSession.NoDataIn(folder) is { } complaint)
            {
                Terminal.Error(complaint);
                return 1;
            }

            await using var session = await CommandSession.Open(folder, cancellation);
            return await Examine(session, parsed.GetValue(json), cancellation);
        }));
        return command;
    }

    private static async Task<int> Examine(CommandSession session, bool json, CancellationToken cancellation)
    {
        var findings = new List<object>();
        var broken = 0;
        var checks = session.App.Checks.ToList();
        foreach (var check in checks)
        {
            var found = await check.Examine(cancellation);
            var holds = found.Violations.Count == 0;
            findings.Add(new { service = check.Service, check = check.Name, holds, violations = found.Violations, looked = found.Looked, of = found.Of, inFlight = found.InFlight });
            broken += holds ? 0 : 1;
            if (!json)
            {
                Terminal.Line($"{(holds ? "✓" : "✗")} {check.Service,-10} {check.Name}{Extent(found)}");
                foreach (var violation in found.Violations)
                {
                    Terminal.Line($"               {violation}");
                }
            }
        }

        Terminal.Line(json
            ? JsonSerializer.Serialize(new { checks = checks.Count, broken, findings }, JsonSerializerOptions.Web)
            : broken == 0 ? $"All {checks.Count} checks hold." : $"{broken} of {checks.Count} checks are broken. Don't mend the data by hand before you know why: the lines above say where to look.");
        return broken == 0 ? 0 : 1;
    }

    /// <summary>How much was looked at: a check of nothing holds, too, and should look like it.</summary>
    private static string Extent(Findings found) => found.Looked is not { } looked ? ""
        : found.InFlight == 0 ? string.Create(CultureInfo.InvariantCulture, $" ({looked:N0} {found.Of})")
        : string.Create(CultureInfo.InvariantCulture, $" ({looked:N0} {found.Of}; {found.InFlight:N0} between two steps)");
}

using System.CommandLine;
using System.Text.Json;

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
            var violations = await check.FindViolations(cancellation);
            findings.Add(new { service = check.Service, check = check.Name, holds = violations.Count == 0, violations });
            broken += violations.Count == 0 ? 0 : 1;
            if (!json)
            {
                Terminal.Line($"{(violations.Count == 0 ? "✓" : "✗")} {check.Service,-10} {check.Name}");
                foreach (var violation in violations)
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
}

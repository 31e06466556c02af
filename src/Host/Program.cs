using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Kontor.Host.Commands;

// 2 is the usual status of a command that was written wrongly, 1 that of one that failed.
const int WrongUsage = 2;

var parsed = KontorCommand.Build().Parse(args);

if (parsed.Action is ParseErrorAction mistake && args.Length > 0)
{
    // The whole help would push the one line that matters out of sight.
    mistake.ShowHelp = false;
    await parsed.InvokeAsync();
    Terminal.Error($"Try '{FullName(parsed.CommandResult)} --help'.");
    return WrongUsage;
}

// Without its own handling of signals, which ends the process two seconds after one: Terminal.Run drains first.
var status = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });

return parsed.Errors.Count > 0 ? WrongUsage : status;

static string FullName(CommandResult result) => result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;

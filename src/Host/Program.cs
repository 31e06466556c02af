using Kontor.Host.Commands;

var parsed = KontorCommand.Build().Parse(args);

// Without its own handling of signals, which ends the process two seconds after one: Terminal.Run drains first.
var status = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });

// 2 is the usual status of a command that was written wrongly, 1 that of one that failed.
return parsed.Errors.Count > 0 ? 2 : status;

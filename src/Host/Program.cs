using Kontor.Host.Commands;

var parsed = KontorCommand.Build().Parse(args);
var status = await parsed.InvokeAsync();

// 2 is the usual status of a command that was written wrongly, 1 that of one that failed.
return parsed.Errors.Count > 0 ? 2 : status;

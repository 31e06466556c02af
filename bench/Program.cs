using Kontor.Bench;

return await BenchCommand.Build().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

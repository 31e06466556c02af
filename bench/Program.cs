using Kontor.Bench;
using Kontor.Bench.Samples;

// The benchmark starts itself once more for what needs a process of its own.
return args switch
{
    ["bare", var file, var port] => await BareServer.Run(file, port),
    ["echo", var port] => await EchoService.Run(port),
    _ => await BenchCommand.Build().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) }),
};

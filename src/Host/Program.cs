using Kontor.Host.Commands;

return await KontorCommand.Build().Parse(args).InvokeAsync();

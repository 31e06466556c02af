using System.CommandLine;

namespace Kontor.Host.Commands;

/// <summary>The command line.</summary>
internal static class KontorCommand
{
    public static RootCommand Build() => new("Kontor: an open commerce platform that starts with one command, on nothing but PostgreSQL.")
    {
        ServeCommand.Up(),
        ServeCommand.Serve(),
        DemoCommand.Build(),
        new Command("import", "Take in data from elsewhere.") { ImportProductsCommand.Build(), ImportOnlineRetailCommand.Build() },
        DoctorCommand.Build(),
        EventsCommand.Build(),
        ServicesCommands.List(),
        ServicesCommands.Check(),
    };
}

using System.CommandLine;

namespace Kontor.Host.Commands;

internal static class KontorCommand
{
    public static RootCommand Build() => new("Kontor: an open commerce platform that starts with one command.");
}

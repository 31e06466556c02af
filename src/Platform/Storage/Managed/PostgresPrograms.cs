using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kontor.Platform.Storage.Managed;

/// <summary>The programs of one installed PostgreSQL.</summary>
/// <param name="Folder">Where <c>postgres</c> and <c>initdb</c> are.</param>
/// <param name="Major">15, 16, …</param>
internal sealed partial record PostgresPrograms(string Folder, int Major)
{
    private const int Oldest = 15;

    private const string HowToInstall =
        "Install the server, for example with 'apt-get install postgresql', 'dnf install postgresql-server' or 'apk add postgresql16', " +
        "or set KONTOR_DATABASE=postgres://user:password@host/database to use a server of your own.";

    public string Postgres => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>The programs that can open the data in this folder; the newest ones when it holds no data yet.</summary>
    public static async Task<PostgresPrograms> For(string data, CancellationToken cancel)
    {
        var version = Path.Combine(data, "PG_VERSION");
        var needed = File.Exists(version) ? (await File.ReadAllTextAsync(version, cancel)).Trim() : null;

        var installed = new List<PostgresPrograms>();
        foreach (var folder in Candidates().Distinct(StringComparer.Ordinal))
        {
            if (await At(folder, cancel) is not { } programs)
            {
                continue;
            }

            installed.Add(programs);
            if (programs.Major.ToString(CultureInfo.InvariantCulture) == needed)
            {
                return programs;
            }
        }

        if (needed is null && installed.Where(programs => programs.Major >= Oldest).MaxBy(programs => programs.Major) is { } newest)
        {
            return newest;
        }

        var found = installed.Count == 0 ? "none is installed" : "installed: " + string.Join(", ", installed.Select(one => $"{one.Major} in {one.Folder}"));
        throw new StorageUnavailableException(needed is null
            ? $"Kontor needs the programs of PostgreSQL {Oldest} or newer ({found}). {HowToInstall}"
            : $"The data in {data} was made by PostgreSQL {needed}, which only PostgreSQL {needed} can open ({found}). " +
              $"Install that version beside the others, for example with 'apt-get install postgresql-{needed}', or move the data to a newer one with pg_upgrade.");
    }

    private static IEnumerable<string> Candidates()
    {
        // Distributions put links on the PATH; initdb and postgres lie together where the link leads.
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "postgres"))
            .Where(File.Exists)
            .Select(file => Path.GetDirectoryName(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)!);
        return path
            .Concat(Versions("/usr/lib/postgresql", "*").Select(folder => Path.Combine(folder, "bin")))
            .Concat(Versions("/usr", "pgsql-*").Select(folder => Path.Combine(folder, "bin")))
            .Concat(Versions("/usr/libexec", "postgresql*"))
            .Concat(Versions("/home/linuxbrew/.linuxbrew/opt", "postgresql@*").Select(folder => Path.Combine(folder, "bin")))
            .Append("/usr/local/pgsql/bin");
    }

    private static IEnumerable<string> Versions(string parent, string pattern) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).OrderDescending(StringComparer.Ordinal) : [];

    private static async Task<PostgresPrograms?> At(string folder, CancellationToken cancel)
    {
        var programs = new PostgresPrograms(folder, 0);
        if (!File.Exists(programs.Postgres) || !File.Exists(programs.InitDb))
        {
            return null;
        }

        using var asked = Process.Start(new ProcessStartInfo(programs.Postgres, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false });
        var answer = await asked!.StandardOutput.ReadToEndAsync(cancel);
        await asked.WaitForExitAsync(cancel);
        var version = Version().Match(answer);
        return version.Success ? programs with { Major = int.Parse(version.ValueSpan, CultureInfo.InvariantCulture) } : null;
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}

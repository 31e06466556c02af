namespace Kontor.Platform.Storage.Managed;

/// <summary>
/// Makes the data of a new home. It is made aside and renamed when it is whole, so that being killed half way leaves
/// nothing that looks like a database.
/// </summary>
internal sealed class NewData(string folder, string lockFile, string outputFile)
{
    private readonly string _draft = folder + ".new";

    /// <summary>Runs <c>initdb</c> and puts the result in its place.</summary>
    public async Task Make(PostgresPrograms programs, string owner, CancellationToken cancel)
    {
        if (Directory.Exists(folder))
        {
            RefuseToReplace();
            Directory.Delete(folder);
        }

        // C.UTF-8 sorts by code point and still knows letters from digits in every script. Small systems may lack it.
        if (!await Try(programs, owner, "C.UTF-8", cancel) && !await Try(programs, owner, "C", cancel))
        {
            throw new StorageUnavailableException(
                $"PostgreSQL {programs.Major} couldn't make its data in {folder}. It says why; put that right and start Kontor again." +
                string.Concat(File.ReadLines(outputFile).TakeLast(15).Select(line => Environment.NewLine + "  " + line)));
        }

        Directory.Move(_draft, folder);
        Posix.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    private void RefuseToReplace()
    {
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new StorageUnavailableException(
                $"{folder} holds files, but not the data of a PostgreSQL. Move them away, or choose another home with --home or KONTOR_HOME.");
        }
    }

    private async Task<bool> Try(PostgresPrograms programs, string owner, string locale, CancellationToken cancel)
    {
        if (Directory.Exists(_draft))
        {
            Directory.Delete(_draft, recursive: true); // of an earlier try, or of a program that was killed in the middle
        }

        KontorHome.CreatePrivate(_draft);
        if (ServerProcess.Account() is var (user, group))
        {
            Posix.ChangeOwner(_draft, user, group);
        }

        // 'trust' is safe for the reason given at the server's settings.
        using var process = ServerProcess.Start(_draft, lockFile, outputFile, programs.InitDb,
            ["-D", ServerProcess.DataFolder, "--username", owner, "--encoding", "UTF8", "--locale", locale, "--auth", "trust", "--data-checksums", "--no-instructions"]);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Posix.Signal(process.Id, Posix.SigInt);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return process.ExitCode == 0;
    }
}

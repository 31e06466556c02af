namespace Kontor.Testing;

/// <summary>A test on real data that isn't part of the repository: it looks for a folder called <c>shared</c> beside it and is skipped without.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (PathOf(file) is null)
        {
            Skip = $"There is no shared/{file} beside the repository.";
        }
    }

    /// <summary>Where the file is, or null.</summary>
    public static string? PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}

/// <summary>A slow test on real data: it runs with <c>./kontor test --all</c>, and is skipped where there is none.</summary>
public sealed class SlowSharedDataFactAttribute : FactAttribute
{
    public SlowSharedDataFactAttribute(string file) => Skip = Slow.Skip ?? new SharedDataFactAttribute(file).Skip;
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kontor.Host.Commands.Import;

/// <summary>
/// Where rejected records go: all of them to a file beside the data, to mend and import again, and the first few to standard error. The file is
/// made with the first reject; that of an earlier run is taken away.
/// </summary>
internal sealed class Rejects : IAsyncDisposable
{
    private const int Shown = 20;
    private const int LongestShown = 120;

    // Readable, and control characters are still escaped: the file's must not reach a terminal.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Action<string> _show;
    private StreamWriter? _writer;
    private long _count;

    public Rejects(string path, Action<string> show)
    {
        Path = path;
        _show = show;
        File.Delete(path);
    }

    public string Path { get; }

    public async Task Add(FileLine line, string reason)
    {
        var record = line.Bytes is null ? "" : Encoding.UTF8.GetString(line.Bytes).TrimEnd('\r');
        _writer ??= new StreamWriter(Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await _writer.WriteLineAsync(JsonSerializer.Serialize(new { line = line.Number, reason, record }, s_readable));
        _count++;
        if (_count <= Shown)
        {
            _show($"line {line.Number}: {reason}: {JsonSerializer.Serialize(record.Length <= LongestShown ? record : record[..LongestShown] + "…", s_readable)}");
        }
        else if (_count == Shown + 1)
        {
            _show($"More follow; all are written to {Path}.");
        }
    }

    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path, options);
    }
}

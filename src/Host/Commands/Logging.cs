using Microsoft.Extensions.Logging;

namespace Kontor.Host.Commands;

/// <summary>Logs go to standard error: as JSON, a line each, unless a person is looking at them.</summary>
internal static class Logging
{
    public static ILoggerFactory Create() => LoggerFactory.Create(builder =>
    {
        // The trace id of a problem that a client reports finds its lines.
        builder.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.SetMinimumLevel(Level("KONTOR_LOG_LEVEL", LogLevel.Warning));
        builder.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None);
        // What goes wrong at the start or the stop is thrown, too, and whoever catches it says it in one sentence.
        builder.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // A line a statement drowns everything else; Debug asks for it.
        builder.AddFilter("Npgsql", level => level >= LogLevel.Warning || Level("KONTOR_LOG_LEVEL", LogLevel.Warning) <= LogLevel.Debug);
        builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Environment.GetEnvironmentVariable("KONTOR_LOG_FORMAT") is not { Length: > 0 } format)
        {
            format = Console.IsErrorRedirected ? "json" : "text";
        }

        if (format == "json")
        {
            builder.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                json.IncludeScopes = true;
            });
        }
        else
        {
            builder.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.TimestampFormat = "HH:mm:ss ";
            });
        }
    });

    private static LogLevel Level(string variable, LogLevel otherwise) =>
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable(variable), ignoreCase: true, out var level) ? level : otherwise;
}

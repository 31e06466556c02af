namespace Kontor.Platform.Tests.Samples;

/// <summary>A word was written. The record's name is not the event's, so that a mix-up shows.</summary>
internal sealed record SampleWritten(string Word)
{
    public static readonly EventType<SampleWritten> Type = new("word.said", "sample");
}

using Kontor.Platform.Hosting;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A consumer that does what its test says.</summary>
internal sealed class Listener(Database database, Func<Database, Event<SampleWritten>, Task> hear)
{
    public Task Handle(Event<SampleWritten> written) => hear(database, written);
}

internal static class Listening
{
    /// <summary>Declares that the service listens to <see cref="SampleWritten"/>.</summary>
    public static ServiceBuilder Hears(this ServiceBuilder service, Func<Database, Event<SampleWritten>, Task> hear)
    {
        service.Services.AddSingleton(hear);
        return service.On(SampleWritten.Type, (Listener listener) => listener.Handle);
    }
}

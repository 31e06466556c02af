using Kontor.Platform.Hosting;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A consumer of events in groups that does what its test says.</summary>
internal sealed class GroupListener(Database database, Func<Database, EventGroup<SampleWritten>, Task> hear)
{
    public Task Handle(EventGroup<SampleWritten> written) => hear(database, written);
}

internal static class ListeningToMany
{
    /// <summary>Declares that the service listens to <see cref="SampleWritten"/> and takes what waits together.</summary>
    public static ServiceBuilder HearsMany(this ServiceBuilder service, Func<Database, EventGroup<SampleWritten>, Task> hear)
    {
        service.Services.AddSingleton(hear);
        return service.OnMany(SampleWritten.Type, (GroupListener listener) => listener.Handle);
    }
}

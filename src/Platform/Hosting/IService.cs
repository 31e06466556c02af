namespace Kontor.Platform.Hosting;

/// <summary>A bounded context. Its one public type declares, in one place, its name, what it calls, what it serves and what it listens to.</summary>
public interface IService
{
    /// <summary>The name in <c>--services</c>, in contracts and as the database schema.</summary>
    string Name { get; }

    /// <summary>Declares the service. Called once a process, and only when the service runs in it.</summary>
    void Define(ServiceBuilder service);
}

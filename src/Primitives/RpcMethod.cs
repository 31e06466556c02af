namespace Kontor;

/// <summary>Who may call a method. The gateway checks it at the edge, and the service that owns the method checks it again.</summary>
public enum Access
{
    /// <summary>Anybody, guests too. What a guest may see is up to the feature.</summary>
    Anyone,

    /// <summary>Anybody who is signed in.</summary>
    SignedIn,

    /// <summary>People with an account of their own: not API keys, which stand for programs.</summary>
    Account,

    /// <summary>Staff and admins of the shop.</summary>
    Staff,

    /// <summary>Admins of the shop.</summary>
    Admin,

    /// <summary>The operator, who runs the whole installation.</summary>
    Operator,

    /// <summary>Other services on behalf of anybody; no public path leads here.</summary>
    Internal,
}

/// <summary>Whether a call may be sent again when its answer got lost.</summary>
public enum Repeat
{
    /// <summary>A second call could do the work twice, or the caller's idempotency key must decide.</summary>
    No,

    /// <summary>It only reads, or doing it twice is the same as once.</summary>
    Safe,
}

/// <summary>One method of a service's contract, as data that the client and the server share.</summary>
/// <param name="Service">The full name in the .proto: <c>kontor.orders.v1.Orders</c>.</param>
/// <param name="Name">The method's name in the .proto: <c>PlaceOrder</c>.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Repeat">Whether it may be retried.</param>
/// <typeparam name="TRequest">The protobuf request.</typeparam>
/// <typeparam name="TResponse">The protobuf response.</typeparam>
public sealed record RpcMethod<TRequest, TResponse>(string Service, string Name, Access Access, Repeat Repeat = Repeat.No)
    where TRequest : class
    where TResponse : class
{
    /// <summary>The path on the wire: <c>/kontor.orders.v1.Orders/PlaceOrder</c>.</summary>
    public string Path { get; } = $"/{Service}/{Name}";

    /// <summary>The name of the Kontor service that answers: <c>orders</c>.</summary>
    public string Owner { get; } = Service.Split('.')[1];
}

/// <summary>A kind of event: a declared name on the wire, never a CLR type's.</summary>
/// <param name="Name">What consumers match on: <c>order.created</c>.</param>
/// <param name="Topic">The topic it travels in: <c>orders</c>.</param>
/// <param name="Version">Raised when the body's meaning changes; new optional fields don't.</param>
/// <typeparam name="TBody">The record that is its JSON body.</typeparam>
public sealed record EventType<TBody>(string Name, string Topic, int Version = 1)
    where TBody : class;

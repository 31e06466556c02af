namespace Kontor.Platform.Rpc;

/// <summary>A service in another process ran into a bug. Its own log says which; the message here is for ours.</summary>
public sealed class PeerFailedException(string message) : Exception(message);

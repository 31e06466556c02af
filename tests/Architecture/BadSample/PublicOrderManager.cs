namespace Kontor.BadSample;

/// <summary>Public, and of a name that says nothing.</summary>
public sealed class PublicOrderManager;

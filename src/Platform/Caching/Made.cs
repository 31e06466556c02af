namespace Kontor.Platform.Caching;

/// <summary>What was made for a cache, and whether it is to be kept.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Made<T>
{
    internal Made(T value, long? bytes, CacheTag[] tags) => (Value, Bytes, Tags) = (value, bytes, tags);

    /// <summary>The value. All who ask get the same object, so nobody may change it.</summary>
    public T Value { get; }

    internal long? Bytes { get; }

    internal CacheTag[] Tags { get; }
}

/// <summary>Hands over what was made.</summary>
public static class Made
{
    /// <summary>A value to be kept.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bytes">About how much memory it takes.</param>
    /// <param name="tags">What it is made of: when one of them changes, it is made anew.</param>
    public static Made<T> Kept<T>(T value, long bytes, params CacheTag[] tags) => new(value, bytes, tags);

    /// <summary>A value for those who wait for it now and nobody else, such as an error.</summary>
    public static Made<T> NotKept<T>(T value) => new(value, null, []);
}

namespace Kontor.Gateway;

/// <summary>Texts between REST, where an absent one is null, and the contracts, where it is empty.</summary>
internal static class Text
{
    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}

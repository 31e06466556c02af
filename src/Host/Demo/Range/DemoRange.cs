namespace Kontor.Host.Demo.Range;

/// <summary>All that the demo shop sells. Made when the shop is filled, and never looked at again.</summary>
internal static class DemoRange
{
    public static IReadOnlyList<DemoShelf> Shelves => [.. Table.Shelves, .. Kitchen.Shelves, .. Living.Shelves, .. Bath.Shelves, .. Desk.Shelves, .. Clothing.Shelves, .. Carrying.Shelves, .. Outside.Shelves];
}

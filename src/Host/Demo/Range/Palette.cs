using System.Collections.Frozen;

namespace Kontor.Host.Demo.Range;

/// <summary>The colours that things come in, and those behind them.</summary>
internal static class Palette
{
    private static readonly FrozenSet<string> s_materials = new[] { "Oak", "Walnut", "Bamboo", "Brass", "Copper", "Steel" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] s_backdrops = ["#ece4d6", "#e0e6e3", "#ecdfd8", "#e3e6d6", "#e1e4ec", "#e9e2e6", "#dfe5ea", "#e6e4d9"];

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public static string Of(string name) => name switch
    {
        "Blue" => "#3f5f8f",
        "White" => "#f3eee4",
        "Indigo" => "#34476f",
        "Sumi" => "#414148",
        "Natural" => "#dccbab",
        "Moss" => "#6d7b4f",
        "Forest" => "#3c5947",
        "Terracotta" => "#c0694a",
        "Mustard" => "#d2a23e",
        "Sky" => "#8fb3c9",
        "Rose" => "#d5a09d",
        "Slate" => "#66727d",
        "Rust" => "#a4512f",
        "Sand" => "#cbb28c",
        "Plum" => "#744a61",
        "Grey" => "#a3a39f",
        "Celadon" => "#a5bda6",
        "Red" => "#b5423c",
        "Oak" => "#c99d66",
        "Walnut" => "#7a5540",
        "Bamboo" => "#d3b36e",
        "Brass" => "#c49a4a",
        "Copper" => "#b9714c",
        "Steel" => "#aeb6bc",
        "Denim" => "#4f6785",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The palette has no such colour."),
    };

    /// <summary>What the option is called that tells such variants apart.</summary>
    public static string KindOf(string name) => s_materials.Contains(name) ? "material" : "colour";

    /// <summary>What is behind the things of a department.</summary>
    public static string Backdrop(int department) => s_backdrops[department % s_backdrops.Length];
}

namespace Kontor.Payments.Sandbox;

/// <summary>What the sandbox does with a card. Only the number decides.</summary>
/// <param name="Decline">Why it is declined; empty when it is approved.</param>
/// <param name="Work">How long the sandbox works on it before it decides.</param>
/// <param name="Silence">How long it keeps the decision to itself.</param>
internal sealed record SandboxCards(string Decline, TimeSpan Work, TimeSpan Silence)
{
    /// <summary>The test numbers of docs/payments.md; any other number is approved.</summary>
    public static SandboxCards Of(string number) => number switch
    {
        "4000000000000002" => new("card_declined", TimeSpan.Zero, TimeSpan.Zero),
        "4000000000009995" => new("insufficient_funds", TimeSpan.Zero, TimeSpan.Zero),
        "4000000000000069" => new("expired_card", TimeSpan.Zero, TimeSpan.Zero),
        "4000000000000101" => new("", TimeSpan.FromSeconds(3), TimeSpan.Zero),
        "4000000000000119" => new("", TimeSpan.Zero, TimeSpan.FromSeconds(30)),
        _ => new("", TimeSpan.Zero, TimeSpan.Zero),
    };
}

namespace Kontor.Payments.Provider;

/// <summary>What a card provider says about one authorisation.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Reference">The provider's own name for it; may be empty.</param>
/// <param name="Reason">Why it was declined or refused; may be empty.</param>
internal sealed record CardAnswer(CardState State, string Reference = "", string Reason = "")
{
    /// <summary>No answer, so anything may have happened there.</summary>
    public static readonly CardAnswer Silent = new(CardState.Silent);
}

/// <summary>How an authorisation stands at the provider.</summary>
internal enum CardState
{
    /// <summary>Nobody knows: the provider didn't answer, or not so that we understood it.</summary>
    Silent,

    /// <summary>The provider has never heard of it.</summary>
    Unknown,

    /// <summary>The provider is still at work.</summary>
    Pending,

    /// <summary>The money is held for us.</summary>
    Approved,

    /// <summary>The money isn't held, and won't be.</summary>
    Declined,

    /// <summary>The money is ours.</summary>
    Captured,

    /// <summary>The money was let go, or never will be held.</summary>
    Voided,

    /// <summary>What we asked for can't be done in the state that it is in.</summary>
    Refused,
}

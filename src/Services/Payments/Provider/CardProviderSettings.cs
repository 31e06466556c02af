using System.Globalization;
using Kontor.Platform.Hosting;

namespace Kontor.Payments.Provider;

/// <summary>Where the card provider is; see docs/payments.md.</summary>
/// <param name="Url">Its base address; null for the sandbox inside this process.</param>
/// <param name="Key">What we authenticate with; null for the key that the sandbox shares with us.</param>
/// <param name="CallbackSecret">What its callbacks are signed with; null for the one that this installation made.</param>
/// <param name="Patience">How long it may take to answer.</param>
internal sealed record CardProviderSettings(Uri? Url, string? Key, string? CallbackSecret, TimeSpan Patience)
{
    private const double DefaultSeconds = 8;

    /// <summary>Whether cards are only tried out: the sandbox approves nearly every one of them, and moves no money.</summary>
    public bool IsSandbox => Url is null;

    /// <exception cref="ConfigurationException">A setting makes no sense.</exception>
    public static CardProviderSettings Of(KontorOptions options)
    {
        var url = options.Setting("KONTOR_CARD_PROVIDER_URL");
        var seconds = options.Setting("KONTOR_CARD_PROVIDER_TIMEOUT");
        Uri? address = null;
        if (url is not null && !(Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
        {
            throw new ConfigurationException("KONTOR_CARD_PROVIDER_URL is no address. Give one such as https://cards.example.com/v1, or leave it out to use the sandbox.");
        }

        var patience = DefaultSeconds;
        if (seconds is not null && !(double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out patience) && patience is > 0 and <= 30))
        {
            throw new ConfigurationException("KONTOR_CARD_PROVIDER_TIMEOUT must be seconds, more than 0 and at most 30, such as 8.");
        }

        return new(address, options.Setting("KONTOR_CARD_PROVIDER_KEY"), options.Setting("KONTOR_CARD_CALLBACK_SECRET"), TimeSpan.FromSeconds(patience));
    }
}

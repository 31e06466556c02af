using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Failures;

namespace Kontor.Payments.Model;

/// <summary>What can be told about a card without asking anybody.</summary>
internal static class CardRules
{
    /// <summary>Null when the card fits the method; otherwise what to mend. Details never repeat what was typed.</summary>
    public static Error? Refuse(KnownMethod method, Card? card, DateTimeOffset now)
    {
        if (method.Code != KnownMethod.Card)
        {
            return card is null ? null : PaymentsErrors.CardNotWanted;
        }

        card ??= new Card();
        var faults = new Validation()
            .Require(IsNumber(card.Number), "/payment/card/number", "invalid", "Give the card's number, 12 to 19 digits without spaces, as it stands on the card.")
            .Range("/payment/card/expiryMonth", card.ExpiryMonth, 1, 12)
            // Until the month's end everywhere on earth: a card that expires in March works in March.
            .Require(
                (card.ExpiryYear * 12L) + card.ExpiryMonth >= (now.AddHours(-12).Year * 12L) + now.AddHours(-12).Month && card.ExpiryYear <= now.Year + 50,
                "/payment/card/expiryYear",
                "expired",
                "This card has expired, or the year isn't a four-digit year. Use another card or check the date.")
            .Require(card.Cvc.Length is 3 or 4 && card.Cvc.All(char.IsAsciiDigit), "/payment/card/cvc", "invalid", "Give the 3 or 4 digits of the card's security code.");
        return faults.Failed(PaymentsErrors.InvalidCard, out var error) ? error : null;
    }

    /// <summary>The check digit of ISO/IEC 7812 (Luhn) catches a mistyped digit before the provider is asked.</summary>
    private static bool IsNumber(string number)
    {
        if (number.Length is < 12 or > 19 || !number.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = 0;
        for (var fromRight = 0; fromRight < number.Length; fromRight++)
        {
            var digit = number[^(fromRight + 1)] - '0';
            var weighted = fromRight % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}

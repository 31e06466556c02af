using System.Globalization;
using System.Numerics;

namespace Kontor.Payments.Model;

/// <summary>What a bank transfer must quote: a structured creditor reference (ISO 11649), whose check digits let the payer's bank catch a slip.</summary>
internal static class CreditorReference
{
    // No 0/O, 1/I: people copy this by hand.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>The reference of a payment, made of the random part of its id: <c>RF23 …</c> without the spaces.</summary>
    public static string Of(Guid payment)
    {
        var random = BitConverter.ToUInt64(payment.ToByteArray(), 8);
        var text = string.Create(12, random, (letters, bits) =>
        {
            for (var index = 0; index < letters.Length; index++)
            {
                letters[index] = Alphabet[(int)((bits >> (index * 5)) & 31)];
            }
        });
        return $"RF{98 - Remainder(text + "RF00"):00}{text}";
    }

    /// <summary>ISO 7064 mod 97-10, letters counting from A = 10.</summary>
    private static int Remainder(string text)
    {
        var digits = string.Concat(text.Select(letter => char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10));
        return (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
    }
}

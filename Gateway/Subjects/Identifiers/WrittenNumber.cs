namespace Gateway.Subjects.Identifiers;

/// <summary>A number of a patient's as people copy it: with or without dashes, spaces and leading zeros.</summary>
internal static class WrittenNumber
{
    /// <summary>Zeros before the number are filling; a number that would be shorter than this without them is left as it is.</summary>
    private const int ShortestBare = 4;

    private const int Longest = 24;

    /// <summary>What two spellings of one number have in common: capitals, letters and digits alone, no leading zeros.</summary>
    public static string Plain(string written)
    {
        Span<char> plain = stackalloc char[Longest];
        var length = 0;
        foreach (var letter in written)
        {
            if (char.IsAsciiLetterOrDigit(letter) && length < Longest)
            {
                plain[length++] = char.ToUpperInvariant(letter);
            }
        }

        var bare = plain[..length].TrimStart('0');
        return new string(bare.Length >= ShortestBare ? bare : plain[..length]);
    }

    /// <summary>The digits of a number that the EHR keeps with letters before it ("MRN100003") are the number too.</summary>
    public static bool Agree(string one, string other)
    {
        var (plainOne, plainOther) = (Plain(one), Plain(other));
        return plainOne.Length >= ShortestBare && (plainOne == plainOther || Digits(plainOne) == plainOther || plainOne == Digits(plainOther));
    }

    private static string Digits(string plain) => Plain(plain.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()));
}

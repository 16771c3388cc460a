namespace Gateway.References;

/// <summary>The lexical rule of FHIR's <c>id</c> type: 1 to 64 of letters, digits, <c>-</c> and <c>.</c> (R4 datatypes, id).</summary>
internal static class FhirId
{
    public const int MaxLength = 64;

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}

namespace Gateway.SignIn.Clients;

/// <summary>What a client id looks like: short, and safe in an address, a log and a token.</summary>
internal static class ClientName
{
    private const int Longest = 64;

    public static bool IsOne(string text) =>
        text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && text.Trim('.').Length > 0;
}

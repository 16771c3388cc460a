using System.CommandLine;
using System.CommandLine.Parsing;

namespace Load.Targets;

/// <summary>An option whose value is an absolute http or https address.</summary>
internal static class HttpAddress
{
    public static Option<Uri?> Option(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, CustomParser = Parse };

    private static Uri? Parse(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not an absolute http or https address.");
        return null;
    }
}

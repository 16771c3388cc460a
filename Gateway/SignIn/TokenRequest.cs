using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.SignIn;

/// <summary>A request for a token: its form, read once, and as it came for whoever it is passed on to.</summary>
internal sealed class TokenRequest
{
    private readonly Dictionary<string, string> fields;

    private TokenRequest(ReadOnlyMemory<byte> body, string? authorization, Dictionary<string, string> fields) =>
        (Body, Authorization, this.fields) = (body, authorization, fields);

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The Authorization header, which only the issuer of apps understands.</summary>
    public string? Authorization { get; }

    public string? this[string field] => fields.GetValueOrDefault(field);

    /// <summary>False if a field is there twice (RFC 6749, 3.2): two readers could each take another one.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, string? authorization, [NotNullWhen(true)] out TokenRequest? request)
    {
        var given = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        request = given.Values.All(values => values.Count == 1)
            ? new TokenRequest(body, authorization, given.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal))
            : null;
        return request is not null;
    }
}

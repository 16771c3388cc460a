namespace Gateway.Access.Issuers;

/// <summary>Which of several issuers judges a token. Nothing in the token is believed: a wrong claim only finds it the wrong judge, who refuses it.</summary>
internal static class IssuerChoice
{
    public static IssuerOptions? Of(ReadOnlySpan<char> token, IList<IssuerOptions> issuers)
    {
        if (issuers.Count <= 1)
        {
            return issuers.FirstOrDefault();
        }

        var claimed = TokenShape.IssuerOf(token);
        var known = issuers.FirstOrDefault(issuer => issuer.Issuer == claimed);
        return known
            // A JWT of nobody we know is no secret to ask the opaque issuer about; what is no JWT is for no other.
            ?? issuers.FirstOrDefault(issuer => (issuer.Kind == IssuerKind.Opaque) == (claimed is null))
            ?? issuers[0];
    }
}

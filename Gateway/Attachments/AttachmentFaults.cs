namespace Gateway.Attachments;

/// <summary>Finds what is wrong with the rules on attachments before they take effect. Pure.</summary>
internal static class AttachmentFaults
{
    /// <summary>Sentences for whoever wrote the policy, each with the place.</summary>
    public static IEnumerable<string> In(AttachmentRules rules)
    {
        foreach (var (index, type) in rules.Types.Index())
        {
            if (type.Split('/') is not [{ Length: > 0 } kind, { Length: > 0 }] || kind.Contains('*', StringComparison.Ordinal))
            {
                yield return $"attachments.types[{index}]: a media type is written as in image/jpeg or image/*.";
            }
        }
    }
}

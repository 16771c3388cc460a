namespace Gateway.Topics;

/// <summary>How much of a resource a notification holds.</summary>
internal enum PayloadContent
{
    Empty,
    IdOnly,
    FullResource,
}

/// <summary>The same in the guide's codes.</summary>
internal static class PayloadContents
{
    public static PayloadContent? Parse(string? code) => code switch
    {
        "empty" => PayloadContent.Empty,
        "id-only" => PayloadContent.IdOnly,
        "full-resource" => PayloadContent.FullResource,
        _ => null,
    };
}

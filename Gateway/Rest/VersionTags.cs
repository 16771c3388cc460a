using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Rest;

/// <summary>The versions that an <c>If-Match</c> or <c>If-None-Match</c> header names, or any version at all (<c>*</c>).</summary>
internal sealed class VersionTags
{
    private readonly IList<EntityTagHeaderValue> tags;

    private VersionTags(IList<EntityTagHeaderValue> tags) => this.tags = tags;

    /// <summary>True for <c>*</c>.</summary>
    public bool Any => tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any));

    /// <summary>Parses entity tags, weak or strong; false if one is malformed, or there is none.</summary>
    public static bool TryParse(StringValues header, out VersionTags tags)
    {
        var isWellFormed = EntityTagHeaderValue.TryParseStrictList(header, out var parsed) && parsed.Count > 0;
        tags = new VersionTags(isWellFormed ? parsed! : []);
        return isWellFormed;
    }

    /// <summary>True if the header names this version.</summary>
    public bool Name(int version)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Any || tags.Any(tag => tag.Tag.Equals(text, StringComparison.Ordinal));
    }
}

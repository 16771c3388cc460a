using Gateway.Storage;

namespace Gateway.Policies.Versions;

/// <summary>The entity tag of a version: a number that moves with each change.</summary>
internal static class PolicyTags
{
    /// <summary>Counted from 1, as tags of resources are.</summary>
    public static int Of(PolicyVersion version) => version.Revision + 1;

    public static string TextOf(PolicyVersion version) => $"W/\"{Of(version)}\"";
}

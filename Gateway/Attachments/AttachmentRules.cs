using System.Collections.Immutable;

namespace Gateway.Attachments;

/// <summary>What may be attached to a message: policy data.</summary>
/// <param name="Types">The media types that are taken; <c>image/*</c> is all of a kind; none given: all.</param>
/// <param name="KeepPictureData">Leave in pictures what cameras and phones write besides: where, when and with what it was taken.</param>
internal sealed record AttachmentRules(ImmutableArray<string>? Types = null, bool KeepPictureData = false)
{
    /// <summary>Whatever is what it says it is.</summary>
    public static AttachmentRules Any { get; } = new();
}

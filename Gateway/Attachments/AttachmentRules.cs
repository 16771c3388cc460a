using System.Collections.Immutable;

namespace Gateway.Attachments;

/// <summary>What may be attached to a message: policy data.</summary>
/// <param name="Types">The media types that are taken; <c>image/*</c> is all of a kind.</param>
/// <param name="KeepPictureData">Leave in pictures what cameras and phones write besides: where, when and with what it was taken.</param>
internal sealed record AttachmentRules(ImmutableArray<string> Types, bool KeepPictureData = false);

using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>The entity tag of a dead letter: a number that moves with each change, also by its courier.</summary>
internal static class DeadLetterTags
{
    /// <summary>Counted from 1, as tags of resources are.</summary>
    public static int Of(OutboxEntry letter) => letter.Revision + 1;

    public static string TextOf(OutboxEntry letter) => $"W/\"{Of(letter)}\"";
}

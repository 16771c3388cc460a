namespace SmartApp.Conversations;

/// <summary>Messages that answer each other, in their order.</summary>
/// <param name="Id">The first one's id, also where it is too old to be among them.</param>
/// <param name="Messages">One at least.</param>
internal sealed record Conversation(string Id, IReadOnlyList<Message> Messages)
{
    public Message Latest => Messages[^1];

    /// <summary>The newest that whoever reads has written: how far it is, is told of the whole.</summary>
    public Message? LatestOwn => Messages.LastOrDefault(message => message.Author == Author.Reader);
}

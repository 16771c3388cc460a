namespace Load.Posting;

/// <summary>Makes the messages of a run before its clock starts: texts in turn over charts in turn.</summary>
internal sealed class MessageSource(string run, IReadOnlyList<string> charts, TimeProvider clock)
{
    /// <summary>The first <paramref name="count"/> messages; texts are used again from the start when there are fewer.</summary>
    public OutgoingMessage[] Make(IReadOnlyList<MessageText> texts, int count, bool labelled)
    {
        var sent = clock.GetUtcNow();
        var messages = new OutgoingMessage[count];
        for (var i = 0; i < count; i++)
        {
            var text = texts[i % texts.Count];
            var chart = charts[i % charts.Count];
            messages[i] = new OutgoingMessage($"{run}-{i:D7}", chart, labelled ? text.Label : null, CommunicationBody.Write(text.Text, chart, sent));
        }

        return messages;
    }

    public static List<MessageText> Generate(int count, int seed, double aboutRelatives)
    {
        var generator = new SentenceGenerator(seed, aboutRelatives);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }
}

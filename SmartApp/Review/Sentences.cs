namespace SmartApp.Review;

/// <summary>Finds the sentences of a text, so that each can be given to the chart that it is about. Pure.</summary>
internal static class Sentences
{
    /// <summary>More than that nobody chooses among: what follows stays together.</summary>
    private const int Most = 60;

    /// <summary>Where each sentence begins and how long it is, without the white space around it.</summary>
    public static IReadOnlyList<(int Start, int Length)> In(string text)
    {
        var spans = new List<(int, int)>();
        var start = 0;
        for (var at = 0; at < text.Length && spans.Count < Most - 1; at++)
        {
            var ends = text[at] == '\n' || (text[at] is '.' or '!' or '?' or '…' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));
            if (ends)
            {
                Add(start, at + 1);
                start = at + 1;
            }
        }

        Add(start, text.Length);
        return spans;

        void Add(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
            {
                to--;
            }

            if (to > from)
            {
                spans.Add((from, to - from));
            }
        }
    }
}

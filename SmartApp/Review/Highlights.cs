namespace SmartApp.Review;

/// <summary>Cuts a text into what is evidence and what is not, by spans in UTF-16 units as the gateway gives them. Pure.</summary>
internal static class Highlights
{
    /// <param name="text">The text of one element.</param>
    /// <param name="spans">Where the evidence stands; what lies outside the text marks nothing.</param>
    public static IReadOnlyList<(string Text, bool IsMarked)> In(string text, IEnumerable<(int Start, int Length)> spans)
    {
        var marked = new bool[text.Length];
        foreach (var (start, length) in spans)
        {
            for (var at = Math.Max(0, start); at < Math.Min(text.Length, (long)start + length); at++)
            {
                marked[at] = true;
            }
        }

        // Half a character is none.
        for (var at = 1; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text[at - 1], text[at]))
            {
                marked[at - 1] = marked[at] = marked[at - 1] || marked[at];
            }
        }

        var pieces = new List<(string, bool)>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && marked[end] == marked[start])
            {
                end++;
            }

            pieces.Add((text[start..end], marked[start]));
            start = end;
        }

        return pieces;
    }
}

using System.Globalization;
using System.Text;

namespace Load.Posting;

/// <summary>Writes patient messages of 20 to 900 characters; the same seed writes the same messages.</summary>
internal sealed class SentenceGenerator(int seed, double aboutRelatives)
{
    public const int MinLength = 20;
    public const int MaxLength = 900;
    public const string SelfLabel = "self";
    public const string RelativeLabel = "relative";

    // CA5394: the same messages each time is the purpose here.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    public MessageText Next()
    {
        var aboutRelative = _random.NextDouble() < aboutRelatives;
        // Most messages are short, few are long: the cube of a uniform draw.
        var wanted = MinLength + (int)((MaxLength - MinLength) * Math.Pow(_random.NextDouble(), 3));
        var text = new StringBuilder(Pick(Phrases.Openings));
        TryAppend(text, aboutRelative ? Pick(Phrases.AboutRelatives) : Complaint());
        while (text.Length < wanted && TryAppend(text, _random.Next(4) == 0 ? Complaint() : Pick(Phrases.Details)))
        {
        }

        TryAppend(text, Pick(Phrases.Requests));
        TryAppend(text, Pick(Phrases.Closings));
        return new MessageText(text.ToString(), aboutRelative ? RelativeLabel : SelfLabel);
    }

    private string Complaint() => string.Format(CultureInfo.InvariantCulture, Pick(Phrases.Complaints), Pick(Phrases.Times));

    private string Pick(string[] phrases) => phrases[_random.Next(phrases.Length)];
#pragma warning restore CA5394

    private static bool TryAppend(StringBuilder text, string sentence)
    {
        if (sentence.Length == 0 || text.Length + 1 + sentence.Length > MaxLength)
        {
            return false;
        }

        text.Append(text.Length > 0 ? " " : "").Append(sentence);
        return true;
    }
}

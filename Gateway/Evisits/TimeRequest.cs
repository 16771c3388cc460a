using System.Collections.Immutable;
using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Evisits;

/// <summary>Time that somebody wishes to record on a message, or to correct.</summary>
internal sealed record TimeRequest(DateTimeOffset? Start, DateTimeOffset? End, int? Minutes, ResourceKey? Person, EvisitExclusion? Exclusion, int? Replaces)
{
    public static readonly string[] Parameters = ["start", "end", "minutes", "person", "exclusion", "replaces"];

    /// <summary>Longer than this nobody works on one message at a stretch.</summary>
    public const int MostMinutes = 480;

    private static readonly string[] Spans = ["start", "end", "minutes"];

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>What was recorded before is taken back, and nothing stands in its place.</summary>
    public bool TakesBack => this is { Replaces: not null, Minutes: 0, Exclusion: null };

    /// <summary>The request, or everything that is wrong with it.</summary>
    public static (TimeRequest? Request, ImmutableArray<Issue> Issues) Read(IReadOnlyDictionary<string, string> inputs)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        var request = new TimeRequest(
            Value("start", InstantOf, "start is a date and time with its zone, as in 2026-11-30T09:00:00Z."),
            Value("end", InstantOf, "end is a date and time with its zone, as in 2026-11-30T09:12:00Z."),
            Value("minutes", text => NumberOf(text, MostMinutes), $"minutes is a whole number from 0 to {MostMinutes}."),
            Value("person", KeyOf, "person is a Practitioner or a PractitionerRole, as Type/id."),
            Value("exclusion", EvisitExclusions.ParseRecorded, "exclusion is related-visit, led-to-visit, post-operative or not-established."),
            Value("replaces", text => NumberOf(text, int.MaxValue), "replaces is the number of what was recorded before."));
        // One of the three follows from the other two, or from now.
        if (Spans.Count(inputs.ContainsKey) is 0 or 3 || (!inputs.ContainsKey("minutes") && !(inputs.ContainsKey("start") && inputs.ContainsKey("end"))))
        {
            issues.Add(Wrong("Say start and end; or minutes, with at most one of the two."));
        }

        return issues.Count > 0 ? (null, issues.DrainToImmutable()) : (request, []);

        T? Value<T>(string name, Func<string, T?> read, string sentence)
            where T : struct
        {
            if (!inputs.TryGetValue(name, out var text))
            {
                return null;
            }

            if (read(text) is { } value)
            {
                return value;
            }

            issues.Add(Wrong(sentence));
            return null;
        }
    }

    /// <summary>From when until when, for who says it at <paramref name="now"/>.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) SpanAt(DateTimeOffset now) => (Start, Minutes) switch
    {
        ({ } start, { } minutes) => (start, start.AddMinutes(minutes)),
        ({ } start, null) => (start, End ?? now),
        (null, { } minutes) => ((End ?? now).AddMinutes(-minutes), End ?? now),
        (null, null) => (now, now),
    };

    private static DateTimeOffset? InstantOf(string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    private static int? NumberOf(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;

    private static ResourceKey? KeyOf(string text) =>
        ResourceKey.TryParse(text, out var key) && key.Type is "Practitioner" or "PractitionerRole" ? key : null;

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Invalid, sentence);
}

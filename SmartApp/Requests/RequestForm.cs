using System.Collections.Immutable;
using System.Globalization;
using Hl7.Fhir.Model;
using SmartApp.Launch;

namespace SmartApp.Requests;

/// <summary>What a clinician filled in to ask a patient for answers.</summary>
internal sealed record RequestForm
{
    public const int MostTimes = 60;
    public const string Low = "low.";
    public const string High = "high.";

    /// <summary>How long an answer may take: a number of a unit of UCUM.</summary>
    public static readonly IReadOnlyList<string> Spans = ["1d", "2d", "1wk"];

    private static readonly TimeSpan _asLongAsItIsNow = TimeSpan.FromHours(12);

    /// <summary>What the patient reads.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who is asked, as <c>Type/id</c>; the patient, if nobody is chosen.</summary>
    public string? Who { get; init; }

    public string Rhythm { get; init; } = Requests.Rhythm.Once;

    public string Times { get; init; } = "4";

    public string Within { get; init; } = Spans[1];

    /// <summary>Makes of a form that is sent twice one request.</summary>
    public string Key { get; init; } = "";

    /// <summary>When it was begun: the same in a form that is sent twice.</summary>
    public DateTimeOffset Begins { get; init; }

    /// <summary>What is expected, by the names of fields.</summary>
    public ImmutableDictionary<string, string> Bounds { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int Count => int.TryParse(Times, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 0;

    public static RequestForm New(DateTimeOffset now) => new() { Key = Guid.NewGuid().ToString("N"), Begins = Full(now) };

    public static RequestForm Read(IFormCollection form, DateTimeOffset now) => New(now) with
    {
        Text = form[LaunchAuthentication.TextField].ToString().ReplaceLineEndings("\n").Trim(),
        Who = form["who"].ToString() is { Length: > 0 } who ? who : null,
        Rhythm = form["rhythm"].ToString() is var rhythm && Requests.Rhythm.All.Contains(rhythm) ? rhythm : Requests.Rhythm.Once,
        Times = form["times"].ToString().Trim(),
        Within = form["within"].ToString() is var within && Spans.Contains(within) ? within : Spans[1],
        Key = Guid.TryParseExact(form["key"], "N", out _) ? form["key"].ToString() : Guid.NewGuid().ToString("N"),
        // Who thought about it over night means today.
        Begins = DateTimeOffset.TryParse(form["begins"], CultureInfo.InvariantCulture, out var begins) && (now - begins).Duration() < _asLongAsItIsNow ? Full(begins) : Full(now),
        Bounds = form.Keys.Where(name => name.StartsWith(Low, StringComparison.Ordinal) || name.StartsWith(High, StringComparison.Ordinal))
            .ToImmutableDictionary(name => name, name => form[name].ToString().Trim()),
    };

    public string Bound(string side, string question) => Bounds.GetValueOrDefault($"{side}{question}", "");

    /// <summary>The number in a field; null where there is none, or what is there is no number.</summary>
    public decimal? NumberIn(string side, string question) =>
        decimal.TryParse(Bound(side, question).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What is not right yet: by field, the name of the sentence that says so.</summary>
    /// <param name="questions">Those for which something can be expected.</param>
    public IReadOnlyDictionary<string, string> Errors(IEnumerable<Questionnaire.ItemComponent> questions)
    {
        var errors = new Dictionary<string, string>();
        if (Text.Length == 0)
        {
            errors["text"] = "requests.error.text";
        }

        if (Rhythm != Requests.Rhythm.Once && Count is < 1 or > MostTimes)
        {
            errors["times"] = "requests.error.times";
        }

        foreach (var id in questions.Select(question => question.LinkId ?? ""))
        {
            foreach (var side in (string[])[Low, High])
            {
                if (Bound(side, id).Length > 0 && NumberIn(side, id) is null)
                {
                    errors[$"{side}{id}"] = "boxes.error.number";
                }
            }

            if (NumberIn(Low, id) > NumberIn(High, id))
            {
                errors[$"{High}{id}"] = "requests.error.order";
            }
        }

        return errors;
    }

    private static DateTimeOffset Full(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}

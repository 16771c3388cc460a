using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Review.Queue;

/// <summary>What is asked of the queue.</summary>
internal sealed record QueueQuestion(string? Pool, bool? Claimed, int Count, QueueMark? After)
{
    public static readonly string[] Parameters = ["pool", "claimed", "_count", QueueMark.Parameter];

    private const int Usual = 20;
    private const int Most = 100;

    /// <summary>The question, or what is wrong with it.</summary>
    public static (QueueQuestion? Question, Refused? Objection) Read(IReadOnlyDictionary<string, string> inputs)
    {
        var issues = new List<Issue>();
        var pool = inputs.GetValueOrDefault("pool");
        if (pool is not null && !ResourceKey.TryParse(pool, out _))
        {
            issues.Add(Wrong("pool is a reference of the form Type/id."));
        }

        bool? claimed = null;
        if (inputs.TryGetValue("claimed", out var text))
        {
            claimed = text == "true";
            if (text is not ("true" or "false"))
            {
                issues.Add(Wrong("claimed is true or false."));
            }
        }

        var count = Usual;
        if (inputs.TryGetValue("_count", out var number) && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0))
        {
            issues.Add(Wrong("_count is a number above 0."));
        }

        QueueMark? after = null;
        if (inputs.TryGetValue(QueueMark.Parameter, out var place))
        {
            if (QueueMark.TryParse(place, out var mark))
            {
                after = mark;
            }
            else
            {
                issues.Add(Wrong("_after is not from a next link of this queue."));
            }
        }

        return issues.Count > 0
            ? (null, new Refused(StatusCodes.Status400BadRequest, issues))
            : (new QueueQuestion(pool, claimed, Math.Min(count, Most), after), null);
    }

    /// <summary>As a query string, with another place to go on from.</summary>
    public string ToQuery(QueueMark? after)
    {
        var query = new List<string>();
        Add("pool", Pool);
        Add("claimed", Claimed is { } claimed ? (claimed ? "true" : "false") : null);
        Add("_count", Count.ToString(CultureInfo.InvariantCulture));
        Add(QueueMark.Parameter, after?.ToString());
        return string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Invalid, sentence);
}

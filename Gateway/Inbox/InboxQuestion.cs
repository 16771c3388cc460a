using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Inbox;

/// <summary>What is asked of an inbox.</summary>
internal sealed record InboxQuestion(ResourceKey Pool, bool? Claimed, int Count, InboxMark? After)
{
    public static readonly string[] Parameters = ["pool", "claimed", "_count", InboxMark.Parameter];

    private const int Usual = 20;
    private const int Most = 100;

    /// <summary>The question, or what is wrong with it.</summary>
    public static (InboxQuestion? Question, Refused? Objection) Read(IReadOnlyDictionary<string, string> inputs)
    {
        var issues = new List<Issue>();
        if (!ResourceKey.TryParse(inputs.GetValueOrDefault("pool"), out var pool))
        {
            issues.Add(Wrong("pool is needed, a reference of the form Type/id."));
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

        InboxMark? after = null;
        if (inputs.TryGetValue(InboxMark.Parameter, out var place))
        {
            if (InboxMark.TryParse(place, out var mark))
            {
                after = mark;
            }
            else
            {
                issues.Add(Wrong("_after is not from a next link of this inbox."));
            }
        }

        return issues.Count > 0
            ? (null, new Refused(StatusCodes.Status400BadRequest, issues))
            : (new InboxQuestion(pool, claimed, Math.Min(count, Most), after), null);
    }

    /// <summary>As a query string, with another place to go on from.</summary>
    public string ToQuery(InboxMark? after)
    {
        var query = new List<string> { $"pool={Uri.EscapeDataString(Pool.ToString())}" };
        if (Claimed is { } claimed)
        {
            query.Add($"claimed={(claimed ? "true" : "false")}");
        }

        query.Add(string.Create(CultureInfo.InvariantCulture, $"_count={Count}"));
        if (after is { } mark)
        {
            query.Add($"{InboxMark.Parameter}={Uri.EscapeDataString(mark.ToString())}");
        }

        return string.Join('&', query);
    }

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Invalid, sentence);
}

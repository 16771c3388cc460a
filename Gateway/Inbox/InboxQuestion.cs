using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Inbox;

/// <summary>What is asked of an inbox.</summary>
/// <param name="Pool">One pool's; null for all pools that the caller may look into.</param>
/// <param name="Mine">Only what the caller has, or what was given to the caller.</param>
/// <param name="Claimed">Only what somebody has taken, or nobody has.</param>
/// <param name="Count">How many at most.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record InboxQuestion(ResourceKey? Pool, bool Mine, bool? Claimed, int Count, InboxMark? After)
{
    public static readonly string[] Parameters = ["pool", "mine", "claimed", "messages", "pools", "_count", InboxMark.Parameter];

    private const int Usual = 20;
    private const int Most = 100;

    /// <summary>The beginning of each message comes along.</summary>
    public bool Messages { get; init; }

    /// <summary>The pools come along, and how much waits in each.</summary>
    public bool Pools { get; init; }

    /// <summary>The question, or what is wrong with it.</summary>
    public static (InboxQuestion? Question, Refused? Objection) Read(IReadOnlyDictionary<string, string> inputs)
    {
        var issues = new List<Issue>();
        ResourceKey? pool = null;
        if (inputs.TryGetValue("pool", out var named))
        {
            pool = ResourceKey.TryParse(named, out var key) ? key : null;
            if (pool is null)
            {
                issues.Add(Wrong("pool is a reference of the form Type/id."));
            }
        }

        var (mine, claimed) = (Flag(inputs, "mine", issues), Flag(inputs, "claimed", issues));
        var (messages, pools) = (Flag(inputs, "messages", issues), Flag(inputs, "pools", issues));
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
            : (new InboxQuestion(pool, mine is true, claimed, Math.Min(count, Most), after) { Messages = messages is true, Pools = pools is true }, null);
    }

    /// <summary>As a query string, with another place to go on from.</summary>
    public string ToQuery(InboxMark? after)
    {
        var query = new List<string>();
        if (Pool is { } pool)
        {
            query.Add($"pool={Uri.EscapeDataString(pool.ToString())}");
        }

        AddFlag("mine", Mine ? true : null);
        AddFlag("claimed", Claimed);
        AddFlag("messages", Messages ? true : null);
        AddFlag("pools", Pools ? true : null);
        query.Add(string.Create(CultureInfo.InvariantCulture, $"_count={Count}"));
        if (after is { } mark)
        {
            query.Add($"{InboxMark.Parameter}={Uri.EscapeDataString(mark.ToString())}");
        }

        return string.Join('&', query);

        void AddFlag(string name, bool? flag)
        {
            if (flag is { } said)
            {
                query.Add($"{name}={(said ? "true" : "false")}");
            }
        }
    }

    private static bool? Flag(IReadOnlyDictionary<string, string> inputs, string name, List<Issue> issues)
    {
        if (!inputs.TryGetValue(name, out var text))
        {
            return null;
        }

        if (text is not ("true" or "false"))
        {
            issues.Add(Wrong($"{name} is true or false."));
        }

        return text == "true";
    }

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Invalid, sentence);
}

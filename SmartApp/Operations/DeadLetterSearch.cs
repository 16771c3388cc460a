using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>Which undelivered messages an operator looks for; what is left empty is not asked for. Pure.</summary>
/// <param name="State">One of <see cref="DeadLetterView.States"/>.</param>
/// <param name="Chart">A patient's id.</param>
/// <param name="Message">A message's id, also as the page shows it.</param>
/// <param name="Reason">One of <see cref="DeadLetterView.Reasons"/>.</param>
/// <param name="Code">The gateway's very code of the fault.</param>
/// <param name="From">Given up on that day or later.</param>
/// <param name="To">Given up on that day or earlier.</param>
internal sealed record DeadLetterSearch(string State, string? Chart, string? Message, string? Reason, string? Code, string? From, string? To)
{
    private const string MessagePrefix = "Communication/";

    /// <summary>It asks for less than for all.</summary>
    public bool IsNarrow => Filter.Any();

    /// <summary>As the page's own address has it.</summary>
    public string Address => Joined(
        [("state", State), ("chart", Chart), ("message", Message), ("reason", Reason), ("code", Code), ("from", From), ("to", To)]);

    private IEnumerable<(string Name, string Value)> Filter =>
        from member in new (string Name, string? Value)[]
        {
            ("chart", Chart), ("message", IdIn(Message)), ("reason", Reason), ("fault", Code), ("since", StartOf(From, 0)), ("before", StartOf(To, 1)),
        }
        where !string.IsNullOrWhiteSpace(member.Value)
        select (member.Name, member.Value.Trim());

    /// <summary>As the gateway is asked for a page of its list.</summary>
    public string Query(long? after) =>
        Joined([("state", State), .. Filter.Select(member => (member.Name, (string?)member.Value)), ("after", after?.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>As the gateway is told which to send again.</summary>
    public JsonObject ToFilter() => [.. Filter.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value))];

    private static string Joined(IEnumerable<(string Name, string? Value)> members) => string.Join(
        '&', members.Where(member => !string.IsNullOrWhiteSpace(member.Value)).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!.Trim())}"));

    private static string? IdIn(string? message) =>
        message?.Trim() is { } text && text.StartsWith(MessagePrefix, StringComparison.Ordinal) ? text[MessagePrefix.Length..] : message;

    /// <summary>The first instant of a day, or of one after it. What is no day is left as it is: the gateway says so.</summary>
    private static string? StartOf(string? day, int later) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? $"{date.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T00:00:00Z"
        : day;
}

using System.Globalization;

namespace SmartApp.Operations;

/// <summary>Which messages on their way an operator looks for; what is left empty is not asked for. Pure.</summary>
/// <param name="State">One of <see cref="DeliveryView.States"/>.</param>
/// <param name="Chart">A patient's id.</param>
/// <param name="Message">A message's id, also as the page shows it.</param>
/// <param name="Code">The gateway's very code of the fault.</param>
/// <param name="Minutes">One of <see cref="DeliveryView.Ages"/>.</param>
internal sealed record DeliverySearch(string? State, string? Chart, string? Message, string? Code, string? Minutes)
{
    private const string MessagePrefix = "Communication/";

    /// <summary>It asks for less than for all.</summary>
    public bool IsNarrow => Address.Length > 0;

    /// <summary>As the page's own address has it.</summary>
    public string Address => Joined([("state", State), ("chart", Chart), ("message", Message), ("code", Code), ("minutes", Minutes)]);

    /// <summary>As the gateway is asked for a page of its list.</summary>
    public string Query(long? after) => Joined(
        [("state", State), ("chart", Chart), ("message", IdIn(Message)), ("fault", Code), ("minutes", Minutes), ("after", after?.ToString(CultureInfo.InvariantCulture))]);

    private static string Joined(IEnumerable<(string Name, string? Value)> members) => string.Join(
        '&', members.Where(member => !string.IsNullOrWhiteSpace(member.Value)).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!.Trim())}"));

    private static string? IdIn(string? message) =>
        message?.Trim() is { } text && text.StartsWith(MessagePrefix, StringComparison.Ordinal) ? text[MessagePrefix.Length..] : message;
}

using System.Globalization;
using Gateway.Resources;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.DeadLetters;

/// <summary>How lists of the outbox are paged: by the number of the last one seen.</summary>
internal static class OutboxPage
{
    public const int Usual = 50;
    public const int Largest = 200;

    /// <summary>Reads <c>after</c> and <c>count</c>; what is wrong with them, if anything is.</summary>
    public static Issue? Read(string? after, string? count, out long number, out int most)
    {
        (number, most) = (0, Usual);
        return after is not null && (!long.TryParse(after, CultureInfo.InvariantCulture, out number) || number < 0)
            ? new Issue(IssueType.Value, "after is what a list gave as next.", "after")
            : count is not null && (!int.TryParse(count, CultureInfo.InvariantCulture, out most) || most is < 1 or > Largest)
                ? new Issue(IssueType.Value, $"count is 1 to {Largest}.", "count")
                : null;
    }
}

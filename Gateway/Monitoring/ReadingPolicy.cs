using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Monitoring;

/// <summary>Compares the answers to a request with what it expects. What cannot be compared is somebody's to look at. Pure.</summary>
internal static class ReadingPolicy
{
    public const string Above = "request.above-range";
    public const string Below = "request.below-range";
    public const string NotComparable = "request.not-comparable";

    /// <summary>Each answer that is not in its range, with its place.</summary>
    /// <param name="ranges">What is expected.</param>
    /// <param name="response">The answers.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="codesOf">The codes of the question with a link id.</param>
    public static ImmutableArray<RuleHit> Assess(
        ImmutableArray<ExpectedRange> ranges, QuestionnaireResponse response, string path, Func<string, IEnumerable<Coding>> codesOf) =>
        ranges.IsEmpty ? [] : [.. AssessItems(ranges, response.Item, path, codesOf)];

    private static IEnumerable<RuleHit> AssessItems(
        ImmutableArray<ExpectedRange> ranges, List<QuestionnaireResponse.ItemComponent> items, string path, Func<string, IEnumerable<Coding>> codesOf)
    {
        foreach (var (index, item) in items.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.item[{index}]");
            var linkId = item.LinkId ?? string.Empty;
            var expected = ranges.Where(range => range.IsFor(linkId, codesOf(linkId))).ToArray();
            foreach (var (nth, answer) in item.Answer.Index())
            {
                var there = string.Create(CultureInfo.InvariantCulture, $"{place}.answer[{nth}]");
                foreach (var rule in expected.Select(range => RuleFor(range, answer.Value)).OfType<string>().Distinct())
                {
                    yield return new RuleHit(rule, $"{there}.value");
                }

                foreach (var hit in AssessItems(ranges, answer.Item, there, codesOf))
                {
                    yield return hit;
                }
            }

            foreach (var hit in AssessItems(ranges, item.Item, place, codesOf))
            {
                yield return hit;
            }
        }
    }

    private static string? RuleFor(ExpectedRange range, DataType? answer) => (ValueOf(answer), answer as Quantity) switch
    {
        (null, _) => answer is null ? null : NotComparable,
        (_, { } quantity) when !AreOfOneUnit(range.Low, quantity) || !AreOfOneUnit(range.High, quantity) || quantity.Comparator is not null => NotComparable,
        ({ } value, _) when value < range.Low?.Value => Below,
        ({ } value, _) when value > range.High?.Value => Above,
        _ => null,
    };

    private static decimal? ValueOf(DataType? answer) => answer switch
    {
        Integer number => number.Value,
        FhirDecimal number => number.Value,
        Quantity quantity => quantity.Value,
        _ => null,
    };

    // A question that takes a bare number says itself in which unit.
    private static bool AreOfOneUnit(Quantity? expected, Quantity given) =>
        expected is null || (expected.System == given.System && (expected.Code ?? expected.Unit) == (given.Code ?? given.Unit));
}

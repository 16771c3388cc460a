using System.Collections.Frozen;
using System.Collections.Immutable;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace Gateway.Resources;

/// <summary>Which status may follow which, for one resource type. Published in docs/lifecycles.md.</summary>
internal sealed class Transitions<TStatus>
    where TStatus : struct, Enum
{
    private readonly FrozenDictionary<TStatus, ImmutableArray<TStatus>> next;
    private readonly ImmutableArray<TStatus> first;

    /// <param name="element">FHIRPath of the status.</param>
    /// <param name="first">The statuses a new resource may have.</param>
    /// <param name="next">For each status, those that may follow it.</param>
    public Transitions(string element, ImmutableArray<TStatus> first, params ReadOnlySpan<(TStatus From, ImmutableArray<TStatus> To)> next)
    {
        Element = element;
        this.first = first;
        this.next = next.ToArray().ToFrozenDictionary(row => row.From, row => row.To);
    }

    public string Element { get; }

    /// <summary>The table in FHIR's codes, in the order of the value set; the first row, without a status, is what a new resource may have.</summary>
    public IEnumerable<(string? From, IEnumerable<string> To)> Rows =>
        [(null, first.Select(Code)), .. Enum.GetValues<TStatus>().Select(from => ((string?)Code(from), next[from].Select(Code)))];

    /// <summary>Staying is always allowed; <paramref name="from"/> is null for a new resource.</summary>
    public bool Allows(TStatus? from, TStatus to) => from is null
        ? first.Contains(to)
        : Equals(from.Value, to) || next[from.Value].Contains(to);

    /// <summary>What is wrong with the step from one status to the other; empty if it may be taken.</summary>
    public ImmutableArray<Issue> Check(TStatus? from, TStatus? to)
    {
        if (to is null)
        {
            return [new Issue(OperationOutcome.IssueType.Required, "A status is needed.", Element)];
        }

        return Allows(from, to.Value) ? [] : [new Issue(OperationOutcome.IssueType.BusinessRule, SentenceOn(from, to.Value), Element)];
    }

    private string SentenceOn(TStatus? from, TStatus to) => from switch
    {
        null => $"A new resource cannot be {Code(to)}; it starts as {Listed(first)}.",
        { } status when next[status].IsEmpty => $"What is {Code(status)} stays so.",
        { } status => $"What is {Code(status)} cannot become {Code(to)}, only {Listed(next[status])}.",
    };

    private static string Listed(ImmutableArray<TStatus> statuses) => string.Join(" or ", statuses.Select(Code));

    private static string Code(TStatus status) => ((Enum)(object)status).GetLiteral()!;
}

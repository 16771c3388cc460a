using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;

namespace SmartApp.Review;

/// <summary>What a reviewer is shown of a held message, read out of the answer of $review.</summary>
internal sealed partial record HeldMessage
{
    /// <summary>The id of the Communication.</summary>
    public required string Id { get; init; }

    /// <summary>Why it is held, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>How sure the rules are: weak or strong.</summary>
    public string? Strength { get; init; }

    public bool IsEmergency { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? DueBy { get; init; }

    /// <summary>Who has it, as <c>Type/id</c>.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Who wrote it, as <c>Type/id</c>.</summary>
    public string? Sender { get; init; }

    public ImmutableArray<HeldText> Texts { get; init; } = [];

    public ImmutableArray<HeldFile> Files { get; init; } = [];

    /// <summary>The rules that decided, each once.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>The chart that it was addressed to.</summary>
    public HeldChart? Addressed { get; init; }

    /// <summary>The charts that the rules think of.</summary>
    public ImmutableArray<HeldChart> Suggested { get; init; } = [];

    public static HeldMessage? Of(Parameters view)
    {
        if ((Value(view.Parameter, "message") as ResourceReference)?.Reference?.Split('/') is not [_, { } id])
        {
            return null;
        }

        var evidence = view.Parameter.Where(parameter => parameter.Name == "evidence").Select(parameter => parameter.Part).ToList();
        return new HeldMessage
        {
            Id = id,
            Reason = (Value(view.Parameter, "reason") as CodeableConcept)?.Coding.FirstOrDefault()?.Code,
            Strength = (Value(view.Parameter, "strength") as Code)?.Value,
            IsEmergency = (Value(view.Parameter, "urgency") as Code)?.Value == "stat",
            Since = (Value(view.Parameter, "heldSince") as Instant)?.Value,
            DueBy = (Value(view.Parameter, "dueBy") as Instant)?.Value,
            ClaimedBy = (Value(view.Parameter, "claimedBy") as ResourceReference)?.Reference,
            Sender = (Value(view.Parameter, "sender") as ResourceReference)?.Reference,
            Texts =
            [
                .. from parameter in view.Parameter
                   where parameter.Name == "text"
                   let expression = TextIn(parameter.Part, "expression") ?? ""
                   let spans = evidence.Where(hit => TextIn(hit, "expression") == expression).Select(SpanOf).OfType<(int, int)>()
                   select new HeldText(PayloadOf(expression), TextIn(parameter.Part, "value") ?? "", [.. spans]),
            ],
            Files =
            [
                .. from parameter in view.Parameter
                   where parameter.Name == "attachment"
                   select new HeldFile(
                       PayloadOf(TextIn(parameter.Part, "expression") ?? ""), (Value(parameter.Part, "contentType") as Code)?.Value, (Value(parameter.Part, "size") as UnsignedInt)?.Value),
            ],
            Rules = [.. evidence.Select(hit => (Value(hit, "rule") as Code)?.Value).OfType<string>().Distinct()],
            Addressed = view.Parameter.Where(parameter => parameter.Name == "addressed").Select(ChartOf).OfType<HeldChart>().FirstOrDefault(),
            Suggested = [.. view.Parameter.Where(parameter => parameter.Name == "suggested").Select(ChartOf).OfType<HeldChart>()],
        };
    }

    private static (int, int)? SpanOf(List<Parameters.ParameterComponent> hit) =>
        (Value(hit, "start") as UnsignedInt)?.Value is { } start && (Value(hit, "length") as PositiveInt)?.Value is { } length ? (start, length) : null;

    private static HeldChart? ChartOf(Parameters.ParameterComponent chart) => (Value(chart.Part, "chart") as ResourceReference)?.Reference?.Split('/') is [_, { } id]
        ? new HeldChart(
            id,
            TextIn(chart.Part, "name"),
            Value(chart.Part, "age") is Age { Value: { } number } age ? ((int)number, age.Code == "mo") : null,
            (Value(chart.Part, "sex") as Code)?.Value,
            [.. chart.Part.Where(part => part.Name == "relation").Select(part => (part.Value as Code)?.Value).OfType<string>()])
        : null;

    private static int? PayloadOf(string expression) =>
        Payloads().Match(expression) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static DataType? Value(List<Parameters.ParameterComponent> parameters, string name) => parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;

    private static string? TextIn(List<Parameters.ParameterComponent> parameters, string name) => (Value(parameters, name) as FhirString)?.Value;

    [GeneratedRegex(@"^Communication\.payload\[(\d{1,4})\]\.content$")]
    private static partial Regex Payloads();
}

/// <summary>An element with words.</summary>
/// <param name="Payload">Which part of the message it is; null for words elsewhere, which cannot be split off.</param>
/// <param name="Text">The words.</param>
/// <param name="Evidence">Where the evidence stands in them.</param>
internal sealed record HeldText(int? Payload, string Text, ImmutableArray<(int Start, int Length)> Evidence);

/// <summary>A file, of which the kind and size are told.</summary>
internal sealed record HeldFile(int? Payload, string? Kind, int? Size);

/// <summary>A chart that a held message may be about.</summary>
/// <param name="Id">The patient's id.</param>
/// <param name="Name">What the patient is called; null while the EHR is away.</param>
/// <param name="Age">How old, and whether that counts months.</param>
/// <param name="Sex">A code of FHIR.</param>
/// <param name="Relations">Who the sender is to the patient, as codes.</param>
internal sealed record HeldChart(string Id, string? Name, (int Number, bool Months)? Age, string? Sex, ImmutableArray<string> Relations);

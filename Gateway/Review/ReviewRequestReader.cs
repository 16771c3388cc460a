using System.Collections.Immutable;
using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>Reads an operation's Parameters into what is asked, or into everything that is wrong with them.</summary>
internal sealed class ReviewRequestReader
{
    private const string Root = "Parameters.parameter";

    /// <summary>Each of these makes a message, so that a request cannot make any number of them.</summary>
    private const int MostParts = 10;

    private readonly ImmutableArray<Issue>.Builder issues = ImmutableArray.CreateBuilder<Issue>();

    private ReviewRequestReader()
    {
    }

    /// <summary>The request; null if there is something wrong with it.</summary>
    public static ReviewRequest? Read(DecisionKind kind, Parameters parameters, out ImmutableArray<Issue> issues)
    {
        var reader = new ReviewRequestReader();
        var request = reader.Read(kind, parameters.Parameter);
        issues = reader.issues.DrainToImmutable();
        return issues.IsEmpty ? request : null;
    }

    private ReviewRequest? Read(DecisionKind kind, List<Parameters.ParameterComponent> given)
    {
        Expect(given, Root, kind switch
        {
            DecisionKind.Redirect => ["chart", "reason"],
            DecisionKind.Split => ["part", "reason"],
            _ => ["reason"],
        });
        var reason = ReasonIn(given, kind switch
        {
            DecisionKind.Redirect => ReviewCodes.AboutAnotherPatient,
            DecisionKind.Split => ReviewCodes.AboutSeveralPatients,
            _ => null,
        });
        return kind switch
        {
            DecisionKind.Release => new ReviewRequest.Release(reason),
            DecisionKind.Reject => new ReviewRequest.Reject(reason),
            DecisionKind.Retract => new ReviewRequest.Retract(reason),
            DecisionKind.Redirect => ChartIn(given, Root) is { } chart ? new ReviewRequest.Redirect(chart, reason) : null,
            DecisionKind.Split => new ReviewRequest.Split(PartsIn(given), reason),
            DecisionKind.Attest => null,
        };
    }

    private string ReasonIn(List<Parameters.ParameterComponent> given, string? otherwise)
    {
        var (value, place) = OneOf(given, Root, "reason");
        if (place is null && otherwise is not null)
        {
            return otherwise;
        }

        var code = (value as Code)?.Value ?? (value as FhirString)?.Value;
        if (!ReviewCodes.IsReason(code))
        {
            Wrong(place is null ? OperationOutcome.IssueType.Required : OperationOutcome.IssueType.CodeInvalid, "reason is needed: one code of review-reason.", place ?? Root);
        }

        return code ?? string.Empty;
    }

    private PatientId? ChartIn(List<Parameters.ParameterComponent> given, string within)
    {
        var (value, place) = OneOf(given, within, "chart");
        if (value is ResourceReference { Reference: { } text } && ResourceKey.TryParse(text, out var key) && key.Type == "Patient")
        {
            return new PatientId(key.Id);
        }

        Wrong(OperationOutcome.IssueType.Required, "chart is needed: one reference of the form Patient/id.", place ?? within);
        return null;
    }

    private ImmutableArray<SplitPart> PartsIn(List<Parameters.ParameterComponent> given)
    {
        var parts = ImmutableArray.CreateBuilder<SplitPart>();
        foreach (var (index, part) in given.Index().Where(entry => entry.Item.Name == "part"))
        {
            var place = At(Root, index);
            Expect(part.Part, $"{place}.part", ["chart", "text", "select"]);
            var text = OneOf(part.Part, $"{place}.part", "text") is (FhirString written, _) ? written.Value : null;
            var pieces = PiecesIn(part.Part, $"{place}.part");
            if (string.IsNullOrWhiteSpace(text) == pieces.IsEmpty)
            {
                Wrong(OperationOutcome.IssueType.Invalid, "A part says either text, or pieces of the original that select names.", place);
            }

            if (ChartIn(part.Part, $"{place}.part") is { } chart)
            {
                parts.Add(new SplitPart(chart, text, pieces));
            }
        }

        if (parts.Count is < 2 or > MostParts)
        {
            Wrong(OperationOutcome.IssueType.Required, string.Create(CultureInfo.InvariantCulture, $"A message is split into 2 to {MostParts} parts."), Root);
        }
        else if (parts.DistinctBy(part => part.Chart).Count() != parts.Count)
        {
            Wrong(OperationOutcome.IssueType.Invalid, "Each part is for a chart of its own: put together what is for the same one.", Root);
        }

        return parts.DrainToImmutable();
    }

    private ImmutableArray<SelectedPiece> PiecesIn(List<Parameters.ParameterComponent> given, string within)
    {
        var pieces = ImmutableArray.CreateBuilder<SelectedPiece>();
        foreach (var (index, select) in given.Index().Where(entry => entry.Item.Name == "select"))
        {
            var place = $"{At(within, index)}.part";
            Expect(select.Part, place, ["payload", "start", "length"]);
            var (payload, start, length) = (NumberIn(select.Part, place, "payload"), NumberIn(select.Part, place, "start"), NumberIn(select.Part, place, "length"));
            if (payload is null || (start is null) != (length is null))
            {
                Wrong(OperationOutcome.IssueType.Invalid, "select names a payload, and either both start and length or neither.", place);
                continue;
            }

            pieces.Add(new SelectedPiece(payload.Value, start, length));
        }

        return pieces.DrainToImmutable();
    }

    private int? NumberIn(List<Parameters.ParameterComponent> given, string within, string name) => OneOf(given, within, name) switch
    {
        (UnsignedInt { Value: { } number }, _) => number,
        (PositiveInt { Value: { } number }, _) => number,
        (Integer { Value: >= 0 and var number }, _) => number,
        _ => null,
    };

    private (DataType? Value, string? Place) OneOf(List<Parameters.ParameterComponent> given, string within, string name)
    {
        var found = given.Index().Where(entry => entry.Item.Name == name).ToList();
        if (found.Count > 1)
        {
            Wrong(OperationOutcome.IssueType.Invalid, "This parameter may be given once.", At(within, found[1].Index));
        }

        return found is [var only, ..] ? (only.Item.Value, At(within, only.Index)) : (null, null);
    }

    private void Expect(List<Parameters.ParameterComponent> given, string within, string[] known)
    {
        foreach (var (index, parameter) in given.Index().Where(entry => !known.Contains(entry.Item.Name)))
        {
            Wrong(OperationOutcome.IssueType.NotSupported, $"There is no such parameter here. Known: {string.Join(", ", known)}.", At(within, index));
        }
    }

    private void Wrong(OperationOutcome.IssueType code, string sentence, string expression) => issues.Add(new Issue(code, sentence, expression));

    private static string At(string within, int index) => string.Create(CultureInfo.InvariantCulture, $"{within}[{index}]");
}

using System.Collections.Immutable;
using System.Globalization;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace SmartApp.Review;

/// <summary>What a reviewer is about to decide: chosen in one step, and done in another.</summary>
/// <param name="Kind">release, redirect, split or reject.</param>
/// <param name="Chart">Where it goes, of a redirect.</param>
/// <param name="Reason">Why, of the others.</param>
/// <param name="Pieces">Which piece goes where, of a split.</param>
internal sealed record Choice(string Kind, string? Chart, string? Reason, ImmutableArray<Choice.Piece> Pieces)
{
    public static readonly IReadOnlyList<string> Kinds = ["redirect", "release", "split", "reject"];

    private const string PieceField = "piece.";

    /// <summary>What was chosen in a form; null if that is nothing.</summary>
    public static Choice? Read(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        var (kind, chart) = (fields.GetValueOrDefault("kind") ?? "", fields.GetValueOrDefault("other") is { Length: > 0 } other ? other.Trim() : fields.GetValueOrDefault("chart"));
        var pieces = fields.Where(field => field.Key.StartsWith(PieceField, StringComparison.Ordinal) && field.Value.Length > 0)
            .Select(field => Piece.Read(field.Key[PieceField.Length..], field.Value)).OfType<Piece>()
            .OrderBy(piece => piece.Payload).ThenBy(piece => piece.Start)
            .ToImmutableArray();
        return kind switch
        {
            "redirect" when !string.IsNullOrWhiteSpace(chart) => new Choice(kind, chart, null, []),
            "release" or "reject" when fields.GetValueOrDefault("reason") is { Length: > 0 } reason => new Choice(kind, null, reason, []),
            "split" when pieces.Select(piece => piece.Chart).Distinct().Count() > 1 => new Choice(kind, null, null, pieces),
            _ => null,
        };
    }

    /// <summary>The same as hidden fields of the form that does it.</summary>
    public IEnumerable<(string Name, string Value)> Fields => new (string Name, string? Value)[] { ("kind", Kind), ("chart", Chart), ("reason", Reason) }
        .Concat(Pieces.Select(piece => (Name: piece.FieldName, Value: (string?)piece.Chart)))
        .Where(given => given.Value is not null)
        .Select(given => (given.Name, given.Value!));

    /// <summary>The same as what the gateway is asked.</summary>
    public Parameters ToParameters()
    {
        var parameters = new Parameters();
        if (Chart is not null)
        {
            parameters.Add("chart", new ResourceReference($"Patient/{Chart}"));
        }

        if (Reason is not null)
        {
            parameters.Add("reason", new Code(Reason));
        }

        parameters.Parameter.AddRange(Pieces.GroupBy(piece => piece.Chart).Select(part => new Parameters.ParameterComponent
        {
            Name = "part",
            Part = [new() { Name = "chart", Value = new ResourceReference($"Patient/{part.Key}") }, .. part.Select(piece => piece.ToParameter())],
        }));
        return parameters;
    }

    /// <summary>A sentence, or a whole part of the message, and the chart that it is about.</summary>
    internal sealed record Piece(int Payload, int? Start, int? Length, string Chart)
    {
        public string FieldName => NameOf(Payload, Start, Length);

        public static string NameOf(int payload, int? start, int? length) => start is null
            ? string.Create(CultureInfo.InvariantCulture, $"{PieceField}{payload}")
            : string.Create(CultureInfo.InvariantCulture, $"{PieceField}{payload}.{start}.{length}");

        public static Piece? Read(string name, string chart)
        {
            var numbers = name.Split('.').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToArray();
            return numbers switch
            {
                [{ } payload] => new Piece(payload, null, null, chart),
                [{ } payload, { } start, { } length] => new Piece(payload, start, length, chart),
                _ => null,
            };
        }

        public Parameters.ParameterComponent ToParameter()
        {
            var select = new Parameters.ParameterComponent { Name = "select", Part = [new() { Name = "payload", Value = new UnsignedInt(Payload) }] };
            if (Start is { } start && Length is { } length)
            {
                select.Part.Add(new() { Name = "start", Value = new UnsignedInt(start) });
                select.Part.Add(new() { Name = "length", Value = new PositiveInt(length) });
            }

            return select;
        }
    }
}

using System.Collections.Immutable;
using Hl7.Fhir.Model;
using Kind = Hl7.Fhir.Model.ElementDefinition.DiscriminatorType;

namespace Fhir.Profiles.Validation;

/// <summary>Compiles what a slicing says about its slices, with what a slice says of itself.</summary>
internal static class DiscriminatorCompiler
{
    private const string Itself = "$this";

    public static Discriminator ByUrl(ElementRule slice) => Compile(Kind.Value, "url", slice);

    public static Discriminator Compile(ElementDefinition.DiscriminatorComponent discriminator, ElementRule slice) =>
        Compile(discriminator.Type!.Value, discriminator.Path!, slice);

    private static Discriminator Compile(Kind kind, string path, ElementRule slice)
    {
        var rule = Below(slice, path);
        return new Discriminator(FhirPathExpressions.Compile(path), kind switch
        {
            Kind.Value or Kind.Pattern => ByValue(path, slice, rule),
            Kind.Exists => values => rule?.Max == 0 ? values.Count == 0 : values.Count > 0,
            Kind.Type => values => values.Count > 0 && values.All(value => IsOfType(value, rule)),
            _ => throw new NotSupportedException("Slices are told apart by value, pattern, type or presence only."),
        });
    }

    private static Func<IReadOnlyList<PocoNode>, bool> ByValue(string path, ElementRule slice, ElementRule? rule) => rule switch
    {
        { Fixed: { } expected } => values => values.Any(value => ValueMatch.IsExactly(value.Poco, expected)),
        { Pattern: { } pattern } => values => values.Any(value => ValueMatch.Fits(value.Poco, pattern)),
        { Codes: { } codes } => values => values.Any(value => codes.Holds(value.Poco) is true),
        _ when path == "url" && slice.Types.SelectMany(type => type.Profiles).ToImmutableArray() is { IsEmpty: false } profiles =>
            values => values.Any(value => value.Poco is FhirUri { Value: { } url } && profiles.Contains(url)),
        _ => throw new NotSupportedException($"The slice {slice.Name} fixes nothing at its discriminator {path}."),
    };

    private static bool IsOfType(PocoNode value, ElementRule? rule) =>
        rule is not null && rule.Types.Any(type => type.Code == value.Poco.TypeName);

    private static ElementRule? Below(ElementRule slice, string path) => path == Itself
        ? slice
        : path.Split('.').Aggregate((ElementRule?)slice, (rule, name) => rule?.Children.GetValueOrDefault(name));
}

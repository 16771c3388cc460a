using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>A condition that was understood, or what is wrong with it.</summary>
/// <param name="Criterion">What was understood.</param>
/// <param name="Issue">What was not.</param>
/// <param name="IsRefused">Wrong under any handling: to leave it out would answer another question.</param>
internal readonly record struct ParsedCriterion(Criterion? Criterion, Issue? Issue, bool IsRefused = false)
{
    public static ParsedCriterion Of(Criterion criterion) => new(criterion, null);

    public static ParsedCriterion UnknownParameter(string type, string name) =>
        new(null, new Issue(OperationOutcome.IssueType.NotSupported, $"{type} is not searched by the parameter {Printable(name)}."));

    public static ParsedCriterion UnknownModifier(string name) =>
        new(null, new Issue(OperationOutcome.IssueType.NotSupported, $"The search parameter {Printable(name)} does not take this modifier."));

    public static ParsedCriterion WrongValue(string name, string expected) =>
        new(null, new Issue(OperationOutcome.IssueType.Value, $"The value of the search parameter {Printable(name)} must be {expected}."));

    public static ParsedCriterion Elsewhere(string name) => new(
        null,
        new Issue(
            OperationOutcome.IssueType.NotSupported,
            $"The search parameter {Printable(name)} follows a reference to resources that are not kept here; ask the server that keeps them."),
        IsRefused: true);

    /// <summary>A parameter's name as a client wrote it, as far as it looks like one: a sentence quotes nothing else.</summary>
    public static string Printable(string name)
    {
        const int Longest = 80;
        return name.Length is > 0 and <= Longest && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or ':' or '.')
            ? $"'{name}'"
            : "given";
    }
}

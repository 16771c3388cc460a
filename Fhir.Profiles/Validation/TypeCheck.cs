using Fhir.Profiles.Structures;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Checks a value's type, and for a reference the type of what it leads to.</summary>
internal static class TypeCheck
{
    public static void Check(PocoNode value, ElementRule rule, Findings findings)
    {
        if (rule.Types.IsEmpty)
        {
            return;
        }

        var allowed = rule.Types.FirstOrDefault(type => type.Code == value.Poco.TypeName)
            ?? rule.Types.FirstOrDefault(type => value.Poco is BackboneElement or BackboneType || Ancestry.Of(value.Poco.GetType()).Contains(type.Code));
        if (allowed is null)
        {
            findings.Error(
                OperationOutcome.IssueType.Structure,
                $"The value must be of type {string.Join(" or ", rule.Types.Select(type => type.Code))}.",
                Places.ExpressionOf(value));
        }
        else if (value.Poco is ResourceReference reference && !allowed.Targets.IsEmpty)
        {
            CheckTarget(value, reference, allowed, findings);
        }
    }

    private static void CheckTarget(PocoNode value, ResourceReference reference, TypeRule allowed, Findings findings)
    {
        if (ReferenceTypes.Of(reference, Places.RootOf(value)) is { } type && !allowed.Targets.Contains(type))
        {
            findings.Error(
                OperationOutcome.IssueType.Value, $"This must refer to {string.Join(" or ", allowed.Targets)}.", Places.ExpressionOf(value));
        }
    }
}

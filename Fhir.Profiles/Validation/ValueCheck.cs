using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Checks a value against what a rule fixes, gives as a pattern or binds to a value set.</summary>
internal static class ValueCheck
{
    public static void Check(PocoNode value, ElementRule rule, Findings findings)
    {
        if (rule.Fixed is { } expected && !ValueMatch.IsExactly(value.Poco, expected))
        {
            findings.Error(OperationOutcome.IssueType.Value, "The profile fixes another value here.", Places.ExpressionOf(value));
        }

        if (rule.Pattern is { } pattern && !ValueMatch.Fits(value.Poco, pattern))
        {
            findings.Error(OperationOutcome.IssueType.Value, "The value does not have what the profile asks for here.", Places.ExpressionOf(value));
        }

        if (rule.Codes is { } codes && codes.Holds(value.Poco) is false)
        {
            findings.Error(
                OperationOutcome.IssueType.CodeInvalid, $"A code of the value set {codes.Url} is needed here.", Places.ExpressionOf(value));
        }
    }
}

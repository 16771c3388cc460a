using System.Collections.Immutable;
using Gateway.Subjects;
using Gateway.Subjects.Identifiers;
using Gateway.Subjects.Naming;

namespace Gateway.Messages;

/// <summary>Adds to what structure objects what names and numbers beside the sentences do.</summary>
internal static class SignFindings
{
    public static ImmutableArray<Finding> AddTo(ImmutableArray<Finding> structural, IntakeFacts facts)
    {
        // Who may not write here, or names no chart, is told that and nothing else.
        if (facts.Chart is null || structural.Any(finding => finding.Kind is FindingKind.NotPermitted or FindingKind.Broken))
        {
            return structural;
        }

        return
        [
            .. structural,
            .. IdentifierPolicy.Assess(facts.Identifiers, facts.Structure, facts.Narrative),
            .. NamePolicy.Assess(facts.Message.Claims.Names, facts.Structure, facts.Text.Text),
        ];
    }
}

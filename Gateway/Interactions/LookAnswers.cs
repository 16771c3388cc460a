using System.Diagnostics;
using Gateway.Rest;

namespace Gateway.Interactions;

/// <summary>What was looked at, as HTTP answers it.</summary>
internal static class LookAnswers
{
    public static IResult Of(LookOutcome outcome) => outcome switch
    {
        LookOutcome.Found found => new ResourceFound(found.Version),
        LookOutcome.Unchanged unchanged => new ResourceUnchanged(unchanged.Version),
        LookOutcome.Listed listed => new PageFound(listed.Page),
        LookOutcome.Refused refused => new Refused(refused.Status, refused.Issues),
        _ => throw new UnreachableException(),
    };
}

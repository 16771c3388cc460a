using Gateway.Evisits;
using Gateway.References;

namespace Gateway.Billing;

/// <summary>An online visit, and whose it is.</summary>
internal sealed record PatientVisit(PatientId Patient, Evisit Visit)
{
    /// <summary>By which the same visit is known in each export; it changes only if an earlier message comes to light.</summary>
    public string Identifier => FormattableString.Invariant($"{Patient}-{Visit.Window.Start.UtcDateTime:yyyyMMddHHmmss}");

    /// <summary>Time may still be added.</summary>
    public bool IsOpenAt(DateTimeOffset now) => now < Visit.Window.End;
}

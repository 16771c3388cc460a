namespace Sandbox.Ehr.Faults;

/// <summary>How the EHR misbehaves, and towards whom.</summary>
internal sealed record Fault(FaultMode Mode, FaultTarget Target, TimeSpan Delay)
{
    public static readonly Fault Nothing = new(FaultMode.None, FaultTarget.All, TimeSpan.Zero);

    public bool Hits(bool isCreate) => Mode != FaultMode.Tls && Target switch
    {
        FaultTarget.All => true,
        FaultTarget.Creates => isCreate,
        FaultTarget.Reads => !isCreate,
    };
}

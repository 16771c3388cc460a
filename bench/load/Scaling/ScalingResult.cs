namespace Load.Scaling;

/// <summary>What so many gateways reached.</summary>
/// <param name="Replicas">How many.</param>
/// <param name="Rate">Messages a second that the EHR filed, without the first and the last tenth.</param>
/// <param name="Cpu">Of the gateways' processes, for each message, in milliseconds.</param>
/// <param name="Exact">Whether each message was filed once and in order.</param>
internal sealed record ScalingResult(int Replicas, double Rate, double Cpu, bool Exact);

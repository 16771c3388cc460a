namespace Load.Comparing;

/// <summary>What one round spent.</summary>
/// <param name="Cpu">Of the gateway's process, from the first measured post to the last delivery, for each message, in milliseconds.</param>
/// <param name="PostRate">Messages a second while they were posted.</param>
/// <param name="Rate">Messages a second until all had left.</param>
internal readonly record struct DeliveryCost(double Cpu, double PostRate, double Rate);

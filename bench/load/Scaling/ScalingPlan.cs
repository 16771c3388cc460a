namespace Load.Scaling;

/// <summary>What each number of gateways has to deliver, and to how slow an EHR.</summary>
/// <param name="Messages">That wait when the gateways start.</param>
/// <param name="Charts">Of the messages, in turn.</param>
/// <param name="MostReplicas">One is tried, then two, and so on.</param>
/// <param name="Answer">How long the EHR takes for each create.</param>
/// <param name="Sends">Charts that one gateway sends for at the same time.</param>
internal sealed record ScalingPlan(int Messages, int Charts, int MostReplicas, TimeSpan Answer, int Sends);

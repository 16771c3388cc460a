namespace Gateway.Routing;

/// <summary>What becomes of a message after intake: who gets it, what is promised, and under which policy.</summary>
internal sealed record Handling(Destination Destination, ServiceTimes Times, string PolicyVersion);

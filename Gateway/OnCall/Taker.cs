using Gateway.References;

namespace Gateway.OnCall;

/// <summary>Somebody of the care team who has a message, so that nobody need be alarmed about it any more.</summary>
internal sealed record Taker(ResourceKey Who, Acknowledgement How);

using System.Collections.Immutable;
using Gateway.Policies;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Messages;

/// <summary>What speaks in a message's text against its chart, and what the policy says to do about it.</summary>
/// <param name="Reason">Why it would be held.</param>
/// <param name="Action">What the policy has for this verdict at this strength.</param>
/// <param name="Strength">How sure the verdict is.</param>
/// <param name="Charts">The charts that fit better and that the sender may write to.</param>
internal sealed record Doubt(HoldReason Reason, DoubtAction Action, VerdictStrength Strength, ImmutableArray<PatientId> Charts);

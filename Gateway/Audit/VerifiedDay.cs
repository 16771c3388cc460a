using System.Collections.Immutable;

namespace Gateway.Audit;

/// <summary>What the verification of one day came to.</summary>
/// <param name="Day">The day, as in 20261123.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Digest">Stands for all of them; kept elsewhere it shows later that none is gone.</param>
/// <param name="Faults">What is wrong; nothing if the trail is intact.</param>
internal sealed record VerifiedDay(int Day, int Rows, string Digest, ImmutableArray<ChainFault> Faults);

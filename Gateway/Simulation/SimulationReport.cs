using System.Text.Json.Serialization;

namespace Gateway.Simulation;

/// <summary>What a policy would have decided otherwise than the one in force.</summary>
internal sealed record SimulationReport
{
    /// <summary>The policy that was tried.</summary>
    public required string Version { get; init; }

    /// <summary>The policy in force, which it is compared with.</summary>
    public required string Against { get; init; }

    /// <summary>Messages that both decided on.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages that could not be put before the intake again.</summary>
    public required int NotJudged { get; init; }

    /// <summary>There were more than were asked for, or than there was time for.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Decisions of the policy in force, by outcome and pool.</summary>
    public required IReadOnlyList<DecisionCount> Before { get; init; }

    /// <summary>The same of the policy that was tried.</summary>
    public required IReadOnlyList<DecisionCount> After { get; init; }

    /// <summary>How many fare differently.</summary>
    public required int Changed { get; init; }

    /// <summary>Those that do.</summary>
    public required IReadOnlyList<ChangedDecision> Changes { get; init; }
}

/// <summary>How many messages fared alike.</summary>
internal sealed record DecisionCount(string Outcome, string? Pool, string? Reason, int Count);

/// <summary>A message that fares differently.</summary>
/// <param name="Message">Its id; of one that was sent along, its place in what was sent.</param>
/// <param name="Before">Under the policy in force.</param>
/// <param name="After">Under the one that was tried.</param>
/// <param name="Rules">The rules that spoke, under either.</param>
internal sealed record ChangedDecision(string Message, SimulatedDecision Before, SimulatedDecision After, IReadOnlyList<string> Rules);

/// <summary>How these are written.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimulationReport))]
internal sealed partial class SimulationJson : JsonSerializerContext;

using Gateway.Interactions;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>One entry of a batch or transaction: a request that was understood, and not yet carried out.</summary>
/// <param name="Index">Its place in the bundle.</param>
/// <param name="Interaction">What it asks for; the type it asks it of offers that.</param>
/// <param name="Target">What its address names.</param>
internal sealed record BundleEntry(int Index, Interaction Interaction, EntryTarget Target)
{
    public string? FullUrl { get; init; }

    /// <summary>What to write, or how to patch; as sent.</summary>
    public Resource? Resource { get; init; }

    public required Preconditions Preconditions { get; init; }

    /// <summary>What follows the question mark of the address.</summary>
    public required IQueryCollection Query { get; init; }

    /// <summary>The same, as the client wrote it.</summary>
    public required string Criteria { get; init; }

    /// <summary>How much of what it looks at is wanted.</summary>
    public required AnswerForm Form { get; init; }

    public bool IsLook => Interaction is Interaction.Read or Interaction.Vread or Interaction.HistoryInstance or Interaction.HistoryType or Interaction.SearchType;

    /// <summary>The type it is about; what writes is about one.</summary>
    public ServedType Type => Target.Type ?? throw new System.Diagnostics.UnreachableException();
}

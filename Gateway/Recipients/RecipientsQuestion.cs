using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;

namespace Gateway.Recipients;

/// <summary>Who asks, for which chart, and in whose name the message would be sent.</summary>
/// <param name="Caller">The token's.</param>
/// <param name="Patient">As asked; it may have been merged away.</param>
/// <param name="Sender">The one whom the caller named; the person who signed in when it named none.</param>
internal sealed record RecipientsQuestion(Caller Caller, PatientId Patient, ResourceKey? Sender)
{
    /// <summary>The languages to answer in, most wanted first.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];
}

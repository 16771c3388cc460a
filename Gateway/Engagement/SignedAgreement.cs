using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Engagement;

/// <summary>What a stored Consent says of the agreement on messaging.</summary>
/// <param name="Version">The version of the text; empty if it does not say.</param>
/// <param name="State">Whether it stands.</param>
/// <param name="Signers">Who agreed, as <c>Type/id</c>.</param>
/// <param name="Decided">When.</param>
internal sealed record SignedAgreement(string Version, Consent.ConsentState State, ImmutableArray<ResourceKey> Signers, DateTimeOffset Decided);

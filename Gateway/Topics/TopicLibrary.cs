using System.Collections.Frozen;
using System.Collections.Immutable;
using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Topics;

/// <summary>The topics of this server, read from their definitions: R4 has no SubscriptionTopic, so that each is a Basic with R5's elements as extensions.</summary>
internal static class TopicLibrary
{
    private const string R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.";
    private const string R4B = "http://hl7.org/fhir/4.3/StructureDefinition/extension-SubscriptionTopic.";

    private static readonly Lazy<ImmutableArray<Topic>> Read = new(() => [.. ProfileLibrary.OfType("Basic").Select(Of)]);

    private static readonly Lazy<FrozenDictionary<string, Topic>> ByCanonical = new(() => Read.Value.ToFrozenDictionary(topic => topic.Canonical));

    public static ImmutableArray<Topic> All => Read.Value;

    /// <summary>The topic with a canonical address; null if it is none of ours.</summary>
    public static Topic? Find(string canonical) => ByCanonical.Value.GetValueOrDefault(canonical);

    /// <summary>The topic of that code.</summary>
    public static Topic OfCode(string code) => All.Single(topic => topic.Code == code);

    private static Topic Of(Definition definition)
    {
        var basic = (Basic)ProfileLibrary.Parse(definition);
        return new Topic(
            definition.Id,
            basic.GetExtensionValue<FhirUri>($"{R5}url")!.Value!,
            basic.GetExtension($"{R4B}resourceTrigger")!.GetExtensionValue<FhirUri>("resource")!.Value!.Split('/')[^1],
            [.. basic.GetExtensions($"{R4B}canFilterBy").Select(filter => filter.GetExtensionValue<FhirString>("filterParameter")!.Value!)]);
    }
}

using System.Collections.Immutable;

namespace Gateway.Subjects;

/// <summary>What is known of the chart and the sender before the text is read.</summary>
internal sealed record NarrativeFacts
{
    public static NarrativeFacts Unknown { get; } = new();

    public ImmutableArray<string> GivenNames { get; init; } = [];

    public ImmutableArray<string> FamilyNames { get; init; } = [];

    public int? AgeInMonths { get; init; }

    public Sex Sex { get; init; }

    /// <summary>False when a proxy writes: then "I" is the proxy, and "my son" or the chart's name is the patient.</summary>
    public bool SenderIsThePatient { get; init; } = true;

    /// <summary>For a proxy who writes: what the chart's patient is to the sender ("son"); empty when unknown.</summary>
    public string RelationshipToSender { get; init; } = "";

    /// <summary>The charts the sender may act for, without the chart the message is addressed to.</summary>
    public ImmutableArray<ProxiedPerson> Proxied { get; init; } = [];
}

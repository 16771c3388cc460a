using System.Collections.Immutable;

namespace Gateway.Interactions;

/// <summary>The resource types of this server, and what can be done with each.</summary>
internal static class ServedTypes
{
    public static readonly ImmutableArray<ServedType> All =
    [
        new("AuditEvent", Interaction.Look, "entity"),
        new("Communication", Interaction.Keep, "subject"),
        new("CommunicationRequest", Interaction.All, "subject"),
        new("Consent", Interaction.All, "patient"),
        new("Provenance", Interaction.Look, "target"),
        new("Questionnaire", Interaction.All, null),
        new("QuestionnaireResponse", Interaction.All, "subject"),
        new("Subscription", Interaction.All, null),
        new("Task", Interaction.Keep, "for"),
    ];

    /// <summary>The type of that name; null if it is not served.</summary>
    public static ServedType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}

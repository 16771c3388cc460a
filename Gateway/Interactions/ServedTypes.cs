using System.Collections.Immutable;
using Gateway.Audit;

namespace Gateway.Interactions;

/// <summary>The resource types of this server, and what can be done with each.</summary>
internal static class ServedTypes
{
    public static readonly ImmutableArray<ServedType> All =
    [
        new(TrailWriter.AuditEvent, Interaction.Read | Interaction.SearchType, "entity"),
        new("Communication", Interaction.Keep, "subject"),
        new("CommunicationRequest", Interaction.All, "subject"),
        new("Consent", Interaction.All, "patient"),
        new(TrailWriter.Provenance, Interaction.Read | Interaction.SearchType, "target"),
        new("Questionnaire", Interaction.All, null),
        new("QuestionnaireResponse", Interaction.All, "subject"),
        new("Subscription", Interaction.All, null),
        new("Task", Interaction.Keep, "for"),
    ];

    /// <summary>True for what is written from the audit trail when somebody asks, and stored nowhere else.</summary>
    public static bool IsOfTrail(string type) => type is TrailWriter.AuditEvent or TrailWriter.Provenance;

    /// <summary>The type of that name; null if it is not served.</summary>
    public static ServedType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}

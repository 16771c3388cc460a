using System.Collections.Immutable;
using Gateway.References;
using Gateway.Subjects;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>What a question for recipients comes to.</summary>
internal abstract record RecipientsAnswer
{
    private RecipientsAnswer()
    {
    }

    public sealed record Choices(PatientId Chart, ImmutableArray<RecipientChoice> Recipients) : RecipientsAnswer;

    /// <summary>By which rules messages are written there, as the parameters of the operation's answer.</summary>
    public sealed record Rules(Parameters Content) : RecipientsAnswer;

    public sealed record NoSuchChart : RecipientsAnswer;

    /// <summary>The caller may not write into this chart, so nobody can be written to.</summary>
    public sealed record Forbidden(Finding Objection) : RecipientsAnswer;

    /// <summary>The sender that was named does not exist.</summary>
    public sealed record SenderUnknown(Finding Objection) : RecipientsAnswer;

    /// <summary>The EHR, which knows, does not answer.</summary>
    public sealed record Unavailable : RecipientsAnswer;
}

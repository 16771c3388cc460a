using Hl7.Fhir.Model;
using SmartApp.Charts;
using SmartApp.Connections;

namespace SmartApp.Composer;

/// <summary>A message of a patient, or of somebody who acts for one, that is not sent yet.</summary>
/// <param name="Chart">Whose chart it is for, and as whom it is written.</param>
/// <param name="Text">The words; none where a form, or a file, says it all.</param>
internal sealed record Letter(MyChart Chart, string? Text)
{
    private const string FormId = "form";

    public string? To { get; init; }

    public string? Answers { get; init; }

    /// <summary>What it is the answer to, as the id of a CommunicationRequest.</summary>
    public string? Asked { get; init; }

    public bool Attested { get; init; }

    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    public QuestionnaireResponse? Form { get; init; }

    /// <summary>The same bytes each time: nothing in it says when.</summary>
    public Communication Written()
    {
        var message = new Communication
        {
            // A draft of a form is checked as what it is.
            Status = EventStatus.Completed,
            Subject = new ResourceReference($"Patient/{Chart.Id}"),
            Sender = new ResourceReference(Chart.Sender),
            Recipient = To is null ? [] : [new ResourceReference(To)],
            BasedOn = Asked is null ? [] : [new ResourceReference($"CommunicationRequest/{Asked}")],
            InResponseTo = Answers is null ? [] : [new ResourceReference($"Communication/{Answers}")],
            Payload = Text is null ? [] : [new Communication.PayloadComponent { Content = new FhirString(Text) }],
        };
        message.Payload.AddRange(Files.Select(file => new Communication.PayloadComponent { Content = file.ToAttachment() }));
        if (Attested)
        {
            message.AddExtension(Terms.Attestation, new FhirBoolean(true));
        }

        if (Form is not null)
        {
            Form.Id = FormId;
            message.Contained = [Form];
            message.About = [new ResourceReference($"#{FormId}")];
        }

        return message;
    }

    public Communication Drafted()
    {
        var message = Written();
        message.Status = Form is null ? EventStatus.Preparation : EventStatus.InProgress;
        return message;
    }
}

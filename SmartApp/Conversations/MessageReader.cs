using Hl7.Fhir.Model;
using SmartApp.Charts;
using SmartApp.Launch;

namespace SmartApp.Conversations;

/// <summary>Reads a Communication as the people in it would. Pure.</summary>
internal static class MessageReader
{
    /// <param name="message">As the gateway answers it.</param>
    /// <param name="launch">Who reads.</param>
    /// <param name="chart">In which chart.</param>
    public static Message Read(Communication message, LaunchState launch, MyChart chart) => new(
        message.Id ?? "", (message.SentElement ?? message.ReceivedElement)?.ToDateTimeOffset(TimeSpan.Zero), AuthorOf(message.Sender?.Reference, launch, chart))
    {
        Name = message.Sender?.Display,
        Topic = message.Topic?.Text ?? message.Topic?.Coding.Select(coding => coding.Display).FirstOrDefault(display => display is not null),
        Texts = [.. message.Payload.Select(payload => payload.Content).OfType<FhirString>().Select(text => text.Value).OfType<string>()],
        Files = [.. message.Payload.Select(payload => payload.Content).OfType<Attachment>().Select(file => file.Title ?? file.ContentType ?? "")],
        Answers = Beginnings.AnsweredBy(message),
        IsHeld = message.Status is EventStatus.OnHold,
        IsWithdrawn = message.Status is EventStatus.EnteredInError or EventStatus.NotDone or EventStatus.Stopped,
        StateReason = message.StatusReason?.Text,
        Resource = message,
    };

    private static Author AuthorOf(string? sender, LaunchState launch, MyChart chart) =>
        sender == launch.User || sender == chart.Sender ? Author.Reader
        : sender == $"Patient/{chart.Id}" ? Author.Patient
        : sender?.Split('/')[0] is "Patient" or "RelatedPerson" ? Author.Proxy
        : Author.CareTeam;
}

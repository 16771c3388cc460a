using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Launch;
using static Hl7.Fhir.Model.Questionnaire;

namespace SmartApp.Requests;

/// <summary>Writes what a clinician asks a patient for as the CommunicationRequest that the gateway keeps. Pure.</summary>
internal static class RequestWriter
{
    private const string Ucum = "http://unitsofmeasure.org";

    /// <summary>The questions whose answers are numbers, also those within groups.</summary>
    public static IEnumerable<ItemComponent> NumbersIn(IEnumerable<ItemComponent> questions) => questions.SelectMany(question =>
        question.Type is QuestionnaireItemType.Integer or QuestionnaireItemType.Decimal ? [question] : NumbersIn(question.Item));

    /// <param name="form">What was filled in, without errors.</param>
    /// <param name="launch">Says who asks.</param>
    /// <param name="chart">The id of the patient.</param>
    /// <param name="box">The questions to answer by; none where words are asked for.</param>
    public static CommunicationRequest Of(RequestForm form, LaunchState launch, string chart, Questionnaire? box)
    {
        var patient = $"Patient/{chart}";
        var request = new CommunicationRequest
        {
            Status = RequestStatus.Active,
            Subject = new ResourceReference(patient),
            Recipient = [new ResourceReference(form.Who ?? patient)],
            Requester = new ResourceReference(launch.User),
            Payload = [new CommunicationRequest.PayloadComponent { Content = new FhirString(form.Text) }],
            Occurrence = new FhirDateTime(form.Begins),
            AuthoredOnElement = new FhirDateTime(form.Begins),
        };
        var schedule = new Extension { Url = Terms.RequestSchedule };
        if (Rhythm.TimingOf(form.Rhythm, form.Count) is { } timing)
        {
            schedule.AddExtension("timing", timing);
        }

        schedule.AddExtension("answerWithin", new Duration { Value = form.Within[0] - '0', Code = form.Within[1..], Unit = form.Within[1..], System = Ucum });
        request.Extension.Add(schedule);
        if (box is not null)
        {
            request.AddExtension(Terms.RequestForm, new Canonical(box.Url));
            request.Extension.AddRange(NumbersIn(box.Item).Select(question => RangeOf(form, question.LinkId ?? "")).OfType<Extension>());
        }

        return request;
    }

    private static Extension? RangeOf(RequestForm form, string question)
    {
        var (low, high) = (form.NumberIn(RequestForm.Low, question), form.NumberIn(RequestForm.High, question));
        if (low is null && high is null)
        {
            return null;
        }

        var range = new Extension { Url = Terms.ExpectedRange };
        range.AddExtension("linkId", new FhirString(question));
        if (low is not null)
        {
            range.AddExtension("low", new Quantity { Value = low });
        }

        if (high is not null)
        {
            range.AddExtension("high", new Quantity { Value = high });
        }

        return range;
    }
}

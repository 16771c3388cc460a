using Fhir.Profiles;
using Gateway.Monitoring;
using Hl7.Fhir.Model;
using NodaTime;

namespace Gateway.Tests.Monitoring;

/// <summary>Requests that ask a patient for answers, as resources.</summary>
internal static class ARequestOnSchedule
{
    public const string Chicago = "America/Chicago";

    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[Chicago];

    public static CommunicationRequest Of(Timing.RepeatComponent? repeat, string start = "2026-10-26T08:00:00-05:00", Hl7.Fhir.Model.Duration? within = null)
    {
        var request = new CommunicationRequest
        {
            Id = "weekly",
            Status = RequestStatus.Active,
            Subject = new ResourceReference("Patient/susie-smith"),
            Recipient = [new ResourceReference("Patient/susie-smith")],
            Requester = new ResourceReference("Practitioner/dr-lee"),
            Payload = [new CommunicationRequest.PayloadComponent { Content = new FhirString("Please measure your blood pressure.") }],
            Occurrence = new FhirDateTime(start),
        };
        if (repeat is not null || within is not null)
        {
            var schedule = new Extension { Url = Canonicals.RequestSchedule };
            if (repeat is not null)
            {
                schedule.AddExtension("timing", new Timing { Repeat = repeat });
            }

            if (within is not null)
            {
                schedule.AddExtension("answerWithin", within);
            }

            request.Extension.Add(schedule);
        }

        return request;
    }

    public static Timing.RepeatComponent Weekly(int count = 4) => new() { Count = count, Frequency = 1, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk };

    public static Hl7.Fhir.Model.Duration Span(decimal value, string code) => new() { Value = value, System = "http://unitsofmeasure.org", Code = code };

    /// <summary>The due times as the clock in Chicago shows them; or the sentences against it, with their places.</summary>
    public static string[] DueTimesOf(CommunicationRequest request)
    {
        var (schedule, zone, issues) = ScheduleReader.Read(request, Zone);
        return schedule is null
            ? [.. issues.Select(issue => issue.Expression!)]
            : [.. schedule.DueTimes.Select(due => due.InZone(zone).ToString("ddd uuuu-MM-dd HH:mm o<+HH>", System.Globalization.CultureInfo.InvariantCulture))];
    }
}

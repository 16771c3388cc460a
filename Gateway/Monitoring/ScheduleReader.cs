using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles;
using Gateway.Resources;
using Hl7.Fhir.Model;
using NodaTime;
using Instant = NodaTime.Instant;
using Period = Hl7.Fhir.Model.Period;

namespace Gateway.Monitoring;

/// <summary>Understands when a request asks its patient for answers, or says what of it cannot be reckoned. Pure.</summary>
internal static class ScheduleReader
{
    private const string Occurrence = "CommunicationRequest.occurrence";
    private const string TimingPart = "timing";
    private const string TimeZonePart = "timeZone";
    private const string AnswerPart = "answerWithin";

    private static readonly ImmutableArray<string> Ours = [Canonicals.RequestSchedule, Canonicals.RequestForm, Canonicals.ExpectedRange, Canonicals.RequestCourse];

    /// <summary>The gateway is to ask for what it says, when it says: it has a time, and is to a patient or who acts for one; or it has an extension that says so.</summary>
    public static bool IsKept(CommunicationRequest request) => HasOurs(request)
        || (request.Occurrence is not null && request.Recipient.Exists(recipient => ResourceTypeOf(recipient) is "Patient" or "RelatedPerson"));

    /// <summary>Whose clock the request names; null if it names none.</summary>
    public static string? ZoneIn(CommunicationRequest request) =>
        (request.GetExtension(Canonicals.RequestSchedule)?.GetExtension(TimeZonePart)?.Value as Code)?.Value;

    /// <summary>The schedule, or what is wrong with it.</summary>
    /// <param name="request">A request that is kept.</param>
    /// <param name="clinic">Whose clock it is where the request does not say; null if nobody does.</param>
    public static (Schedule? Schedule, DateTimeZone Zone, ImmutableArray<Issue> Issues) Read(CommunicationRequest request, DateTimeZone? clinic)
    {
        var schedule = request.GetExtension(Canonicals.RequestSchedule);
        var timing = schedule?.GetExtension(TimingPart)?.Value as Timing;
        var zone = ZoneIn(request) is { } name ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : clinic;
        if (zone is null && (timing is not null || ZoneIn(request) is not null))
        {
            return Refused("By whose clock? A time zone of the IANA database is needed, as America/Chicago.", PathOf(request, TimeZonePart));
        }

        var known = zone ?? DateTimeZone.Utc;
        var (start, end) = BoundsOf(request, known);
        if (start is not { } begins)
        {
            return Refused("When does it begin? The occurrence needs a time to the second, with its offset from UTC.", Occurrence);
        }

        if (WithinOf(request, schedule, begins, timing is null ? end : null) is not { } within)
        {
            return Refused("How long an answer may take is a whole number of hours, days or weeks, as UCUM's h, d, wk.", PathOf(request, AnswerPart));
        }

        if (timing is null)
        {
            return (new Schedule([begins], within), known, []);
        }

        var path = $"{PathOf(request, TimingPart)}.value";
        var (repetition, issues) = TimingReader.Read(timing, path, begins, known, end);
        if (repetition is null)
        {
            return (null, known, issues);
        }

        var due = SchedulePolicy.DueTimes(begins, known, repetition);
        return (due.Length, repetition.Count) switch
        {
            (0, _) => Refused("It is over before it begins.", $"{path}.repeat"),
            ( > SchedulePolicy.Most, _) => Refused("That would be more than 366 times: make it shorter, and another request then.", $"{path}.repeat"),
            (var times, { } count) when times < count && repetition.Until is null => Refused("That would take more than ten years.", $"{path}.repeat"),
            _ => (new Schedule(due, within), known, []),
        };

        (Schedule?, DateTimeZone, ImmutableArray<Issue>) Refused(string sentence, string expression) =>
            (null, zone ?? DateTimeZone.Utc, [new Issue(OperationOutcome.IssueType.NotSupported, sentence, expression)]);
    }

    private static bool HasOurs(CommunicationRequest request) => request.Extension.Exists(extension => extension.Url is { } url && Ours.Contains(url));

    private static string? ResourceTypeOf(ResourceReference reference) => reference.Type ?? reference.Reference?.Split('/') switch
    {
        [.., var type, _] => type,
        _ => null,
    };

    private static (Instant? Start, Instant? End) BoundsOf(CommunicationRequest request, DateTimeZone zone) => request.Occurrence switch
    {
        FhirDateTime at => (LocalInstants.Of(at), null),
        Period period => (LocalInstants.Of(period.StartElement), LocalInstants.EndOf(period.EndElement, zone)),
        _ => (null, null),
    };

    // A single request in a period may be answered until its end.
    private static NodaTime.Duration? WithinOf(CommunicationRequest request, Extension? schedule, Instant start, Instant? end) =>
        schedule?.GetExtension(AnswerPart) is { } within ? within.Value is Hl7.Fhir.Model.Duration duration ? Spans.Of(duration) : null
        : end is { } over && over > start ? over - start
        : Schedule.Usual;

    private static string PathOf(CommunicationRequest request, string part)
    {
        var index = request.Extension.FindIndex(extension => extension.Url == Canonicals.RequestSchedule);
        var inner = index < 0 ? -1 : request.Extension[index].Extension.FindIndex(extension => extension.Url == part);
        return (index, inner) switch
        {
            ( < 0, _) => "CommunicationRequest.extension",
            (_, < 0) => string.Create(CultureInfo.InvariantCulture, $"CommunicationRequest.extension[{index}]"),
            _ => string.Create(CultureInfo.InvariantCulture, $"CommunicationRequest.extension[{index}].extension[{inner}]"),
        };
    }
}

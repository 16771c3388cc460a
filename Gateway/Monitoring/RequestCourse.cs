using Fhir.Profiles;
using Hl7.Fhir.Model;
using NodaTime;
using Instant = NodaTime.Instant;

namespace Gateway.Monitoring;

/// <summary>How far a request with a schedule has come, as it says in the extension request-course.</summary>
/// <param name="Zone">Whose clock its times are reckoned by: that of its beginning, whatever the policy says later.</param>
/// <param name="Since">Since when it runs: what was overdue by then is not asked for.</param>
internal sealed record RequestCourse(DateTimeZone Zone, Instant Since)
{
    private const string TimeZone = "timeZone";
    private const string Begun = "since";
    private const string Asked = "last";
    private const string Following = "next";

    /// <summary>What was asked for last.</summary>
    public Instant? Last { get; init; }

    /// <summary>When there is something to do next; never, where it is not said.</summary>
    public Instant? Next { get; init; }

    public static RequestCourse? Of(CommunicationRequest request) =>
        request.GetExtension(Canonicals.RequestCourse) is { } course
        && (course.GetExtension(TimeZone)?.Value as Code)?.Value is { } name
        && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone
        && InstantIn(course, Begun) is { } since
            ? new RequestCourse(zone, since) { Last = InstantIn(course, Asked), Next = InstantIn(course, Following) }
            : null;

    /// <summary>Writes it into the request, in the place of what was there.</summary>
    public void PutInto(CommunicationRequest request)
    {
        var course = new Extension { Url = Canonicals.RequestCourse };
        course.AddExtension(TimeZone, new Code(Zone.Id));
        Add(course, Begun, Since);
        Add(course, Asked, Last);
        Add(course, Following, Next);
        request.RemoveExtension(Canonicals.RequestCourse);
        request.Extension.Add(course);
    }

    private static Instant? InstantIn(Extension course, string part) =>
        (course.GetExtension(part)?.Value as Hl7.Fhir.Model.Instant)?.Value is { } at ? Instant.FromDateTimeOffset(at) : null;

    private static void Add(Extension course, string part, Instant? at)
    {
        if (at is { } known)
        {
            course.AddExtension(part, new Hl7.Fhir.Model.Instant(known.ToDateTimeOffset()));
        }
    }
}

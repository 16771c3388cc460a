using Hl7.Fhir.Model;

namespace Gateway.Writes;

/// <summary>The marks of a stored version: its id, its number and its time are the server's to give.</summary>
internal static class Stamp
{
    /// <summary>Now, as precisely as FHIR clients keep an instant.</summary>
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    public static void Put(Resource resource, string id, int version, DateTimeOffset lastUpdated)
    {
        resource.Id = id;
        resource.Meta ??= new Meta();
        resource.Meta.VersionId = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        resource.Meta.LastUpdated = lastUpdated;
    }
}

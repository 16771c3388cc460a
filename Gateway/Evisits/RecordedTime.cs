using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.References;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Evisits;

/// <summary>Time that somebody spent on a message, as its Task says in the extension recorded-time.</summary>
/// <param name="Number">By which it is corrected.</param>
/// <param name="Person">Whose time it is.</param>
/// <param name="Start">From when.</param>
/// <param name="End">Until when.</param>
/// <param name="Exclusion">What keeps it from being billed, as far as that person knows.</param>
internal sealed record RecordedTime(int Number, ResourceKey Person, DateTimeOffset Start, DateTimeOffset End, EvisitExclusion? Exclusion)
{
    private const string NumberPart = "number";
    private const string PersonPart = "person";
    private const string PeriodPart = "period";
    private const string ExclusionPart = "exclusion";

    public static ImmutableArray<RecordedTime> In(FhirTask task) => [.. task.GetExtensions(Canonicals.RecordedTime).Select(Read).OfType<RecordedTime>()];

    /// <summary>Writes it into the Task, in the place of the one of the same number.</summary>
    public void PutInto(FhirTask task)
    {
        var written = new Extension { Url = Canonicals.RecordedTime };
        written.AddExtension(NumberPart, new PositiveInt(Number));
        written.AddExtension(PersonPart, new ResourceReference(Person.ToString()));
        written.AddExtension(PeriodPart, new Period { StartElement = new FhirDateTime(Start), EndElement = new FhirDateTime(End) });
        if (Exclusion is { } exclusion)
        {
            written.AddExtension(ExclusionPart, new Code(EvisitExclusions.CodeOf(exclusion)));
        }

        var place = task.Extension.FindIndex(IsNumbered(Number));
        if (place < 0)
        {
            task.Extension.Add(written);
        }
        else
        {
            task.Extension[place] = written;
        }
    }

    public void TakeFrom(FhirTask task) => task.Extension.RemoveAll(IsNumbered(Number));

    private static Predicate<Extension> IsNumbered(int number) => extension => extension.Url == Canonicals.RecordedTime && Read(extension)?.Number == number;

    private static RecordedTime? Read(Extension extension) =>
        (extension.GetExtension(NumberPart)?.Value as PositiveInt)?.Value is { } number
        && ResourceKey.TryParse((extension.GetExtension(PersonPart)?.Value as ResourceReference)?.Reference, out var person)
        && extension.GetExtension(PeriodPart)?.Value is Period period
        && period.StartElement?.TryToDateTimeOffset(out var start) == true
        && period.EndElement?.TryToDateTimeOffset(out var end) == true
            ? new RecordedTime(number, person, start, end, EvisitExclusions.ParseRecorded((extension.GetExtension(ExclusionPart)?.Value as Code)?.Value))
            : null;
}

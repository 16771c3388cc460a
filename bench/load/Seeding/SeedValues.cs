using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Load.Seeding;

/// <summary>What one message puts into the slots of its template.</summary>
/// <param name="Message">Its id.</param>
/// <param name="Task">The id of its Task.</param>
/// <param name="Chart">The patient whose it is.</param>
/// <param name="Answered">The id of the message it answers; empty if it answers none.</param>
/// <param name="At">When it was received.</param>
internal sealed record SeedValues(string Message, string Task, string Chart, string Answered, DateTimeOffset At)
{
    /// <summary>Stands for all that differ; as the texts of its slots are looked for, each occurs nowhere by chance.</summary>
    public static SeedValues Marks { get; } = new(
        "00000000-0000-7000-8000-00000000a001",
        "00000000-0000-7000-8000-00000000a002",
        "00000000-0000-7000-8000-00000000a003",
        "00000000-0000-7000-8000-00000000a004",
        new DateTimeOffset(2001, 2, 3, 4, 5, 6, 789, TimeSpan.Zero));

    private readonly string _time = new FhirDateTime(At).Value!;
    private readonly string _seconds = WorkCourse.From(At);

    public string this[SeedSlot slot] => slot switch
    {
        SeedSlot.Message => Message,
        SeedSlot.Task => Task,
        SeedSlot.Chart => Chart,
        SeedSlot.Answered => Answered,
        SeedSlot.Time => _time,
        SeedSlot.Seconds => _seconds,
    };
}
